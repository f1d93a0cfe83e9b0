# Runs sessions of Python. What goes in is one JSON object; what comes out is one line of JSON for each part that ran.
#
# Each session is a fork of this process: sessions share nothing, and starting one costs a few milliseconds. What is
# printed goes to a file, so that what other programs print in its name is kept, too.
import ast, builtins, io, json, linecache, os, select, shutil, signal, sys, tempfile, time, traceback, types

LIMIT = 1 << 20


class Recorder(io.TextIOWrapper):
    """Writes to the file of the session, and notes which line of the snippet has printed what."""

    place = None
    notes = None

    def write(self, text):
        count = super().write(text)
        if self.notes is not None and len(self.notes) < 10000:
            frame, lines = sys._getframe(1), []
            while frame:
                if frame.f_code.co_filename == self.place:
                    lines.append(frame.f_lineno - 1)
                frame = frame.f_back
            self.notes.append([lines[0] if lines else -1, text, lines[-1] if lines else -1])
        return count


def watching(tree, lines):
    """The code with calls that note the values of expressions on some lines."""
    wanted, body = set(lines), []
    for node in tree.body:
        body.append(node)
        line = node.end_lineno - 1
        if line not in wanted and node.lineno - 1 in wanted:
            line = node.lineno - 1
        if line not in wanted:
            continue
        if isinstance(node, ast.Expr):
            node.value = ast.Call(ast.Name("__docent_note__", ast.Load()), [ast.Constant(line), node.value], [])
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = ast.Name(node.targets[0].id, ast.Load())
            call = ast.Call(ast.Name("__docent_note__", ast.Load()), [ast.Constant(line), name], [])
            body.append(ast.copy_location(ast.Expr(call), node))
    tree.body = body
    return ast.fix_missing_locations(tree)


def is_near(one, other):
    """Whether one letter is missing, too many, another, or in the place of its neighbour."""
    if other.startswith("__") or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])


class Session:
    def __init__(self, session, say):
        self.session, self.say, self.flags = session, say, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self.module = types.ModuleType("__main__")
        sys.modules["__main__"] = self.module
        self.positions = [0, 0]
        self.loop = None

    def run(self):
        for step in self.session["steps"]:
            for number, part in enumerate(step["parts"]):
                self.say({"begin": [self.session["id"], step["id"], number], "timeout": step["timeout"]})
                self.say(self.part(step["id"], number, part))

    def part(self, step, number, part):
        place = "<snippet %d.%d>" % (step, number)
        values, failure = {}, None

        def note(line, value):
            if len(values) < 1000:
                try:
                    values[line] = repr(value)
                except BaseException:
                    pass
            return value

        builtins.__docent_note__ = note
        sys.stdout.place, sys.stdout.notes = place, [] if part["lines"] else None
        linecache.cache[place] = (len(part["code"]), None, part["code"].splitlines(True), place)
        try:
            self.execute(part, place)
        except SystemExit as error:
            code = 0 if error.code is None else error.code if isinstance(error.code, int) else 1
            if code:
                failure = {"kind": "exit", "text": "exit status %d" % code, "line": -1}
        except BaseException as error:
            failure = self.failure(error, place)
        notes, sys.stdout.notes = sys.stdout.notes, None
        if "ctypes" in sys.modules:
            # What C has printed waits in a buffer of its own.
            sys.modules["ctypes"].CDLL(None).fflush(None)
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                pass
        return {
            "at": [self.session["id"], step, number], "out": self.printed(1), "err": self.printed(2),
            "prints": notes or [], "values": [[line, text] for line, text in values.items()], "fail": failure,
        }

    def execute(self, part, place):
        space = self.module.__dict__
        if part["typed"]:
            code = compile(part["code"], place, "single", self.flags, True)
        else:
            tree = compile(part["code"], place, "exec", self.flags | ast.PyCF_ONLY_AST, True)
            if part["watch"]:
                tree = watching(tree, part["watch"])
            code = compile(tree, place, "exec", self.flags, True)
        # What is taken from the future holds for all that follows.
        self.flags |= code.co_flags & 0x1FF0000
        if code.co_flags & 0x80:
            import asyncio
            if self.loop is None:
                self.loop = asyncio.new_event_loop()
                asyncio.set_event_loop(self.loop)
            self.loop.run_until_complete(eval(code, space))
        else:
            exec(code, space)

    def failure(self, error, place):
        try:
            text = "".join(traceback.format_exception_only(type(error), error)).rstrip("\n")
        except BaseException:
            text = type(error).__name__
        line = -1
        for frame, number in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename == place:
                line = number - 1
        if isinstance(error, SyntaxError) and error.filename == place and error.lineno:
            line = error.lineno - 1
        failure = {"kind": type(error).__name__, "text": text[:4000], "line": line}
        failure["kinds"] = [kind.__name__ for kind in type(error).__mro__]
        module = getattr(getattr(error, "obj", None), "__name__", "").partition(".")[0]
        if isinstance(error, AttributeError) and isinstance(getattr(error, "obj", None), types.ModuleType):
            if module in getattr(sys, "stdlib_module_names", ()):
                failure["kinds"].append("OtherVersion")
        if isinstance(error, NameError):
            name = getattr(error, "name", None)
            if name and len(name) > 3:
                near = [one for one in self.module.__dict__ if is_near(name, one)]
                failure["near"] = near[0] if len(near) == 1 else None
        return failure

    def printed(self, stream):
        try:
            size = os.fstat(stream).st_size
            start, self.positions[stream - 1] = self.positions[stream - 1], size
            return os.pread(stream, min(size - start, LIMIT), start).decode("utf-8", "replace")
        except OSError:
            return ""


