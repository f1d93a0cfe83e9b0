// Runs sessions of JavaScript. What goes in is one JSON object; what comes out is one line of JSON for each snippet.
//
// This process starts others and watches over them. Each of those runs session after session, each session as one
// asynchronous function, so that sessions share no names; where one hangs or leaves something behind, the rest goes
// to a new process.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const LIMIT = 1 << 20;

if (process.argv[1] === 'child') child(); else main();

// MARK: The process that watches

function main() {
  const request = JSON.parse(fs.readFileSync(0, 'utf8'));
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 's-'));
  for (const [name, target] of request.links) {
    const place = path.join(home, name);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    try { fs.symlinkSync(target, place); } catch { /* The name is there already. */ }
  }
  const waiting = request.sessions.slice();
  const share = Math.max(1, Math.ceil(waiting.length / request.workers));
  for (let index = 0; index < request.workers; index++) work(waiting.splice(0, share), home, request.types);
}

function work(sessions, home, types) {
  if (sessions.length === 0) return;
  const { spawn } = require('child_process');
  const files = ['out', 'err'].map((name) => {
    const file = path.join(home, `${name}${sessions[0].id}-${sessions.length}`);
    fs.writeFileSync(file, '');
    return fs.openSync(file, 'a+');
  });
  const one = spawn(process.execPath, ['-e', process._eval, 'child'], {
    stdio: ['ignore', ...files, 'pipe', 'pipe'], detached: true,
  });
  let at = null, timer = null, because = null, rest = '', last = null;
  const done = new Set();
  one.stdio[3].on('error', () => {});
  one.stdio[3].end(JSON.stringify({ sessions, home, types }));
  const arm = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(() => { because = 'timeout'; end(one); }, seconds * 1000);
  };
  arm(60);
  one.stdio[4].on('data', (data) => {
    const lines = (rest + data).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      let message;
      try { message = JSON.parse(line); } catch { continue; }
      if (message.begin) {
        at = message.begin;
        arm(message.timeout);
      } else if ('done' in message) {
        done.add(message.done);
        last = null;
      } else {
        at = null;
        last = message.at[0];
        process.stdout.write(JSON.stringify(message) + '\n');
        arm(60);
      }
    }
  });
  one.on('close', (code, signal) => {
    clearTimeout(timer);
    end(one);
    files.forEach((file) => fs.closeSync(file));
    if (at) {
      const ended = because || (signal ? 'signal' : 'exit');
      process.stdout.write(JSON.stringify({ at, ended, code: code || 0 }) + '\n');
      done.add(at[0]);
    } else if (last !== null) {
      done.add(last);
    } else if (done.size === 0) {
      done.add(sessions[0].id);
    }
    work(sessions.filter((session) => !done.has(session.id)), home, types);
  });
}

function end(one) {
  try { process.kill(-one.pid, 'SIGKILL'); } catch { /* It is over already. */ }
}

// MARK: The process that runs

