// md4c: the fastest Markdown parser at hand, measured beside ours.
#include <md4c.h>
