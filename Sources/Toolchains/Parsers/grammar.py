# Parses code by a grammar of tree-sitter, and executes nothing. What goes in and comes out: see ParserProcess.
# Arguments: the module of the grammar, and the name of the function in it that gives the language.
import importlib, sys
from tree_sitter import Language, Parser

parser = Parser(Language(getattr(importlib.import_module(sys.argv[1]), sys.argv[2])()))
source, out = sys.stdin.buffer, sys.stdout


def first_mistake(tree):
    """The first node that stands for something missing or not understood."""
    cursor = tree.walk()
    while True:
        node = cursor.node
        if node.is_missing or node.is_error and not any(child.has_error for child in node.children):
            return node
        if node.is_error and node.child_count and not node.children[0].has_error:
            # What is within may be more exact, but not where the node itself begins with what is wrong.
            inner = [child for child in node.children if child.is_error or child.is_missing]
            return inner[0] if inner else node
        if node.has_error and cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return tree.root_node


def fault(code):
    tree = parser.parse(code)
    if not tree.root_node.has_error:
        return None
    node = first_mistake(tree)
    line, column = node.start_point
    text = code.split(b"\n")[line] if line < code.count(b"\n") + 1 else b""
    scalars = len(text[:column].decode("utf-8", "replace"))
    if node.is_missing:
        # What a grammar puts in for a value is any word that it knows.
        message = "something is missing here" if node.type[0].isalpha() else "`%s` is missing" % node.type
    else:
        word = code[node.start_byte:node.end_byte].split(b"\n")[0].decode("utf-8", "replace").strip()
        message = "`%s` is not expected here" % (word if len(word) < 40 else word[:40].rstrip() + "…")
    return "%d:%d:%s" % (line + 1, scalars + 1, message.replace("\t", " ").replace("\r", " "))


while True:
    head = source.readline().split()
    if not head:
        break
    forms = [source.read(int(length)) for length in head[2:]]
    faults = []
    for number, form in enumerate(forms):
        found = fault(form)
        if found is None:
            out.write("%s\t+\t%d\n" % (head[0].decode(), number))
            break
        faults.append(found)
    else:
        out.write("%s\t-\t%s\n" % (head[0].decode(), "\t".join(faults)))
    out.flush()
