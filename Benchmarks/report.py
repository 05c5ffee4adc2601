"""The table of one comparison, in Markdown, with the machine and the versions that it holds for."""

import datetime
import os
import platform
import statistics
from pathlib import Path


def table(kind, size, entrants, results, source):
    """`results` has a list of measurements, or a reason why there are none, for each generator's name."""
    files, length = source
    yardstick = results.get(entrants[0].name)
    base = median(yardstick, "seconds") if isinstance(yardstick, list) else None
    lines = [
        f"# {size:,} pages, {kind}",
        "",
        f"{files:,} files of Markdown, {length / 1e6:.1f} MB. Medians of interleaved builds from nothing,",
        "with the fastest and the slowest; a slow build ran once. Memory is that of the largest process.",
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
        seconds = [one.seconds for one in found]
        middle = statistics.median(seconds)
        last = found[-1]
        lines.append(
            f"| {name} | {middle:.2f} | {min(seconds):.2f}–{max(seconds):.2f} ({len(found)}) "
            f"| {middle / base if base else float('nan'):.1f} | {median(found, 'processor'):.2f} "
            f"| {median(found, 'peak_bytes') / 1e6:.0f} | {last.output_bytes / 1e6:.1f} | {last.files:,} |"
        )
    lines += ["", f"Measured {datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d} on {machine()}.", ""]
    lines += [f"- {one.name} {one.version()}".rstrip() for one in entrants if one.version()]
    return "\n".join(lines) + "\n"


def median(found, field):
    return statistics.median(getattr(one, field) for one in found)


def machine():
    """Processor, cores, memory and system."""
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
