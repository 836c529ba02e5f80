"""Same files, same code: the same bytes, whatever the batch size, the number of workers, the order
of the files and the history.
"""

from __future__ import annotations

import pytest

from tests.trust.cases import CASES
from tests.trust.conftest import files, ingest, rows


@pytest.fixture(scope="module")
def mixed(corpus, tmp_path_factory):
    """Every file of the corpus, and every broken and sound document of the rule catalogue."""
    raw = tmp_path_factory.mktemp("mixed") / "raw"
    wanted = {
        f"2024/{path.name}": path.read_bytes()
        for folder in ("pages", "no_table")
        for path in sorted((corpus / folder).iterdir())
    }
    wanted |= {
        f"2024/{name}": (corpus / "pdf" / name).read_bytes()
        for name in ("word.docx", "excel.xlsx", "page.html", "open_page_breaks.pdf")
    }
    for rule, case in CASES.items():
        for which in ("broken", "sound"):
            for name, content in case.files(which).items():
                wanted[
                    name.replace("/", f"/{rule}-{which}-") if "/" in name else f"{rule}-{name}"
                ] = content if isinstance(content, bytes) else content.encode()
    for name, content in wanted.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_bytes(content)
    return raw


@pytest.fixture(scope="module")
def one(mixed, tmp_path_factory):
    ingest(mixed, tmp_path_factory.mktemp("one") / "c")
    return files(next(path for path in tmp_path_factory.getbasetemp().glob("one*/c")))


@pytest.mark.parametrize(("batch_size", "workers"), [(1, 2), (7, 1), (7, 2)])
def test_batches_and_workers_do_not_matter(mixed, one, tmp_path, batch_size, workers):
    """``one`` was made with a batch size of 200 and one worker."""
    ingest(mixed, tmp_path / "c", batch_size=batch_size, workers=workers)
    made = files(tmp_path / "c")
    assert made.keys() == one.keys()
    assert [name for name in made if made[name] != one[name]] == []


def test_history_does_not_matter(mixed, one, tmp_path):
    """Half of the files first, then all: the second build carries the first one's rows over."""
    half = tmp_path / "raw"
    for number, path in enumerate(sorted(path for path in mixed.rglob("*") if path.is_file())):
        if number % 2:
            target = half / path.relative_to(mixed)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    ingest(half, tmp_path / "c")
    ingest(mixed, tmp_path / "c")
    assert files(tmp_path / "c") == one


def test_indicators_stand_as_they_are_printed(tmp_path):
    """Four tables of one web page, whose rows have the same numbers."""
    names = ["乙项目", "甲项目", "丙项目", "丁项目"]
    head = "<tr><th>一级指标<th>二级指标<th>三级指标<th>指标值"
    row = "<tr><td>产出指标<td>{0}<td>{1}{0}<td>≥5次"
    tables = "".join(
        f"<p>项目支出绩效目标表</p><table><tr><td>项目名称<td>{name}<td><td>{head}"
        f"{row.format('数量指标', name)}{row.format('质量指标', name)}</table>"
        for name in names
    )
    (tmp_path / "raw/2024").mkdir(parents=True)
    (tmp_path / "raw/2024/a.html").write_text(tables, encoding="utf-8")
    ingest(tmp_path / "raw", tmp_path / "c")
    printed = [f"{name}{kind}" for name in names for kind in ("数量指标", "质量指标")]
    assert rows(tmp_path / "c", "SELECT name FROM indicators") == [(one,) for one in printed]
