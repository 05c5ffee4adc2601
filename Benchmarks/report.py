"""The page of results in Markdown, with the machine and the versions that were measured."""

import datetime
import os
import platform
import statistics
from pathlib import Path

YARDSTICK = "C loop over libcmark"
RIVAL = "Hugo + Pagefind"


class Page:
    """All tables of one run."""

    def __init__(self):
        self.builds = []
        self.sections = []
        self.versions = {}

    def add(self, kind, size, entrants, results, source):
        """`results` maps each generator's name to its measurements, or to the reason why there are none."""
        self.builds.append((kind, size, results))
        self.sections.append(table(kind, size, entrants, results, source))
        for one in entrants:
            if one.version():
                self.versions[one.name] = one.version()

    def add_section(self, text):
        self.sections.append(text)

    def failed(self, name):
        return any(isinstance(results.get(name), str) for _, _, results in self.builds)

    def text(self):
        lines = [
            "# Benchmark results",
            "",
            "Written by `make bench`. [Benchmarks](../README.md) explains how to read them.",
            "",
            f"Measured {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d} on {machine()}.",
            "",
            *(f"- {name} {version}" for name, version in self.versions.items()),
            "",
            "",
        ]
        return "\n".join(lines) + self.growth() + "".join(f"\n#{text}" for text in self.sections)

    def growth(self):
        """Handbook's build times at each size, relative to other generators and to the size before."""
        lines = [
            "## Summary",
            "",
            f"| handbook | pages | seconds | × {YARDSTICK} | × {RIVAL} | peak MB | × previous size |",
            "|---|--:|--:|--:|--:|--:|--:|",
        ]
        before = {}
        for kind, size, results in self.builds:
            own = seconds(results.get("Handbook"))
            if own is None:
                continue
            ratios = [ratio(own, seconds(results.get(name))) for name in (YARDSTICK, RIVAL)]
            peak = median(results["Handbook"], "peak_bytes") / 1e6
            growth = ratio(own, before.get(kind))
            lines.append(
                f"| {kind} | {size:,} | {own:.2f} | {ratios[0]} | {ratios[1]} | {peak:.0f} | {growth} |"
            )
            before[kind] = own
        return "\n".join(lines) + "\n"


def seconds(found):
    return median(found, "seconds") if isinstance(found, list) else None


def ratio(one, other):
    return f"{one / other:.2f}" if one and other else ""


def table(kind, size, entrants, results, source):
    """Returns a table of `results`, which has the form described in `Page.add`."""
    files, length = source
    base = seconds(results.get(entrants[0].name))
    lines = [
        f"# {size:,} pages, {kind}",
        "",
        f"{files:,} Markdown files, {length / 1e6:.1f} MB. Medians of interleaved builds from scratch, with the range from",
        "fastest to slowest and the number of builds. A slow build ran once. Memory is that of the largest process.",
        "",
        "| generator | seconds | range | × C loop | processor s | peak MB | output MB | files |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for generator in entrants:
        found = results[generator.name]
        name = f"{generator.name}" + (f" ({generator.note})" if generator.note else "")
        if isinstance(found, str):
            lines.append(f"| {name} | {found} | | | | | | |")
            continue
        times = [one.seconds for one in found]
        middle = statistics.median(times)
        last = found[-1]
        lines.append(
            f"| {name} | {middle:.2f} | {min(times):.2f}–{max(times):.2f} ({len(found)}) "
            f"| {middle / base if base else float('nan'):.1f} | {median(found, 'processor'):.2f} "
            f"| {median(found, 'peak_bytes') / 1e6:.0f} | {last.output_bytes / 1e6:.1f} | {last.files:,} |"
        )
    return "\n".join(lines) + "\n"


def median(found, field):
    return statistics.median(getattr(one, field) for one in found)


def machine():
    """Returns the processor, cores, memory, system, and load."""
    model = first_value("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = (first_value("/etc/os-release", "PRETTY_NAME", "=") or platform.system()).strip('"')
    load = os.getloadavg()[0]
    busy = " (busy: measure again on a quiet machine)" if load > os.cpu_count() else ""
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {system}; load {load:.1f} at the end{busy}"


def first_value(path, key, separator=":"):
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((line.split(separator, 1)[1].strip() for line in lines if line.startswith(key)), None)
