#ifndef HANDBOOK_CARENA_H
#define HANDBOOK_CARENA_H

#include <stddef.h>

/// Memory for one parse at a time on each thread, which is freed all at once.
///
/// libcmark makes about forty small allocations for each paragraph. On the heap, they take as long as parsing itself,
/// and longer if pieces that outlive the parse are between them.

struct cmark_node;

/// Parses CommonMark. The tree is valid until the same thread calls `handbook_release`.
///
/// `options` are those of libcmark.
struct cmark_node *handbook_parse(const char *text, size_t length, int options);

/// Frees everything that this thread has allocated, except one block, which the next parse starts with.
void handbook_release(void);

/// Allocates memory whose bytes are zero.
///
/// Never returns NULL: like libcmark's own allocator, it ends the process if there is no memory.
void *handbook_calloc(size_t count, size_t size);

/// Makes a piece of memory larger or smaller, and moves it if it can't grow where it is. `piece` can be NULL.
void *handbook_realloc(void *piece, size_t size);

#endif
