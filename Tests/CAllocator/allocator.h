#include <stddef.h>
#if defined(__APPLE__)
#include <malloc/malloc.h>
#else
#include <malloc.h>
#endif

/// The bytes that the process has asked for and not given back.
static inline size_t allocated_bytes(void) {
#if defined(__APPLE__)
    return mstats().bytes_used;
#else
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
#endif
}
