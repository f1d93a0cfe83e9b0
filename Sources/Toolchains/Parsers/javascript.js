// Parses JavaScript or TypeScript, and executes nothing. What goes in and comes out: see ParserProcess.
'use strict';
const fs = require('fs'), path = require('path'), vm = require('vm');
const wantsTypes = process.argv[1] === 'typescript';

// Only what is installed for everybody; a project's own copy would be code of the project that runs.
const folders = [
  '/usr/share/nodejs', '/usr/lib/node_modules', '/usr/local/lib/node_modules', '/opt/homebrew/lib/node_modules',
  path.join(path.dirname(process.execPath), '../lib/node_modules'),
];
const ts = (() => {
  for (const folder of folders) {
    try { return require(path.join(folder, 'typescript')); } catch { continue; }
  }
})();

// Newer than the TypeScript that is here: not assessed instead of wrong.
const news = [
  ['4.9', /\bsatisfies\b/, 'satisfies'], ['4.9', /\baccessor\s+[\w#[]/, 'accessor'],
  ['5.0', /<\s*const\s+\w/, 'const type parameters'], ['5.0', /\bexport\s+type\s+\*/, 'export type *'],
  ['5.0', /\bexport\s+(default\s+)?@/, 'decorators after export'],
  ['5.2', /\busing\s+\w+\s*(=|of\b)/, 'using'], ['5.3', /\bwith\s*:?\s*\{/, 'import attributes'],
  ['5.9', /\bimport\s+defer\b/, 'import defer'],
];
const number = (version) => version.split('.').slice(0, 2).reduce((sum, part) => sum * 100 + parseInt(part), 0);
const tooNew = (text, fault) => news.find(([version, sign]) => {
  const found = number(ts.version) < number(version) && sign.exec(text);
  return found && fault.at.startsWith(text.slice(0, found.index).split('\n').length + ':');
});

const clean = (message) => String(message).replace(/[\t\r\n]+/g, ' ');
const scalars = (text) => [...text].length;

function place(text, offset) {
  if (offset >= text.trimEnd().length) return '0:0';
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(0, start).split('\n').length;
  return `${line}:${scalars(text.slice(start, offset)) + 1}`;
}

// What V8 says of it, as a module or else as a script; undefined where it takes one.
function engineFault(text) {
  try { new vm.SourceTextModule(text, { identifier: 'snippet' }); return; } catch (error) {
    try { new vm.Script(text, { filename: 'snippet' }); return; } catch { }
    const [head, line, caret] = String(error.stack).split('\n');
    const found = /:(\d+)$/.exec(head), column = caret ? caret.indexOf('^') : -1;
    const at = found && column >= 0 ? `${found[1]}:${scalars(line.slice(0, column)) + 1}` : '0:0';
    return { at, message: error.message };
  }
}

const hasMarkup = (text) => /<\/|\/>/.test(text);

// A bracket without a partner in a regular expression, which TypeScript's parser does not look into.
function patternFault(text, source) {
  if (!text.includes('/')) return;
  let found;
  const visit = (node) => {
    if (found) return;
    if (node.kind !== ts.SyntaxKind.RegularExpressionLiteral) return ts.forEachChild(node, visit);
    const start = node.getStart(source), literal = text.slice(start, node.end), end = literal.lastIndexOf('/');
    try { new RegExp(literal.slice(1, end), literal.slice(end + 1).replace(/[^gimsuy]/g, '')); } catch (error) {
      if (/Unterminated|Unmatched/.test(error.message)) found = { at: place(text, start), message: error.message };
    }
  };
  visit(source);
  return found;
}

// The first fault that TypeScript's parser finds.
function parserFault(text, kind) {
  // What makes it a module, so that `await` is known.
  const source = ts.createSourceFile('snippet', text + '\nexport {};', ts.ScriptTarget.Latest, false, kind);
  const faults = source.parseDiagnostics;
  if (!faults.length) return patternFault(text, source);
  const first = faults.reduce((first, fault) => fault.start < first.start ? fault : first);
  return { at: place(text, first.start), message: ts.flattenDiagnosticMessageText(first.messageText, ' ') };
}

// Types in JavaScript, which the parser takes and the language does not have.
function typesFault(text) {
  const name = '/snippet.jsx';
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JSX);
  const host = {
    getSourceFile: (wanted) => wanted === name ? source : undefined, getDefaultLibFileName: () => 'lib.d.ts',
    writeFile() { }, getCurrentDirectory: () => '/', getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true, getNewLine: () => '\n', fileExists: (wanted) => wanted === name,
    readFile: () => undefined, directoryExists: () => false, getDirectories: () => [],
  };
  const options = { allowJs: true, noLib: true, noResolve: true, types: [], target: ts.ScriptTarget.Latest,
    jsx: ts.JsxEmit.Preserve, experimentalDecorators: true };
  const [first] = ts.createProgram([name], options, host).getSyntacticDiagnostics(source);
  if (first) return { at: place(text, first.start), message: ts.flattenDiagnosticMessageText(first.messageText, ' ') };
}

function fault(text) {
  if (wantsTypes) {
    const plain = parserFault(text, ts.ScriptKind.TS);
    return plain && hasMarkup(text) ? parserFault(text, ts.ScriptKind.TSX) : plain;
  }
  const engine = engineFault(text);
  if (!engine || !ts) return engine;
  // Twoslash: one of several files is in TypeScript.
  const hasTypes = /^\s*\/\/ @filename: \S+\.[cm]?tsx?\s*$/im.test(text) || /^\s*\/\/ \S+\.d\.ts\s*$/m.test(text);
  if (hasTypes) return parserFault(text, ts.ScriptKind.TSX);
  return parserFault(text, ts.ScriptKind.JSX) || typesFault(text);
}

function reply(forms) {
  if (wantsTypes && !ts) return '?\tTypeScript is not installed';
  const faults = [];
  for (const [number, form] of forms.entries()) {
    const found = fault(form);
    if (!found) return `+\t${number}`;
    faults.push(found);
  }
  const text = forms[0], first = faults[0];
  if (!ts && hasMarkup(text)) return '?\tTypeScript, whose parser reads JSX, is not installed';
  const feature = ts && tooNew(text, first);
  if (feature) return `?\tTypeScript ${ts.version} does not know \`${feature[2]}\``;
  return '-\t' + faults.map((fault) => `${fault.at}:${clean(fault.message)}`).join('\t');
}

const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
  const input = Buffer.concat(chunks);
  let offset = 0;
  const take = (length) => input.subarray(offset, offset += length);
  while (offset < input.length) {
    const [name, , ...lengths] = take(input.indexOf(10, offset) + 1 - offset).toString().trim().split(' ');
    const forms = lengths.map((length) => take(Number(length)).toString());
    let answer;
    try { answer = reply(forms); } catch (error) { answer = `?\t${clean(error.message)}`; }
    fs.writeSync(1, `${name}\t${answer}\n`);
  }
});
