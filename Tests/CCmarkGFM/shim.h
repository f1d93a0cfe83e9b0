// cmark-gfm: the parser that others' documents are rendered with on GitHub; our parses are compared with its.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
