"""What a question about a view costs: `python -m benchmarks.bench_views [--indicators 24000]
[--curated FOLDER]`.

Generated rows (benchmarks/nation.py): targets of two years and self-evaluations of two fifths of
the first, three times ``--indicators`` rows together. Each view is counted, whole and of one
department and year. Processor seconds of opening, planning and answering, the best of three, and
the ratio to a count of names in the table of indicators. ``--curated`` asks a folder that is there;
``--computed`` makes a build that holds no rows of views.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.bench_national import phase_write
from benchmarks.nation import Year, stage
from warehouse.build import derive
from warehouse.catalogue.query import ask, open_build, published

BASE = "SELECT count(DISTINCT name) FROM indicators"
VIEWS = (
    "effective_targets",
    "year_over_year",
    "target_vs_result",
    "signals",
    "leads",
    "department_signals",
)
RUNS = 3


def make(root: Path, indicators: int) -> Path:
    """A curated folder of generated rows."""
    years = [Year(2024, "target"), Year(2024, "self_evaluation", 0.4), Year(2025, "target")]
    stage(root / "staged", indicators, years)
    phase_write(root)
    return root / "curated"


def seconds(build: Path, query: str) -> float:
    """Processor seconds from nothing to the answer."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        with open_build(build, query) as connection:
            ask(connection, query).fetchall()
        times.append(time.process_time() - start)
    return min(times)


def main(curated: Path) -> None:
    """Print a line of a table a view."""
    build = published(curated)
    with open_build(build) as connection:
        found = connection.execute("SELECT min(department) FROM projects").fetchall()
    some = f" WHERE department = '{found[0][0]}' AND fiscal_year = 2024"
    base = seconds(build, BASE)
    print(f"| view | seconds | times a count ({base:.2f} s) | one department and year |")
    print("|---|---|---|---|")
    for view in VIEWS:
        whole, one = (seconds(build, f"SELECT count(*) FROM {view}{where}") for where in ("", some))
        print(f"| {view} | {whole:.2f} | {whole / base:.1f} | {one:.2f} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--indicators", type=int, default=24_000, help="of one year")
    parser.add_argument("--curated", type=Path)
    parser.add_argument("--computed", action="store_true")
    chosen = parser.parse_args()
    if chosen.computed:
        derive.ABOVE = 1 << 60
    with tempfile.TemporaryDirectory() as folder:
        main(chosen.curated or make(Path(folder), chosen.indicators))
