"""Wall time of whole commands as a ratio to importing the libraries they rest on, interleaved in one run."""

from __future__ import annotations

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


def seconds(command: list[str]) -> float:
    """Wall time of one run from outside."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return time.perf_counter() - start


def main() -> None:
    """Print median ratios."""
    folder = Path(tempfile.mkdtemp())
    curated = ["--curated", str(folder / "c")]
    commands = {"ingest --direct, first": ["ingest", "--direct"], "ingest --direct, nothing new": ["ingest", "--direct"], "sql": ["sql", "FROM long_table"],  # noqa: E501
                "findings": ["findings"], "--help": ["--help"]}
    ratios: dict[str, list[float]] = {name: [] for name in commands}
    seconds(BASE)
    for _ in range(RUNS):
        for name, command in commands.items():
            if name.endswith("first"):
                shutil.rmtree(folder / "c", ignore_errors=True)
            base = seconds(BASE)
            ratios[name].append(seconds([*JIXIAO, *command, *([] if command == ["--help"] else curated)]) / base)
    print("\n## Commands, as a ratio to `python -c 'import pandas, pandera.pandas, duckdb, pyarrow'`\n\n| command | median | min | max |\n|---|---|---|---|")  # noqa: E501
    for name, found in ratios.items():
        print(f"| jixiao {name} | {statistics.median(found):.2f} | {min(found):.2f} | {max(found):.2f} |")
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