function child() {
  const { sessions, home, types } = JSON.parse(fs.readFileSync(3, 'utf8'));
  const vm = require('vm');
  const util = require('util');
  const { createRequire } = require('module');
  const say = (message) => fs.writeSync(4, JSON.stringify(message) + '\n');
  const positions = [0, 0, 0];
  const printed = (stream) => {
    const size = fs.fstatSync(stream).size;
    const start = positions[stream];
    positions[stream] = size;
    const bytes = Buffer.alloc(Math.min(size - start, LIMIT));
    fs.readSync(stream, bytes, 0, bytes.length, start);
    return bytes.toString('utf8');
  };
  let notes = null, file = '';
  const write = process.stdout.write;
  process.stdout.write = function (text, ...others) {
    if (notes && notes.length < 10000) {
      const lines = new Error().stack.split('\n').filter((line) => line.includes(file))
        .map((line) => Number((line.slice(line.indexOf(file) + file.length).match(/^:(\d+)/) || [0, -1])[1]));
      notes.push([lines.length ? lines[0] : -1, String(text), lines.length ? lines[lines.length - 1] : -1]);
    }
    return write.call(this, text, ...others);
  };
  Error.stackTraceLimit = 50;
  let fail = null;
  process.on('uncaughtException', (error) => fail && fail(error));
  process.on('unhandledRejection', (error) => fail && fail(error));
  const isServer = /^(TCPServer|PipeServer|Pipe|TTY|Signal)/i;
  const leftovers = () => process.getActiveResourcesInfo().filter((name) => name !== 'Immediate');

  // What a snippet has set going is its own: it has ended when nothing is left but servers that listen.
  const idle = () => new Promise((resolve) => {
    let quiet = 0;
    const look = () => {
      quiet = leftovers().every((name) => isServer.test(name)) ? quiet + 1 : 0;
      if (quiet > 2) resolve(); else pause(look);
    };
    const pause = (next) => {
      if (quiet > 0) setImmediate(next); else setTimeoutWithoutTrace(next);
    };
    look();
  });
  const wait = new Int32Array(new SharedArrayBuffer(4));
  const setTimeoutWithoutTrace = (next) => {
    Atomics.wait(wait, 0, 0, 1);
    setImmediate(next);
  };

  const run = async (session) => {
    const folder = path.join(home, `s${session.id}`);
    fs.mkdirSync(folder);
    process.chdir(folder);
    for (const each of session.files) {
      fs.mkdirSync(path.dirname(path.resolve(each.path)), { recursive: true });
      fs.writeFileSync(each.path, each.text);
    }
    file = path.join(folder, '__docent_session__.cjs');
    let current = -1, values = [];
    if (types) {
      for (const part of session.steps.flatMap((step) => step.parts)) {
        const { code, isInPlace } = withoutTypes(part.code);
        part.code = code;
        // Nobody knows any more which line is which.
        if (!isInPlace) Object.assign(part, { lines: false, watch: [] });
      }
    }
    let steps = session.steps.filter((step) => {
      const error = mistake([step]);
      if (error) say({ at: [session.id, step.id, 0], out: '', err: '', prints: [], values: [], fail: error });
      return !error;
    });
    const whole = mistake(steps);
    if (whole) steps = steps.slice(0, 1);
    const { source, starts } = text(steps, true);
    const place = (line) => {
      let index = starts.length - 1;
      while (index > 0 && starts[index] > line) index--;
      return [index, line - starts[index]];
    };
    const finish = (error) => {
      if (current < 0 || current >= steps.length) return;
      const here = (line) => {
        const [index, local] = place(line - 1);
        return index === current ? local : -1;
      };
      const prints = (notes || []).map(([inner, text, outer]) => [here(inner), text, here(outer)]);
      notes = null;
      say({
        at: [session.id, steps[current].id, 0], out: printed(1), err: printed(2), prints, values,
        fail: error ? failure(error, file, place, current) : null,
      });
    };
    const begin = (index) => {
      current = index;
      if (index >= steps.length) return;
      const step = steps[index];
      values = [];
      notes = step.parts[0].lines ? [] : null;
      say({ begin: [session.id, step.id, 0], timeout: step.timeout });
    };
    let broken = null;
    const hasFailed = new Promise((_, reject) => { broken = reject; });
    hasFailed.catch(() => {});
    fail = (error) => broken(error);
    const docent = {
      step: async (index) => {
        if (index > 0) {
          await idle();
          finish(null);
        }
        begin(index);
      },
      value: (line, value) => {
        if (values.length < 1000) values.push([line, util.inspect(value)]);
        return value;
      },
    };
    fs.writeFileSync(file, source);
    try {
      process.argv = [process.execPath, file];
      await Promise.race([createRequire(file)(file).call({}, docent), hasFailed]);
      await Promise.race([idle(), hasFailed]);
      finish(null);
    } catch (error) {
      finish(error === undefined ? new Error('undefined was thrown') : error);
    }
    fail = null;
    current = -1;
    if (whole) {
      for (const step of session.steps.slice(1)) {
        say({ at: [session.id, step.id, 0], out: '', err: '', prints: [], values: [], fail: whole });
      }
    }
    say({ done: session.id });
    process.chdir(home);
    fs.rmSync(folder, { recursive: true, force: true });
    return leftovers().length === 0;
  };

  // The session as one function; line by line as long as its snippets, each after a line of its own.
  const text = (steps, watches) => {
    let source = 'module.exports = async function (__docent__) {\n', line = 1;
    const starts = [];
    steps.forEach((step, index) => {
      const part = step.parts[0];
      let code = imports(part.code);
      if (watches && part.watch.length) {
        const watched = watching(code, part.watch);
        if (!mistake([{ parts: [{ code: watched, watch: [] }] }])) code = watched;
      }
      source += `await __docent__.step(${index});\n${code}\n`;
      starts.push(line + 1);
      line += 1 + code.split('\n').length;
    });
    return { source: source + '}', starts };
  };

  const mistake = (steps) => {
    const { source, starts } = text(steps, false);
    try {
      new vm.Script(source.replace('module.exports =', '(') + ')', { filename: 'session' });
      return null;
    } catch (error) {
      const match = String(error.stack).match(/^session:(\d+)/);
      const line = match ? Number(match[1]) - 1 - starts[0] : -1;
      return { kind: 'SyntaxError', kinds: ['SyntaxError'], text: `SyntaxError: ${error.message}`, line };
    }
  };

  // `import` of a module is for a file of its own; here it is what it stands for.
  const imports = (code) => code
    .replace(/^import\s+([^'"(]*?)\s+from\s+(['"][^'"]+['"])/gm, (whole, names, module) => {
      const pieces = [];
      const all = names.match(/\*\s+as\s+([\w$]+)/);
      const list = names.match(/\{([^}]*)\}/);
      const first = names.match(/^([\w$]+)/);
      const lines = '\n'.repeat(whole.split('\n').length - 1);
      if (first) pieces.push(`${first[1]} = (await import(${module})).default`);
      if (all) pieces.push(`${all[1]} = await import(${module})`);
      if (list) pieces.push(`{${list[1].replace(/\s+as\s+/g, ': ').replace(/\s+/g, ' ')}} = await import(${module})`);
      return pieces.length ? `const ${pieces.join(', ')}${lines}` : whole;
    })
    .replace(/^import\s+(['"][^'"]+['"])/gm, 'await import($1)')
    .replace(/^export\s+default\s+(?=function|class)/gm, '')
    .replace(/^export\s+(?=const|let|var|function|class|async)/gm, '');

  const watching = (code, wanted) => code.split('\n').map((line, index) => {
    if (!wanted.includes(index)) return line;
    const match = line.match(/^(\s*)(.*?)(;?)(\s*)(\/\/.*)?$/);
    if (!match) return line;
    const [, indent, words, end, space, comment = ''] = match;
    const declared = words.match(/^(?:const|let|var)\s+([\w$]+)\s*=[^=]/);
    if (declared) return `${indent}${words}; __docent__.value(${index}, ${declared[1]});${space}${comment}`;
    try { new vm.Script(`(async () => (${words}\n))`); } catch { return line; }
    return `${indent}__docent__.value(${index}, (${words}))${end}${space}${comment}`;
  }).join('\n');

  // MARK: Types

  // TypeScript as JavaScript: what belongs to types becomes blank, so that every line stays where it is. What is more than
  // a type, such as an enumeration, is translated as a whole.
  const withoutTypes = (code) => {
    const { stripTypeScriptTypes } = require('module');
    if (stripTypeScriptTypes) {
      for (const mode of ['strip', 'transform']) {
        try { return { code: stripTypeScriptTypes(code, { mode }), isInPlace: mode === 'strip' }; } catch { continue; }
      }
      return { code, isInPlace: true };
    }
    const ts = typescript();
    if (!ts) throw new Error('the package typescript is not there');
    const blank = blankTypes(ts, code);
    if (blank !== null) return { code: blank, isInPlace: true };
    const { ES2022, ESNext } = { ...ts.ScriptTarget, ...ts.ModuleKind };
    const options = { target: ts.ScriptTarget.ES2022 || ES2022, module: ts.ModuleKind.ESNext || ESNext };
    return { code: ts.transpileModule(code, { compilerOptions: options }).outputText, isInPlace: false };
  };

  const typescript = () => {
    for (const folder of ['/usr/share/nodejs', '/usr/lib/node_modules', '/usr/local/lib/node_modules', path.join(home, 'node_modules')]) {
      try { return require(path.join(folder, 'typescript')); } catch { continue; }
    }
    return null;
  };

  // Nil where something is more than a type.
  const blankTypes = (ts, code) => {
    const file = ts.createSourceFile('session.ts', code, ts.ScriptTarget.Latest, true);
    if (file.parseDiagnostics.length) return code;
    const kind = ts.SyntaxKind, out = code.split('');
    let isMore = false;
    const wipe = (from, to) => {
      for (let at = from; at < to; at++) if (out[at] !== '\n' && out[at] !== '\r') out[at] = ' ';
    };
    const whole = (node) => wipe(node.getStart(), node.end);
    // From the opening bracket before a list to the closing one behind it.
    const list = (nodes) => wipe(nodes.pos - 1, code.indexOf('>', nodes.end) + 1);
    const withComma = (node) => {
      whole(node);
      const rest = code.slice(node.end).match(/^\s*,/);
      if (rest) wipe(node.end, node.end + rest[0].length);
    };
    const visit = (node) => {
      const modifiers = node.modifiers || [];
      const has = (one) => modifiers.some((modifier) => modifier.kind === one);
      if (has(kind.DeclareKeyword)) return whole(node);
      switch (node.kind) {
        case kind.InterfaceDeclaration: case kind.TypeAliasDeclaration: case kind.IndexSignature: return whole(node);
        case kind.EnumDeclaration: case kind.ModuleDeclaration: case kind.ImportEqualsDeclaration:
        case kind.ExportAssignment: case kind.Decorator:
          if (node.kind !== kind.ExportAssignment || node.isExportEquals) isMore = true;
          break;
        case kind.ImportDeclaration: if (node.importClause && node.importClause.isTypeOnly) return whole(node); break;
        case kind.ExportDeclaration: if (node.isTypeOnly) return whole(node); break;
        case kind.ImportSpecifier: case kind.ExportSpecifier: if (node.isTypeOnly) return withComma(node); break;
        case kind.AsExpression: case kind.SatisfiesExpression: visit(node.expression); return wipe(node.expression.end, node.end);
        case kind.TypeAssertionExpression: wipe(node.getStart(), node.expression.getStart()); return visit(node.expression);
        case kind.NonNullExpression: wipe(node.end - 1, node.end); break;
        case kind.FunctionDeclaration: case kind.MethodDeclaration: case kind.Constructor: case kind.GetAccessor: case kind.SetAccessor:
          if (!node.body) return whole(node);
          break;
        case kind.PropertyDeclaration: if (has(kind.AbstractKeyword)) return whole(node); break;
        case kind.HeritageClause: if (node.token === kind.ImplementsKeyword) return whole(node); break;
        case kind.Parameter:
          if (node.name.getText() === 'this') return withComma(node);
          if (modifiers.some((one) => one.kind !== kind.Decorator)) isMore = true;
          break;
        default: break;
      }
      for (const modifier of modifiers) {
        if ([kind.PublicKeyword, kind.PrivateKeyword, kind.ProtectedKeyword, kind.ReadonlyKeyword, kind.AbstractKeyword,
          kind.OverrideKeyword].includes(modifier.kind)) whole(modifier);
      }
      if (node.typeParameters) list(node.typeParameters);
      if (node.typeArguments) list(node.typeArguments);
      if (node.type && ![kind.AsExpression, kind.SatisfiesExpression].includes(node.kind)) {
        wipe(code.lastIndexOf(':', node.type.getStart()), node.type.end);
      }
      if (node.questionToken && node.kind !== kind.ConditionalExpression) whole(node.questionToken);
      if (node.exclamationToken) whole(node.exclamationToken);
      ts.forEachChild(node, (child) => {
        if (node.type === child || (node.typeArguments || []).includes(child) || (node.typeParameters || []).includes(child)) return;
        visit(child);
      });
    };
    visit(file);
    return isMore ? null : out.join('');
  };

  const failure = (error, file, place, current) => {
    const kinds = [];
    if (error && error.code) kinds.push(String(error.code));
    for (let type = error; type && kinds.length < 10; type = Object.getPrototypeOf(type)) {
      if (type.constructor && type.constructor.name) kinds.push(type.constructor.name);
    }
    let text;
    try { text = error instanceof Error ? `${error.name}: ${error.message}` : util.inspect(error); } catch { text = 'an error'; }
    let line = -1;
    const stack = error && typeof error.stack === 'string' ? error.stack : '';
    const row = stack.split('\n').find((each) => each.includes(file));
    const match = row && row.slice(row.indexOf(file) + file.length).match(/^:(\d+)/);
    if (match) {
      const [index, local] = place(Number(match[1]) - 1);
      if (index === current) line = local;
    }
    return { kind: (error && error.name) || 'Error', kinds, text: text.slice(0, 4000), line };
  };

  (async () => {
    for (const session of sessions) {
      if (!await run(session)) break;
    }
    process.reallyExit(0);
  })();
}
