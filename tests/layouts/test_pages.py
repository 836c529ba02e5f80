"""Every table of the corpus in its printed layout gives its rows exactly, in memory and in every
format.
"""

from __future__ import annotations

import pytest

from tests.layouts.printed import COLUMNS, PAGES, Row, corpus_rows, rebuilt
from tests.layouts.writers import WRITERS
from transforms.document import Document, Table
from transforms.joining.join import stitch
from transforms.layouts import fitting
from transforms.layouts.sections import sections
from transforms.reading import read
from transforms.records import Extract, Indicator
from transforms.words.levels import level

# two columns of values each: two rows for every printed one
PLACES = {"fujian_anxi_2022_shuili", "fujian_xiuyu_2025_shuili"}
Fields = tuple[str | None, ...]


def extracts(document: Document | Table) -> list[Extract]:
    blocks = (document,) if isinstance(document, Table) else stitch(document.blocks)
    found = [(section, fitting(section)) for section in sections(tuple(blocks))]
    assert all(len(layouts) <= 1 for _, layouts in found), "two layouts fit"
    return [layouts[0].read(section) for section, layouts in found if layouts]


def got(indicator: Indicator) -> Fields:
    canonical = level(indicator.category, indicator.subcategory)
    return (
        canonical.category,
        canonical.subcategory,
        indicator.name,
        indicator.annual_value,
        indicator.unit,
        indicator.operator,
        indicator.actual_value,
    )


def expected(page: str, row: Row) -> Fields:
    """What the corpus says of the row, by the columns of the page."""
    sources = dict(COLUMNS[page])
    cells = {
        role: row.values[int(sources[header])]
        for role, headers in {
            "unit": ("单位", "计量单位", "度量单位"),
            "operator": ("指标方向", "指标性质"),
        }.items()
        for header in headers
        if sources.get(header) in ("0", "1", "2")
    }
    value = row.values[1] if len(row.values) > 1 else row.values[0]
    canonical = level(row.level1 or None, row.level2)
    actual = (row.actual or "") if "actual" in sources.values() or "jilin" in page else None
    return (
        canonical.category,
        canonical.subcategory,
        row.name,
        value,
        cells.get("unit"),
        cells.get("operator"),
        actual,
    )


def check(page: str, found: list[Extract]) -> None:
    wanted = [
        expected(page, row) for row in corpus_rows(page) for _ in range(2 if page in PLACES else 1)
    ]
    indicators = [
        one for extract in found for project in extract.projects for one in project.indicators
    ]
    assert [got(one) for one in indicators] == wanted
    assert {project.project for extract in found for project in extract.projects} == {"某项目"}
    assert not [
        finding.rule
        for project in found[0].projects
        for finding in project.findings
        if finding.rule != "no_column"
    ]


@pytest.mark.parametrize("page", COLUMNS)
def test_page_in_memory(page: str, corpus: object) -> None:
    check(page, extracts(rebuilt(page).table()))


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("page", COLUMNS)
def test_page_in_a_file(page: str, form: str, corpus: object) -> None:
    check(page, extracts(read(WRITERS[form](rebuilt(page)), f"{page}.{form}")))


def test_every_page_of_the_corpus_is_tried(corpus: object) -> None:
    prose = {"ningxia_tongxin_xiamaguan_2023_putao"}  # tests/layouts/test_prose.py
    assert {path.stem for path in PAGES.glob("*.txt")} == set(COLUMNS) | prose
