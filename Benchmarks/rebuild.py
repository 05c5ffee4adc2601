"""How long an author waits from saving a file until an open page is told to reload."""

import http.client
import queue
import statistics
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from generators import THEME

# Seconds between two edits, so that the work of the first is finished.
REST = 1.0
EDITS = 9


def measure_rebuilds(program, source, limit):
    """Returns the milliseconds from save to message for each of several edits to one page."""
    command = [program, "serve", "--quiet", "--port", "0", "--source", str(source), "--theme", str(THEME)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = urlsplit(process.stdout.readline().strip())
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=limit)
        wait_for_index(address, limit)
        page = sorted(Path(source, "Content/pages").glob("*.md"))[42]
        address = f"/_handbook/events?page=/pages/{page.stem}.html"
        connection.request("GET", address, headers={"Accept": "text/event-stream"})
        messages = queue.Queue()
        threading.Thread(target=listen, args=(connection.getresponse(), messages), daemon=True).start()
        messages.get(timeout=limit)
        text = page.read_bytes()
        return [edit(page, text, number, messages, limit) for number in range(EDITS)]
    finally:
        process.terminate()
        process.wait()


def wait_for_index(address, limit):
    """Waits for the first build. The search index is made last, so the build is done when the index is served."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=limit)
        connection.request("GET", "/search/root.js")
        status = connection.getresponse().status
        connection.close()
        if status == 200:
            time.sleep(REST)
            return
        time.sleep(0.1)
    raise TimeoutError("the preview's first build didn't finish")


def edit(page, text, number, messages, limit):
    while not messages.empty():
        messages.get()
    fresh = page.with_name(f".{page.name}")
    fresh.write_bytes(text + f"\nSentence {number} of an author.\n".encode())
    start = time.perf_counter()
    fresh.rename(page)
    messages.get(timeout=limit)
    taken = (time.perf_counter() - start) * 1000
    # The index is updated when no more changes arrive, and must be done before the next edit.
    time.sleep(REST + 20 * taken / 1000)
    return taken


def listen(stream, messages):
    """Puts each message of the stream into a queue."""
    try:
        while line := stream.readline():
            if line.startswith(b"data: "):
                messages.put(line)
    except (OSError, ValueError, http.client.HTTPException):
        return


def table(rows):
    """Returns a table of `rows`, each with the number of pages and the milliseconds of each edit."""
    lines = [
        "# From save to reload",
        "",
        "One sentence is added to one page while `handbook serve` runs. The time is from the moment the file is saved to",
        "the message that makes an open page reload. It includes the 5 ms for which the preview waits for more",
        "changes. The search index is updated later, when no more changes arrive.",
        "",
        "| pages | median ms | range |",
        "|--:|--:|--:|",
    ]
    for pages, found in rows:
        middle = statistics.median(found)
        lines.append(f"| {pages:,} | {middle:.0f} | {min(found):.0f}–{max(found):.0f} ({len(found)}) |")
    return "\n".join(lines) + "\n"
