# Parses SQL with SQLite, which prepares statements and runs none. What goes in and comes out: see ParserProcess.
import re, sqlite3, sys

source, out = sys.stdin.buffer, sys.stdout
base = sqlite3.connect(":memory:")
# Some of these take effect while they are prepared.
forbidden = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH, sqlite3.SQLITE_PRAGMA}
base.set_authorizer(lambda action, *_: sqlite3.SQLITE_DENY if action in forbidden else sqlite3.SQLITE_OK)


def complaint(statement):
    """What SQLite says of the syntax of one statement; a table that is not there is no fault of syntax."""
    explained = re.match(r"(\s|--[^\n]*\n|/\*.*?\*/)*explain\b", statement, re.I | re.S)
    try:
        base.execute(statement if explained else "EXPLAIN " + statement)
    except sqlite3.Error as error:
        message = str(error)
        if re.search(r"syntax error|incomplete input|unrecognized token", message):
            return message
    except sqlite3.Warning:
        pass
    return None


def statements(text):
    """The statements, each with its offset."""
    start = 0
    for place, character in enumerate(text):
        if character == ";" and sqlite3.complete_statement(text[start:place + 1]):
            yield start, text[start:place + 1]
            start = place + 1
    rest = text[start:]
    if re.sub(r"--[^\n]*|/\*.*?\*/", "", rest, flags=re.S).strip():
        yield start, rest


def place(statement, message):
    """Where the word stands that a message names: there it begins to be said, and not before."""
    match = re.search(r'(?:near|token:) "(.*?)"(?::|$)', message, re.S)
    word = match.group(1) if match else ""
    found = [hit.start() for hit in re.finditer(re.escape(word), statement)] if word else []
    for offset in found:
        if len(found) == 1 or (complaint(statement[:offset + len(word)]) == message
                               and complaint(statement[:offset]) != message):
            return offset
    return None


def fault(text):
    for start, statement in statements(text):
        message = complaint(statement)
        if message is None:
            continue
        offset = place(statement, message)
        if offset is None:
            return "0:0:" + message
        before = text[:start + offset]
        line = before.count("\n") + 1
        return "%d:%d:%s" % (line, start + offset - (before.rfind("\n") + 1) + 1, message)
    return None


while True:
    head = source.readline().split()
    if not head:
        break
    forms = [source.read(int(length)).decode("utf-8", "replace").replace("\0", " ") for length in head[2:]]
    faults = []
    for number, form in enumerate(forms):
        found = fault(form)
        if found is None:
            out.write("%s\t+\t%d\n" % (head[0].decode(), number))
            break
        faults.append(" ".join(found.split()))
    else:
        out.write("%s\t-\t%s\n" % (head[0].decode(), "\t".join(faults)))
    out.flush()
