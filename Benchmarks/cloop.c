/* The baseline: the cost of only reading, parsing, rendering, and writing the same Markdown, on one thread.
 * It has no templates, links, or search, and it skips front matter.
 *
 * usage: cloop SOURCE OUTPUT
 * Every *.md file below SOURCE becomes one *.html file in OUTPUT.
 */
#define _XOPEN_SOURCE 700
#include <cmark.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *output;
static size_t source_length;

static void fail(const char *what) {
  perror(what);
  exit(2);
}

/* Returns the text after the front matter, or the whole text if it has none. */
static const char *body(const char *text) {
  if (strncmp(text, "---\n", 4) != 0) return text;
  const char *end = strstr(text + 3, "\n---\n");
  return end == NULL ? text : end + 5;
}

static int convert(const char *path, const struct stat *info, int type, struct FTW *place) {
  (void)place;
  size_t length = strlen(path);
  if (type != FTW_F || length < 3 || strcmp(path + length - 3, ".md") != 0) return 0;

  char *text = malloc((size_t)info->st_size + 1);
  int in = open(path, O_RDONLY);
  if (text == NULL || in < 0 || read(in, text, (size_t)info->st_size) != info->st_size) fail(path);
  close(in);
  text[info->st_size] = 0;

  const char *start = body(text);
  cmark_node *document =
      cmark_parse_document(start, (size_t)(text + info->st_size - start), CMARK_OPT_DEFAULT);
  char *html = cmark_render_html(document, CMARK_OPT_DEFAULT);

  char name[4096];
  snprintf(name, sizeof name, "%s/%.*s.html", output, (int)(length - 3 - source_length - 1),
           path + source_length + 1);
  for (char *slash = name + strlen(output) + 1; *slash != 0; slash++)
    if (*slash == '/') *slash = '-';
  int out = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  size_t size = strlen(html);
  if (out < 0 || write(out, html, size) != (ssize_t)size) fail(name);
  close(out);

  free(html);
  cmark_node_free(document);
  free(text);
  return 0;
}

int main(int count, char **arguments) {
  if (count != 3) {
    fputs("usage: cloop SOURCE OUTPUT\n", stderr);
    return 64;
  }
  source_length = strlen(arguments[1]);
  output = arguments[2];
  mkdir(output, 0755);
  return nftw(arguments[1], convert, 32, FTW_PHYS) == 0 ? 0 : 2;
}
