// Memory for one parse at a time on each thread, all of it given back at once.
//
// libcmark asks for some forty small pieces for each paragraph. From the heap they cost as much as parsing
// itself, and more once the pieces that outlive the parse lie in between.

#ifndef HANDBOOK_CMARK_ARENA_H
#define HANDBOOK_CMARK_ARENA_H

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

typedef struct handbook_chunk {
  struct handbook_chunk *next;
  size_t capacity;
  size_t used;
} handbook_chunk;

enum { HANDBOOK_CHUNK_SIZE = 1 << 19 };

/// The chunks of the present thread, the newest first.
static handbook_chunk **handbook_chunks(void) {
  static _Thread_local handbook_chunk *chunks;
  return &chunks;
}

// Pieces begin at multiples of eight, each with its size in the eight bytes before.
static inline size_t handbook_rounded(size_t size) { return (size + 7) & ~(size_t)7; }

static inline char *handbook_bytes(handbook_chunk *chunk) { return (char *)(chunk + 1); }

static void *handbook_allocate(size_t size) {
  size_t needed = handbook_rounded(size) + sizeof(size_t);
  handbook_chunk *chunk = *handbook_chunks();
  if (chunk == NULL || chunk->capacity - chunk->used < needed) {
    size_t capacity = needed > HANDBOOK_CHUNK_SIZE ? needed : HANDBOOK_CHUNK_SIZE;
    chunk = (handbook_chunk *)malloc(sizeof(handbook_chunk) + capacity);
    // As libcmark's own allocator does.
    if (chunk == NULL) abort();
    chunk->next = *handbook_chunks();
    chunk->capacity = capacity;
    chunk->used = 0;
    *handbook_chunks() = chunk;
  }
  size_t *piece = (size_t *)(handbook_bytes(chunk) + chunk->used);
  chunk->used += needed;
  *piece = size;
  return piece + 1;
}

static void *handbook_calloc(size_t count, size_t size) {
  if (size != 0 && count > (size_t)-1 / 2 / size) abort();
  void *piece = handbook_allocate(count * size);
  memset(piece, 0, count * size);
  return piece;
}

static void *handbook_realloc(void *piece, size_t size) {
  if (piece == NULL) return handbook_allocate(size);
  size_t *old = (size_t *)piece - 1;
  if (handbook_rounded(size) <= handbook_rounded(*old)) return piece;
  // The piece that was asked for last grows where it is.
  handbook_chunk *chunk = *handbook_chunks();
  size_t extra = handbook_rounded(size) - handbook_rounded(*old);
  if ((char *)piece + handbook_rounded(*old) == handbook_bytes(chunk) + chunk->used &&
      chunk->capacity - chunk->used >= extra) {
    chunk->used += extra;
    *old = size;
    return piece;
  }
  void *moved = handbook_allocate(size);
  memcpy(moved, piece, *old);
  return moved;
}

static void handbook_free(void *piece) { (void)piece; }

/// Parses a text. The tree lives until the same thread calls `handbook_release` or parses again.
static cmark_node *handbook_parse(const char *text, size_t length, int options) {
  static cmark_mem memory = {handbook_calloc, handbook_realloc, handbook_free};
  cmark_parser *parser = cmark_parser_new_with_mem(options, &memory);
  cmark_parser_feed(parser, text, length);
  return cmark_parser_finish(parser);
}

/// Gives back the memory of this thread's last parse, but for one chunk, which the next begins in.
static void handbook_release(void) {
  handbook_chunk *chunk = *handbook_chunks();
  while (chunk != NULL && chunk->next != NULL) {
    handbook_chunk *next = chunk->next;
    free(chunk);
    chunk = next;
  }
  if (chunk != NULL) chunk->used = 0;
  *handbook_chunks() = chunk;
}

#endif
