# Parses Python, and executes nothing. What goes in and comes out: see ParserProcess.
import ast, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(5000)
source, out = sys.stdin.buffer, sys.stdout
while True:
    head = source.readline().split()
    if not head:
        break
    forms = [source.read(int(length)) for length in head[2:]]
    faults = []
    for number, form in enumerate(forms):
        try:
            compile(form, "snippet", "exec", ast.PyCF_ONLY_AST | 0x2000, True)
            out.write("%s\t+\t%d\n" % (head[0].decode(), number))
            break
        except SyntaxError as error:
            message = str(error.msg).replace("\t", " ").replace("\n", " ")
            faults.append("%d:%d:%s" % (error.lineno or 0, error.offset or 0, message))
        except (ValueError, RecursionError, MemoryError) as error:
            faults.append("1:0:%s" % str(error).replace("\t", " ").replace("\n", " "))
    else:
        out.write("%s\t-\t%s\n" % (head[0].decode(), "\t".join(faults)))
    out.flush()