def child(session, pipe, home):
    os.setsid()
    folder = os.path.join(home, "s%d" % session["id"])
    os.mkdir(folder)
    os.chdir(folder)
    for file in session["files"]:
        if os.path.dirname(file["path"]):
            os.makedirs(os.path.dirname(file["path"]), exist_ok=True)
        with open(file["path"], "w", encoding="utf-8", newline="") as out:
            out.write(file["text"])
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    for stream in (1, 2):
        handle, path = tempfile.mkstemp()
        os.unlink(path)
        os.dup2(handle, stream)
        os.close(handle)
    sys.stdin = open(0, closefd=False)
    sys.stdout = Recorder(open(1, "wb", closefd=False), "utf-8", "replace", line_buffering=True)
    sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), "utf-8", "replace", line_buffering=True)
    sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr
    sys.argv, sys.path = ["snippet.py"], [folder] + [entry for entry in sys.path if entry]

    def say(message):
        data = (json.dumps(message) + "\n").encode()
        while data:
            data = data[os.write(pipe, data):]

    Session(session, say).run()


class Running:
    def __init__(self, session, home):
        self.session = session
        self.reader, writer = os.pipe()
        os.set_inheritable(writer, False)
        self.at, self.deadline, self.rest = None, time.monotonic() + 60, b""
        self.id = os.fork()
        if self.id == 0:
            try:
                os.close(self.reader)
                child(session, writer, home)
            finally:
                os._exit(0)
        os.close(writer)

    def hear(self):
        data = os.read(self.reader, 1 << 16)
        lines = (self.rest + data).split(b"\n")
        self.rest = lines.pop()
        messages = []
        for line in lines:
            try:
                message = json.loads(line)
            except ValueError:
                continue
            if "begin" in message:
                self.at, self.deadline = message["begin"], time.monotonic() + message["timeout"]
            else:
                self.at, self.deadline = None, time.monotonic() + 60
                messages.append(message)
        return messages, bool(data)

    def end(self, because):
        try:
            os.killpg(self.id, signal.SIGKILL)
        except OSError:
            pass
        try:
            os.kill(self.id, signal.SIGKILL)
        except OSError:
            pass
        _, status = os.waitpid(self.id, 0)
        os.close(self.reader)
        if self.at is None:
            return None
        if because is None:
            because = "signal" if os.WIFSIGNALED(status) else "exit"
        code = os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        return {"at": self.at, "ended": because, "code": code}


def main():
    request = json.loads(sys.stdin.buffer.read())
    out = os.fdopen(os.dup(1), "wb")
    home = tempfile.mkdtemp()
    # What a project brings goes before the standard library's folder of packages, and behind that itself.
    sys.path += [path for path in request["paths"] if os.path.isdir(path)]
    waiting, running = list(reversed(request["sessions"])), []
    while waiting or running:
        while waiting and len(running) < request["workers"]:
            running.append(Running(waiting.pop(), home))
        pause = max(0, min(one.deadline for one in running) - time.monotonic())
        ready, _, _ = select.select([one.reader for one in running], [], [], pause)
        for one in list(running):
            because, over = None, False
            if one.reader in ready:
                messages, is_open = one.hear()
                for message in messages:
                    out.write((json.dumps(message) + "\n").encode())
                over = not is_open
            if not over and time.monotonic() >= one.deadline:
                because, over = "timeout", True
            if over:
                last = one.end(because)
                if last:
                    out.write((json.dumps(last) + "\n").encode())
                running.remove(one)
                shutil.rmtree(os.path.join(home, "s%d" % one.session["id"]), ignore_errors=True)
        out.flush()


main()
