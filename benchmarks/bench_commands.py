"""Wall time of whole commands as a ratio to importing the libraries they rest on, interleaved in
one run.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BASE = [sys.executable, "-c", "import pandas, pandera.pandas, duckdb, pyarrow"]
JIXIAO = [sys.executable, "-m", "flows.cli"]
RUNS = 5
KEEPS_BYTECODE = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""As a user's Python does: the libraries of the base have theirs in any case."""


def seconds(command: list[str]) -> float:
    """Wall time of one run from outside."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=KEEPS_BYTECODE, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - start


def main() -> None:
    """Print ratios: of the best times, which other work disturbs least, and of the medians."""
    folder = Path(tempfile.mkdtemp())
    curated = ["--curated", str(folder / "c")]
    commands = {
        "ingest --direct, first": ["ingest", "--direct"],
        "ingest --direct, nothing new": ["ingest", "--direct"],
        "sql": ["sql", "FROM long_table"],
        "findings": ["findings"],
        "--help": ["--help"],
    }
    times: dict[str, list[float]] = {name: [] for name in ("", *commands)}
    seconds(BASE)
    for _ in range(RUNS):
        for name, command in commands.items():
            if name.endswith("first"):
                shutil.rmtree(folder / "c", ignore_errors=True)
            times[""].append(seconds(BASE))
            times[name].append(
                seconds([*JIXIAO, *command, *([] if command == ["--help"] else curated)])
            )
    base = times.pop("")
    print(
        "\n## Commands, as a ratio to `python -c 'import pandas, pandera.pandas, duckdb, pyarrow'`"
        f" ({min(base):.2f} s)\n"
    )
    print("| command | best of each | median of each |\n|---|---|---|")
    for name, found in times.items():
        print(
            f"| jixiao {name} | {min(found) / min(base):.2f} |"
            f" {statistics.median(found) / statistics.median(base):.2f} |"
        )
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
