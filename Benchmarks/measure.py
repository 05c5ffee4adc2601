"""Measures one build: elapsed time, processor time, peak memory, and output."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Measurement:
    """One build. Memory is that of its largest process; values below about 20 MB are this program's own."""

    seconds: float
    processor: float
    peak_bytes: int
    files: int
    pages: int
    output_bytes: int


class BuildFailure(Exception):
    """A build that failed or took too long. The message fits in a table."""


def measure(commands, output, limit, log):
    """Runs the commands one after another. `limit` is in seconds, for all of them together."""
    seconds = processor = peak = 0
    for arguments in commands:
        taken, usage = run(arguments, limit - seconds, log)
        seconds += taken
        processor += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss * 1024)
    files = [path for path in Path(output).rglob("*") if path.is_file() and ".doctrees" not in path.parts]
    pages = sum(path.suffix == ".html" for path in files)
    return Measurement(
        seconds, processor, peak, len(files), pages, sum(path.stat().st_size for path in files)
    )


def run(arguments, limit, log):
    """Runs one command in its own process group, which is killed after `limit` seconds."""
    with Path(log).open("wb") as output:
        start = time.perf_counter()
        child = os.posix_spawn(
            arguments[0] if "/" in arguments[0] else find(arguments[0]),
            arguments,
            {**os.environ, "NO_COLOR": "1"},
            file_actions=[(os.POSIX_SPAWN_DUP2, output.fileno(), descriptor) for descriptor in (1, 2)],
            setpgroup=0,
        )
        previous = signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
        signal.setitimer(signal.ITIMER_REAL, max(limit, 0.01))
        try:
            _, status, usage = os.wait4(child, 0)
            taken = time.perf_counter() - start
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, previous)
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGKILL and taken >= limit:
        raise BuildFailure(f"stopped after {limit:.0f} s")
    if code != 0:
        lines = [line for line in Path(log).read_text(errors="replace").splitlines() if line.strip()]
        message = lines[0].replace(f"{Path.cwd()}/", "") if lines else "no message"
        raise BuildFailure(f"failed ({code}): {message[:100]}")
    return taken, usage


def find(program):
    for folder in os.get_exec_path():
        candidate = Path(folder, program)
        if os.access(candidate, os.X_OK):
            return str(candidate)
    raise BuildFailure(f"{program} is not in PATH")
