# Parses SQL with the parser of PostgreSQL (pglast) or with sqlglot. What goes in and comes out: see ParserProcess.
# Argument: the dialect.
import logging, re, sys

dialect = sys.argv[1]
source, out = sys.stdin.buffer, sys.stdout
if dialect == "postgresql":
    from pglast.parser import ParseError, parse_plpgsql_json, parse_sql
else:
    import sqlglot
    logging.disable()


def place(text, offset):
    before = text[:offset]
    return "%d:%d" % (before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


# Begins the form that takes a snippet for a part of a function in PL/pgSQL.
BODY = "DO $docent$"


def body_fault(text):
    """What the parser of PL/pgSQL says; a variable that is not declared is no fault of syntax."""
    try:
        parse_plpgsql_json(text.replace(BODY, "CREATE FUNCTION docent() RETURNS void LANGUAGE plpgsql AS $docent$", 1))
    except ParseError as error:
        message = str(error.args[0])
        if not re.search("syntax error|mismatched|unterminated|end of input|missing", message):
            return None
        # It tells the word and not the place.
        word = re.search('at or near "(.*?)"', message)
        places = [hit.start() for hit in re.finditer(re.escape(word.group(1)), text)] if word else []
        return (place(text, places[0]) if len(places) == 1 else "0:0") + ":" + message
    return None


def fault(text):
    if dialect == "postgresql":
        if text.startswith(BODY):
            return body_fault(text)
        try:
            parse_sql(text)
        except ParseError as error:
            message, offset = error.args[0], error.args[1] if len(error.args) > 1 else 0
            return (place(text, offset) if "end of input" not in message else "0:0") + ":" + message
        return None
    try:
        sqlglot.parse(text, read=dialect)
    except sqlglot.errors.ParseError as error:
        first = error.errors[0]
        # The column is that of the last character of a word.
        column = max(1, first["col"] - len(first["highlight"]) + 1)
        return "%d:%d:%s" % (first["line"], column, first["description"])
    except sqlglot.errors.TokenError:
        return "0:0:a string, a name or a comment is never closed"
    return None


while True:
    head = source.readline().split()
    if not head:
        break
    forms = [source.read(int(length)).decode("utf-8", "replace").replace("\0", " ") for length in head[2:]]
    faults = []
    for number, form in enumerate(forms):
        try:
            found = fault(form)
        except RecursionError:
            found = "1:1:the statement is nested too deeply"
        if found is None:
            out.write("%s\t+\t%d\n" % (head[0].decode(), number))
            break
        faults.append(" ".join(found.split()))
    else:
        out.write("%s\t-\t%s\n" % (head[0].decode(), "\t".join(faults)))
    out.flush()
