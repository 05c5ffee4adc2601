"""Builds the same handbooks with several generators, in turn, and writes one page of results."""

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

import corpus
import rebuild
import report
from generators import OUTPUT, all_generators
from measure import BuildFailure, measure

HERE = Path(__file__).parent
WORK = HERE / ".work"

# A build that takes longer than this, in seconds, runs only once.
SLOW = 15


def main():
    options = arguments()
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir()
    generators = [
        generator
        for generator in all_generators(options.handbook, compile_c_loop())
        if generator.available() and chosen(generator, options.only)
    ]
    page = report.Page()
    for kind in options.corpora:
        for size in options.sizes:
            entrants = [generator for generator in generators if kind in generator.corpora]
            results = compare(kind, size, entrants, options)
            page.add(kind, size, entrants, results, source_size(kind, size))
    if "plain" in options.corpora:
        page.add_section(rebuild.table(rebuilds(options)))
        if not options.without_search:
            page.add_section(searches(generators, options))
    text = page.text()
    (HERE / "results" / "README.md").write_text(text, encoding="utf-8")
    print(text)
    shutil.rmtree(WORK)
    return 1 if page.failed("Handbook") else 0


def rebuilds(options):
    return [
        (size, rebuild.measure_rebuilds(options.handbook, source_folder("plain", size), options.limit))
        for size in options.sizes
    ]


def searches(generators, options):
    """Returns the table of searches in the largest plain handbook, built with each generator that has search."""
    import search

    size = max(options.sizes)
    source = source_folder("plain", size)
    engines = []
    indexes = []
    for generator in generators:
        if generator.search is None:
            continue
        folder = WORK / f"search-{generator.search.folder}"
        folder.mkdir()
        generator.prepare(source, folder)
        measure(
            generator.commands(source, folder, folder / OUTPUT), folder / OUTPUT, options.limit, WORK / "log"
        )
        engines.append((generator.name, folder / OUTPUT, generator.search))
        indexes.append((generator.name, search.index_size(folder / OUTPUT / generator.search.folder)))
    return search.table(size, search.measure_search(engines, source), indexes)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--handbook", default=".build/release/handbook", help="the program to measure")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000], help="pages of a handbook")
    parser.add_argument("--corpora", nargs="+", default=list(corpus.CORPORA), choices=list(corpus.CORPORA))
    parser.add_argument("--only", nargs="+", help="generators to run; the start of a name is enough")
    parser.add_argument("--rounds", type=int, default=5, help="measured builds with each generator")
    parser.add_argument("--limit", type=float, default=180, help="seconds after which a build is stopped")
    parser.add_argument("--without-search", action="store_true", help="skip the search measurements")
    return parser.parse_args()


def chosen(generator, only):
    return not only or any(generator.name.lower().startswith(name.lower()) for name in only)


def compile_c_loop():
    """Compiles cloop.c with any available C compiler (Swift includes one) and returns the program."""
    program = WORK / "cloop"
    for compiler in ("cc", "clang"):
        if shutil.which(compiler):
            flags = ["-O2", "-Wall", "-Wextra", "-Werror"]
            source = str(HERE / "cloop.c")
            subprocess.run([compiler, *flags, "-o", str(program), source, "-lcmark"], check=True)
            return str(program)
    sys.exit("No C compiler found.")


def source_folder(kind, size):
    return WORK / f"{kind}-{size}"


def source_size(kind, size):
    """Returns the number of Markdown files and their bytes."""
    sizes = [path.stat().st_size for path in source_folder(kind, size).rglob("*.md")]
    return len(sizes), sum(sizes)


def compare(kind, size, entrants, options):
    """Returns the measurements of each generator, or the reason why there are none.

    Each round builds once with every generator, so that other load on the machine affects all of them. The
    first round of a fast generator only fills the caches.
    """
    source = source_folder(kind, size)
    corpus.CORPORA[kind](source, size)
    folders = {}
    for number, generator in enumerate(entrants):
        folder = folders[generator.name] = WORK / f"{kind}-{size}-{number}"
        folder.mkdir()
        generator.prepare(source, folder)

    results = {
        generator.name: [] if size <= generator.most else "takes too long at this size"
        for generator in entrants
    }
    for current in range(options.rounds + 1):
        for generator in entrants:
            known = results[generator.name]
            if isinstance(known, str) or (known and known[0].seconds > SLOW):
                continue
            output = folders[generator.name] / OUTPUT
            try:
                commands = generator.commands(source, folders[generator.name], output)
                found = measure(commands, output, options.limit, WORK / "log")
                if found.pages < size:
                    raise BuildFailure(f"wrote {found.pages} pages of {size}")
            except BuildFailure as failure:
                results[generator.name] = str(failure)
                continue
            finally:
                put_away(output, folders[generator.name] / f"done-{current}")
            print(f"{kind} {size} {generator.name}: {found.seconds:.2f} s", file=sys.stderr)
            if current == 1 and len(known) == 1:
                known.clear()
            known.append(found)
        time.sleep(0.1)
    return results


def put_away(output, place):
    """Keeps the output of a build until everything is measured.

    A file system that has just removed many files takes longer to create new ones, which would slow down the next
    build.
    """
    if output.exists():
        output.rename(place)


if __name__ == "__main__":
    sys.exit(main())
