#include "Carena.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

typedef struct block {
  struct block *next;
  size_t capacity;
  size_t used;
} block;

enum { BLOCK_SIZE = 1 << 19 };

/* The blocks of this thread, newest first. */
static _Thread_local block *blocks;

/* Pieces begin at multiples of eight, each with its size in the eight bytes before it. */
static size_t rounded(size_t size) { return (size + 7) & ~(size_t)7; }

static char *bytes(block *owner) { return (char *)(owner + 1); }

static void *allocate(size_t size) {
  size_t needed = rounded(size) + sizeof(size_t);
  block *newest = blocks;
  if (newest == NULL || newest->capacity - newest->used < needed) {
    size_t capacity = needed > BLOCK_SIZE ? needed : BLOCK_SIZE;
    newest = malloc(sizeof(block) + capacity);
    if (newest == NULL) abort();
    newest->next = blocks;
    newest->capacity = capacity;
    newest->used = 0;
    blocks = newest;
  }
  size_t *piece = (size_t *)(bytes(newest) + newest->used);
  newest->used += needed;
  *piece = size;
  return piece + 1;
}

void *handbook_calloc(size_t count, size_t size) {
  if (size != 0 && count > (size_t)-1 / 2 / size) abort();
  void *piece = allocate(count * size);
  memset(piece, 0, count * size);
  return piece;
}

void *handbook_realloc(void *piece, size_t size) {
  if (piece == NULL) return allocate(size);
  size_t *old = (size_t *)piece - 1;
  if (rounded(size) <= rounded(*old)) return piece;
  /* The newest piece can grow where it is. */
  block *newest = blocks;
  size_t extra = rounded(size) - rounded(*old);
  if ((char *)piece + rounded(*old) == bytes(newest) + newest->used &&
      newest->capacity - newest->used >= extra) {
    newest->used += extra;
    *old = size;
    return piece;
  }
  void *moved = allocate(size);
  memcpy(moved, piece, *old);
  return moved;
}

static void keep(void *piece) { (void)piece; }

struct cmark_node *handbook_parse(const char *text, size_t length, int options) {
  static cmark_mem memory = {handbook_calloc, handbook_realloc, keep};
  cmark_parser *parser = cmark_parser_new_with_mem(options, &memory);
  cmark_parser_feed(parser, text, length);
  return cmark_parser_finish(parser);
}

void handbook_release(void) {
  while (blocks != NULL && blocks->next != NULL) {
    block *next = blocks->next;
    free(blocks);
    blocks = next;
  }
  if (blocks != NULL) blocks->used = 0;
}
