# Tells what Python files declare for others, and what Python code uses. It parses, and executes nothing.
# In, for each file: a line "NUMBER MODE LENGTH MODULE", then the bytes. MODE is `outline` or `uses`.
# Out, for each file: one line "NUMBER<tab>" and records with U+001E between them, fields with U+001F; see PythonOutline
# and PythonUses. What cannot be parsed gives the record `problem` with the reason.
import ast, re, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(5000)
source, out = sys.stdin.buffer, sys.stdout
RS, US = "\x1e", "\x1f"


def clean(text):
    return re.sub(r"[\x00-\x1f\s]+", " ", str(text)).strip()


def text_of(node):
    """The text of a string, of parts that are put together, and of f-strings as far as they are text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "…" for part in node.values)
    if isinstance(node, ast.BinOp):
        return (text_of(node.left) or "") + (text_of(node.right) or "")
    return ""


def dotted(node):
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        return ".".join([node.id] + names[::-1])
    return None


def imported(tree, package):
    """Names to what they stand for, as far as imports say."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.asname:
                    names[alias.asname] = alias.name
                else:
                    names[alias.name.split(".")[0]] = alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")
                kept = parts[: len(parts) - node.level + 1] if package else []
                base = ".".join(kept + ([node.module] if node.module else []))
            for alias in node.names:
                names[alias.asname or alias.name] = base + "." + alias.name if base else alias.name
    return names


def meant(name, names):
    if name is None:
        return None
    head, dot, rest = name.partition(".")
    return names.get(head, head) + dot + rest


WARNED = re.compile(r"(Pending)?DeprecationWarning|Removed?In\w*Warning|FutureWarning|\w*DeprecationWarning")


