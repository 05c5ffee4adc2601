"""What a search costs readers in both browsers, from a web server and from a folder, compared with Pagefind."""

import gzip
import random
import statistics
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Tests" / "Browser"))

from browsers import launch
from playwright.sync_api import Error, sync_playwright

# The number of queries. Some of them are typed letter by letter.
QUERIES = 30
RESULTS = 10

TYPED = """async (queries) => {
  const times = [];
  for (const query of queries) {
    for (let end = 1; end <= query.length; end += 1) {
      const start = performance.now();
      await searchFor(query.slice(0, end));
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def queries(source):
    """Returns pairs of adjacent words from random pages, without very short words."""
    chance = random.Random(7)
    pages = sorted(Path(source, "Content/pages").glob("*.md"))
    found = []
    while len(found) < QUERIES:
        words = chance.choice(pages).read_text(encoding="utf-8").split("\n---\n", 1)[1].split()
        place = chance.randrange(len(words) - 1)
        pair = words[place : place + 2]
        if all(word.isalpha() and len(word) > 3 for word in pair):
            found.append(" ".join(pair).lower())
    return found


def measure_search(engines, source):
    """Returns the rows of a table. `engines` has a name, the folder of a site, and a search for each engine.

    The script of a search defines `searchFor(query)`, which resolves to the number of results with loaded texts.
    """
    asked = queries(source)
    rows = []
    with sync_playwright() as playwright:
        for browser_name in ("chromium", "firefox"):
            browser = launch(playwright, browser_name, "light")
            for name, folder, search in engines:
                server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
                threading.Thread(target=server.serve_forever, daemon=True).start()
                roots = {
                    "http": f"http://127.0.0.1:{server.server_port}/",
                    "file": Path(folder).resolve().as_uri() + "/",
                }
                for origin, root in roots.items():
                    page = browser.new_page()
                    rows.append((name, browser_name, origin, visit(page, root, folder, search, asked)))
                    page.close()
                server.shutdown()
            browser.close()
    return rows


def visit(page, root, folder, search, asked):
    """Returns the gzipped bytes and the milliseconds of one reader, or the reason why there are none."""
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    try:
        page.goto(root + search.start, wait_until="load")
        page.wait_for_timeout(200)
        page.evaluate(search.script)
        ready = weigh(loaded, root, folder, search.files)
        sizes = []
        for query in asked:
            before = len(loaded)
            page.evaluate("(query) => searchFor(query)", query)
            sizes.append(weigh(loaded[before:], root, folder, search.files))
        times = sorted(page.evaluate(TYPED, asked[:10]))
        times = sorted(page.evaluate(TYPED, asked[:10]))
    except Error as failure:
        return str(failure).splitlines()[0][:60]
    return {
        "ready": ready,
        "first": sizes[0],
        "later": statistics.median(sizes[1:]),
        "late": sorted(sizes[1:])[int(len(sizes) * 0.95) - 1],
        "key": statistics.median(times),
        "slow key": times[int(len(times) * 0.95)],
    }


def weigh(addresses, root, folder, prefixes):
    """Returns the bytes of the search's files as a web server would send them, compressed if that is smaller."""
    total = 0
    for address in dict.fromkeys(addresses):
        path = unquote(urlsplit(address.removeprefix(root)).path)
        if address.startswith(root) and path.startswith(prefixes):
            file = Path(folder, path)
            if file.is_file():
                plain = file.read_bytes()
                total += min(len(plain), len(gzip.compress(plain)))
    return total


def index_size(folder):
    """Returns the number of files in a folder and their gzipped bytes."""
    files = [path for path in Path(folder).rglob("*") if path.is_file()]
    sizes = [(len(plain), len(gzip.compress(plain, 6))) for plain in map(Path.read_bytes, files)]
    return len(files), sum(min(pair) for pair in sizes)


def table(size, rows, indexes):
    lines = [
        f"# Search over {size:,} plain pages",
        "",
        f"Sizes are gzipped. {QUERIES} queries of two adjacent words from random pages run one after another in one tab.",
        "*Before* is loaded before the first query, *first* with the first query and its ten texts, and *later* with",
        "each later query. *Key* is the time to answer one more typed letter, with ten texts and all files loaded.",
        "",
        "| engine | browser | from | before KB | first KB | later KB, median | 95% | key ms, median | 95% |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for name, browser, origin, found in rows:
        if isinstance(found, str):
            lines.append(f"| {name} | {browser} | {origin} | does not work: {found} | | | | | |")
            continue
        # Firefox doesn't report what it loads from a folder. The files are the same as over HTTP.
        sizes = [
            f"{found[key] / 1000:.0f}" if found["ready"] else "not reported"
            for key in ("ready", "first", "later", "late")
        ]
        times = [f"{found[key]:.1f}" for key in ("key", "slow key")]
        lines.append(f"| {name} | {browser} | {origin} | {' | '.join(sizes + times)} |")
    lines += ["", "| index | files | KB gzipped |", "|---|--:|--:|"]
    lines += [f"| {name} | {files:,} | {length / 1000:,.0f} |" for name, (files, length) in indexes]
    return "\n".join(lines) + "\n"
