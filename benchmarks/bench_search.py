"""What a ranked search costs: `python -m benchmarks.bench_search [--texts 4000000] [--places 1]`.

Makes about so many different texts (indicators, projects, goals and departments of the real
regions), each ``--places`` times, computes the index by the views' own SQL, and asks 50 questions
over one connection with 1 GB. Prints seconds and sizes of the index, and milliseconds of the
questions: the median and the 95th of a hundred, warm, beside the macro that looks at every text.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import duckdb

from benchmarks.bench_national import timed
from benchmarks.contents import WORK, phrases
from benchmarks.pool import BUREAUS_ALL, regions
from warehouse.catalogue.definitions import known
from warehouse.catalogue.ranked import ranked
from warehouse.catalogue.sql import quote

VIEWS = ("search_texts", "search_pairs", "search_pair_counts")
ASKED = (
    "道路 满意度",
    "教育局 满意度",
    *[
        "满意度",
        "教育局",
        "道路维护",
        "信息化运行维护",
        "信息化运维",
        "群众满意度",
        "服务对象满意度",
        "教育局满意度",
        "重庆忠县教育局",
        "资金使用合规",
        "维护道路",
        "群眾滿意度",
        "项目",
        "验收合格率",
        "及时率",
        "完成率",
        "设备购置费",
        "办公设备",
        "按期完成",
        "补助标准",
        "民政局",
        "水利局",
        "审计局",
        "司法局",
        "统计局",
        "公安局",
        "商务局",
        "体育局",
        "信访局",
        "学校满意度",
        "社区满意度",
        "医院满意度",
        "救助人数",
        "学校食堂",
        "疫苗",
        "防汛物资",
        "饮水安全",
        "文化活动",
        "执法",
        "培训人次",
    ],
    *WORK[1:9],
)
SHARES = {"指标": 0.45, "项目": 0.25, "绩效目标": 0.25}


def make(connection: duckdb.DuckDBPyConnection, file: Path, texts: int, places: int) -> None:
    """Write rows of search_text. Every department of the country stands among them."""
    lists = {
        "region": sorted({path for some in regions().values() for _, path in some}),
        "named": sorted({name for name, _ in phrases()}),
        "work": [f"{where}{what}" for where in ("城区", "校园", "医院", "公路") for what in WORK],
        "bureau": list(BUREAUS_ALL),
    }
    for name, values in lists.items():
        connection.execute(f"CREATE TABLE {name} AS SELECT unnest(?) AS {name}", [values])
    own = "region[-3:] || work"
    parts = {
        "指标": ("named", f"{own} || named"),
        "项目": ("range(30) r(n)", f"{own} || '项目' || n"),
        "绩效目标": (
            "range(30) r(n)",
            f"'按照年度工作部署，完成' || {own} || n || '项任务，资金合规，服务对象满意。'",
        ),
    }
    pairs = len(lists["region"]) * len(lists["work"])
    chosen = " UNION ALL ".join(
        f"SELECT DISTINCT {quote(about)} AS about, {content} AS content FROM region, work, {more}"
        f" WHERE hash(content) % 10000 < {10_000 * SHARES[about] * texts / (pairs * many):.0f}"
        for (about, (more, content)), many in zip(
            parts.items(), (len(lists["named"]), 30, 30), strict=True
        )
    )
    connection.execute(
        f"""COPY (SELECT md5(content || n)[:16] AS id, about, 2025 - n % 2 AS fiscal_year,
            '某市' AS region, '某市某局' AS department, content AS project, content,
            NULL::VARCHAR AS annual_value, NULL::DECIMAL(18, 6) AS amount, 1 AS page, 1 AS row,
            lower(content) AS folded_text
        FROM (SELECT DISTINCT * FROM ({chosen} UNION ALL
                   SELECT '部门', region || bureau FROM region, bureau)),
             range({places}) r(n)) TO {quote(str(file))} (FORMAT parquet, COMPRESSION zstd)"""
    )


def index(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The views as a large build holds them."""
    every = known(folder / "builds" / "none")
    for name in VIEWS:
        one, file = every[name], quote(str(folder / f"{name}.parquet"))
        with timed(name):
            connection.execute(
                f"COPY (SELECT * FROM ({one.body}) ORDER BY {', '.join(one.order)}) TO {file}"
                f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {one.row_group})"
            )
        connection.execute(f"CREATE VIEW {name} AS FROM {file}")
        rows = connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        size = (folder / f"{name}.parquet").stat().st_size
        print(f"  {rows:,} rows, {size / 1e6:.0f} MB", flush=True)


def milliseconds(what: str, questions: tuple[str, ...], ask: Callable[[str], object]) -> None:
    """Ask each question three times, and print what the last two took: by the clock, and of the
    processor, which other work does not change.
    """
    clock: list[float] = []
    processor: list[float] = []
    for words in questions:
        for again in range(3):
            start, used = time.perf_counter(), time.process_time()
            ask(words)
            if again:
                clock.append(1000 * (time.perf_counter() - start))
                processor.append(1000 * (time.process_time() - used))
    for name, taken in (("clock", sorted(clock)), ("processor", sorted(processor))):
        print(
            f"{what}, {name}: median {taken[len(taken) // 2]:.0f} ms, 95 % below"
            f" {taken[int(0.95 * len(taken))]:.0f} ms, slowest {taken[-1]:.0f} ms"
        )
    print(f"  peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)


def build(folder: Path, texts: int, places: int) -> None:
    """Make the texts and compute the index."""
    file = folder / "search_text.parquet"
    with duckdb.connect(config={"memory_limit": "4GB"}) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"SET temp_directory = {quote(str(folder / 'spill'))}")
        with timed("make the texts"):
            make(connection, file, texts, places)
        connection.execute(f"CREATE VIEW search_text AS FROM {quote(str(file))}")
        index(connection, folder)


def answer(folder: Path) -> None:
    """Ask over one connection."""
    every = known(folder / "builds" / "none")
    with duckdb.connect(config={"memory_limit": "1GB"}) as connection:
        connection.execute("SET parquet_metadata_cache = true")
        for name in ("search_text", *VIEWS):
            path = quote(str(folder / f"{name}.parquet"))
            connection.execute(f"CREATE VIEW {name} AS FROM {path}")
        for name in ("folded_spaces", "folded", "shortened", "search"):
            connection.execute(every[name].body)
        milliseconds("index, 50 questions", ASKED, lambda words: ranked(connection, words, 0.4, 50))
        query = "FROM search(?) LIMIT 50"
        two = ("满意度", "教育局")
        milliseconds("macro, 2", two, lambda one: connection.execute(query, [one]).fetchall())


def main(folder: Path, *sizes: int) -> None:
    """Each in a process of its own, so that its memory is its own."""
    for target, given in ((build, (folder, *sizes)), (answer, (folder,))):
        process = get_context("spawn").Process(target=target, args=given)
        process.start()
        process.join()
        if process.exitcode:
            raise SystemExit(process.exitcode)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=4_000_000)
    parser.add_argument("--places", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        main(Path(root), chosen.texts, chosen.places)