def warning(statement):
    """The text of a warning that a statement always gives, where it says that something is deprecated."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return None
    call = statement.value
    name = (dotted(call.func) or "").split(".")[-1]
    if name in ("warn_deprecated", "deprecation_warning", "deprecate"):
        return clean(text_of(call.args[0])) if call.args else ""
    if name != "warn":
        return None
    kinds = [dotted(a) or "" for a in call.args[1:]] + [dotted(k.value) or "" for k in call.keywords]
    if any(WARNED.fullmatch(kind.split(".")[-1]) for kind in kinds):
        return clean(text_of(call.args[0])) if call.args else ""
    return None


DOCUMENTED = re.compile(r"\.\.\s+deprecated::[ \t]*(\S*)[ \t]*\n?((?:[ \t]+\S.*\n?)*)")


def deprecation(node):
    """Whether a function or class is deprecated: (since, message), or None."""
    for decorator in node.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) else None
        name = (dotted(call.func if call else decorator) or "").split(".")[-1]
        if name in ("deprecated", "deprecate"):
            message = clean(text_of(call.args[0])) if call and call.args else ""
            for keyword in call.keywords if call else []:
                if keyword.arg in ("message", "reason", "msg", "details"):
                    message = clean(text_of(keyword.value))
            return "", message
    body = node.body
    if isinstance(node, ast.ClassDef):
        inits = [f for f in body if isinstance(f, ast.FunctionDef) and f.name in ("__init__", "__new__")]
        statements = inits[0].body if inits else []
    else:
        statements = body
    for statement in statements:
        message = warning(statement)
        if message is not None:
            return "", message
    documentation = ast.get_docstring(node)
    if documentation:
        # A note on one parameter stands further in than one on the whole.
        match = re.search(r"^" + DOCUMENTED.pattern, documentation, re.M)
        if match:
            note = clean(match.group(2))
            if not re.match(r"(The |Passing |Using )?[`'*]*\w+[`'*]* (parameter|argument|attribute|option)", note):
                return match.group(1), note
    return None


def parameters(node, is_method):
    a = node.args
    positional = a.posonlyargs + a.args
    if is_method and positional:
        positional = positional[1:]
    optional = len(a.defaults)
    fields = [p.arg + ("?" if i >= len(positional) - optional else "") for i, p in enumerate(positional)]
    if a.vararg:
        fields.append("*" + a.vararg.arg)
    fields += [p.arg + ("?" if d is not None else "") for p, d in zip(a.kwonlyargs, a.kw_defaults)]
    if a.kwarg:
        fields.append("**" + a.kwarg.arg)
    return ",".join(fields)


RENAMED = re.compile(r"(?:[Uu]se|by|to|favou?r of)\s+(?::\w+:)?[`'\"]+~?\.?([A-Za-z_][\w.]*)(?:\(\))?[`'\"]+")


class BracketOutline:
    def __init__(self, tree, module, is_package):
        self.records, self.module, self.is_package = [], module, is_package
        self.names = imported(tree, module if is_package else module.rpartition(".")[0])
        self.listed = self.all_of(tree)
        self.local = {n.name for n in tree.body if hasattr(n, "name")}
        self.given = set()
        self.body(tree.body)
        # What a module lists and takes from another one as a whole.
        for name in sorted((self.listed or set()) - self.given):
            if name.isidentifier():
                self.add("alias" if name in self.names else "variable", module, name, result=self.names.get(name, ""))

    def all_of(self, tree):
        listed = None
        for node in tree.body:
            target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            if not (isinstance(target, ast.Name) and target.id == "__all__"):
                continue
            value = node.value
            if isinstance(value, (ast.List, ast.Tuple)):
                listed = (listed or set()) | {text_of(e) for e in value.elts}
            else:
                return None
        return listed

    def is_public(self, name):
        return name in self.listed if self.listed is not None else not name.startswith("_")

    def add(self, kind, parent, name, arguments="", result="", static=False, old=None):
        if parent == self.module:
            self.given.add(name)
        since, message = old or ("", "")
        match = RENAMED.search(message)
        self.records.append(US.join([
            "symbol", kind, parent, name, arguments, result, "1" if static else "", "1" if old else "",
            since, match.group(1) if match and old else "", message]))

    def body(self, statements):
        for node in statements:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if node.name == "__getattr__":
                    self.lazy(node)
                elif self.is_public(node.name):
                    self.add("function", self.module, node.name, parameters(node, False), old=deprecation(node))
            elif isinstance(node, ast.ClassDef):
                if self.is_public(node.name):
                    self.type(node, self.module)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    if isinstance(target, ast.Name) and self.is_public(target.id):
                        name = dotted(node.value) if node.value is not None else None
                        if name and name[0].isalpha() and name.split(".")[-1][0].isupper():
                            name = self.module + "." + name if name in self.local else meant(name, self.names)
                            self.add("alias", self.module, target.id, result=name)
                        else:
                            self.add("variable", self.module, target.id)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    name = alias.asname or alias.name
                    full = self.names.get(name, "")
                    # A package gives what it takes from its own modules; others say so.
                    inside = self.is_package and full.split(".")[0] == self.module.split(".")[0]
                    if name != "*" and self.is_public(name) and (inside or self.listed or alias.asname == alias.name):
                        self.add("alias", self.module, name, result=full)
                    if name == "*" and self.listed is None:
                        self.records.append(US.join(["star", self.module, node.module or "."]))
            elif isinstance(node, (ast.If, ast.Try)):
                self.body(node.body)
                for handler in getattr(node, "handlers", []):
                    self.body(handler.body)
                self.body(node.orelse)

    def lazy(self, node):
        """Names that a module gives only when asked, most often with a warning."""
        for inner in ast.walk(node):
            if not isinstance(inner, ast.If) or not isinstance(inner.test, ast.Compare):
                continue
            named = [text_of(e) for c in inner.test.comparators for e in
                     (c.elts if isinstance(c, (ast.Set, ast.Tuple, ast.List)) else [c])]
            messages = [w for s in inner.body for w in [warning(s)] if w is not None]
            for name in named:
                if name and name.isidentifier() and not name.startswith("_"):
                    self.add("variable", self.module, name, old=("", messages[0]) if messages else None)

    def type(self, node, parent):
        path = parent + "." + node.name
        self.add("class", parent, node.name, old=deprecation(node))
        for base in node.bases:
            if isinstance(base, ast.Subscript):
                base = base.value
            name = dotted(base)
            if name:
                name = self.module + "." + name if name in self.local else meant(name, self.names)
                self.records.append(US.join(["base", path, name]))
            else:
                self.records.append(US.join(["base", path, "?"]))
        for inner in node.body:
            if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
                if inner.name == "__init__":
                    self.attributes(inner, path)
                if inner.name == "__getattr__":
                    self.records.append(US.join(["base", path, "?"]))
                if inner.name.startswith("_") and inner.name != "__init__":
                    continue
                marks = {(dotted(d.func if isinstance(d, ast.Call) else d) or "").split(".")[-1]
                         for d in inner.decorator_list}
                if marks & {"property", "cached_property", "setter"}:
                    if "setter" not in marks:
                        self.add("variable", path, inner.name, old=deprecation(inner))
                else:
                    static = bool(marks & {"staticmethod", "classmethod"})
                    self.add("function", path, inner.name, parameters(inner, "staticmethod" not in marks),
                             static=static, old=deprecation(inner))
            elif isinstance(inner, ast.ClassDef) and not inner.name.startswith("_"):
                self.type(inner, path)
            elif isinstance(inner, (ast.Assign, ast.AnnAssign)):
                for target in inner.targets if isinstance(inner, ast.Assign) else [inner.target]:
                    if isinstance(target, ast.Name) and not target.id.startswith("_"):
                        self.add("variable", path, target.id, static=True)
            elif isinstance(inner, ast.If):
                for deeper in inner.body + inner.orelse:
                    if isinstance(deeper, ast.FunctionDef) and not deeper.name.startswith("_"):
                        self.add("function", path, deeper.name, parameters(deeper, True))

    def attributes(self, node, path):
        seen = set()
        for inner in ast.walk(node):
            targets = inner.targets if isinstance(inner, ast.Assign) else \
                [inner.target] if isinstance(inner, ast.AnnAssign) else []
            for target in targets:
                if isinstance(target, ast.Attribute) and dotted(target.value) == "self" \
                        and not target.attr.startswith("_") and target.attr not in seen:
                    seen.add(target.attr)
                    self.add("variable", path, target.attr)


class Uses(ast.NodeVisitor):
    """Attribute chains that begin with an import, or with a value made by one."""

    def __init__(self, tree, starts):
        self.records, self.starts = [], starts
        self.names = imported(tree, "")
        self.values, self.doubtful = {}, set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                self.bind(node.targets[0].id, node.value)
            elif isinstance(node, ast.With):
                for item in node.items:
                    if isinstance(item.optional_vars, ast.Name):
                        self.bind(item.optional_vars.id, None)
            elif isinstance(node, ast.arg):
                name = dotted(node.annotation) if node.annotation is not None else None
                self.bind(node.arg, node.annotation if name in self.names else None, made=True)
            elif isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Name):
                self.bind(node.target.id, None)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
                self.bind(node.name, None)
        for name in set(self.names.values()):
            self.records.append(US.join(["import", name.split(".")[0]]))
        self.visit(tree)

    def bind(self, name, value, made=False):
        call = value if made else value.func if isinstance(value, ast.Call) else None
        full = meant(dotted(call), self.names) if call is not None else None
        if call is None or (dotted(call) or "").split(".")[0] not in self.names:
            full = None
        if name in self.values and self.values[name] != full:
            self.doubtful.add(name)
        self.values[name] = full

    def add(self, kind, base, attribute, node, is_call):
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        lower = end - len(attribute.encode())
        self.records.append(US.join([kind, base, attribute, str(lower), str(end), "1" if is_call else ""]))

    def visit_ImportFrom(self, node):
        if node.level or not node.module:
            return
        for alias in node.names:
            end = self.starts[alias.lineno - 1] + alias.col_offset + len(alias.name.encode())
            self.records.append(US.join(
                ["path", node.module, alias.name, str(end - len(alias.name.encode())), str(end), ""]))

    def visit_Attribute(self, node):
        name = dotted(node.value)
        if name:
            head = name.split(".")[0]
            if head in self.values:
                full = self.values[head]
                if full and head not in self.doubtful and name == head:
                    self.add("member", full, node.attr, node, False)
            elif head in self.names:
                self.add("path", meant(name, self.names), node.attr, node, False)
            elif not self.names and "." not in name:
                self.add("loose", name, node.attr, node, False)
        elif isinstance(node.value, ast.Call):
            made = dotted(node.value.func)
            if made and made.split(".")[0] in self.names and made.split(".")[0] not in self.values:
                self.add("member", meant(made, self.names), node.attr, node, False)
        self.generic_visit(node)


def line_starts(code):
    starts = [0]
    for line in code.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def parsed(code):
    return compile(code, "file", "exec", ast.PyCF_ONLY_AST | 0x2000, True)


while True:
    head = source.readline().split()
    if not head:
        break
    code = source.read(int(head[2]))
    module = head[3].decode() if len(head) > 3 else ""
    try:
        tree = parsed(code)
        if head[1] == b"outline":
            is_package = module.endswith(".__init__")
            records = BracketOutline(tree, module[:-9] if is_package else module, is_package).records
        else:
            records = Uses(tree, line_starts(code)).records
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        records = ["problem" + US + clean(error)]
    out.write(head[0].decode() + "\t" + RS.join(records) + "\n")
    out.flush()
