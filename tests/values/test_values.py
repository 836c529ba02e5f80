"""Real published values with the reading expected of each, and notations of our own for every
convention.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.values import Target, parse_value
from transforms.values.manual import table
from transforms.values.naming import hint
from transforms.values.reading import read_value
from transforms.values.rules import CLAUSE_RULES, TEXT_RULES, WORD_RULES

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OPERATORS = {"≥", "≤", "=", "＞", "＜", "定性", "是/否"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


GOLDEN = rows(HERE / "golden.tsv")
PUBLISHED = rows(HERE / "published.tsv")


def arguments(given_cells: str) -> dict[str, str | int]:
    pairs = (pair.split("=", 1) for pair in given_cells.split(";") if pair)
    return {key: int(value) if key == "year" else value for key, value in pairs}


def number(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def reading(target: Target) -> str:
    """The reading as the golden file writes it."""
    if target.kind == "number":
        size = number(target.number) + (
            f"..{number(target.upper)}" if target.upper is not None else ""
        )
        return " ".join(part for part in (target.operator, size, target.unit) if part)
    if target.kind == "date":
        return f"date {target.operator} {target.date_from or ''}..{target.date_to or ''}"
    if target.kind == "yes_no":
        return f"yes_no {number(target.number)}"
    return " ".join(
        part
        for part in (
            target.kind,
            target.measurability if target.kind == "qualitative" else "",
            target.operator,
        )
        if part
    )


def more(target: Target, expected: dict[str, str]) -> dict[str, str]:
    """The rest of the reading: basis, hedge and notes always, source and base where the golden file
    states them.
    """
    base = (
        "None"
        if target.base_number is None
        else f"{number(target.base_number)} {target.base_unit or ''}".strip()
    )
    found = {
        "basis": target.basis or "",
        "hedge": target.hedge or "",
        "notes": ",".join(target.notes),
    }
    stated = {"source": target.operator_source or "", "base": base}
    return {key: value for key, value in found.items() if value} | {
        key: stated[key] for key in stated if key in expected
    }


@pytest.mark.parametrize(
    "row", PUBLISHED, ids=[f"{row['text']}-{row['given']}" for row in PUBLISHED]
)
def test_values_in_the_words_of_published_tables(row: dict[str, str]) -> None:
    found = parse_value(row["text"], **arguments(row["given"]))
    assert reading(found) == row["reading"], found.parse_rule


@pytest.mark.parametrize("row", GOLDEN, ids=[f"{row['text']}-{row['given']}" for row in GOLDEN])
def test_golden(row: dict[str, str]) -> None:
    found = parse_value(row["text"], **arguments(row["given"]))
    expected = dict(pair.split("=", 1) for pair in row["more"].split(";") if pair)
    assert (reading(found), more(found, expected)) == (row["reading"], expected), found.parse_rule
    result = parse_value(row["text"], role="actual", **arguments(row["given"]))
    if row["actual"] or found.kind != "date":
        assert reading(result) == (row["actual"] or row["reading"]), result.parse_rule


def test_the_golden_file_is_large_and_has_no_row_twice() -> None:
    assert len(GOLDEN) >= 900
    assert len({(row["text"], row["given"]) for row in GOLDEN}) == len(GOLDEN)


def cells(value: str) -> tuple[str, str | None, str | None]:
    """Value, unit and operator of a row whose cells are separated by `` | ``, told apart by their
    content.
    """
    parts = value.split(" | ")
    if len(parts) == 1:
        return value, None, None
    operator = next((part for part in parts[:-1] if part in OPERATORS), None)
    rest = [part for part in parts if part is not operator]
    if len(rest) == 1:
        return rest[0], None, operator
    first_is_value = any(character.isdigit() for character in rest[0]) and not any(
        character.isdigit() for character in rest[1]
    )
    return (rest[0], rest[1], operator) if first_is_value else (rest[1], rest[0], operator)


def test_published_values(corpus: Path) -> None:
    """Every row exact on kind, operator, number, upper and unit; the number of 是/否 is not in the
    file.
    """
    published = rows(corpus / "values.tsv")
    misses = []
    for row in published:
        text, unit, operator = cells(row["value_text"])
        found = parse_value(text, unit, operator, role=row["role"])
        size = number(found.number) if found.kind == "number" else ""
        read = (found.kind, found.operator or "", size, number(found.upper), found.unit or "")
        wanted = (
            row["kind"],
            row["operator"],
            *(number(float(row[key])) if row[key] else "" for key in ("number", "upper")),
            row["unit"],
        )
        if read != wanted:
            misses.append((row["value_text"], wanted, read))
    assert len(published) >= 182
    assert misses == []


@pytest.mark.parametrize(
    "rule", [*TEXT_RULES, *CLAUSE_RULES, *WORD_RULES], ids=lambda rule: rule.name
)
def test_each_rule_reads_its_example(rule: Any) -> None:
    example, name = rule.example, rule.name
    text, _, indicator = example.partition(" (")
    assert parse_value(text, name=indicator.rstrip(")") or None).parse_rule == name


def test_no_such_cell_is_empty() -> None:
    found = parse_value(None)
    assert (found.kind, found.measurability, found.operator, found.number) == (
        "empty",
        "none",
        None,
        None,
    )


def test_the_name_changes_nothing_that_the_text_tells() -> None:
    assert parse_value("≥95%", name="项目完成时间(个)")[:8] == parse_value("≥95%")[:8]


NOTATION = st.text(
    alphabet=(
        "0123456789.,%≥≤<>=~-－～（）()[]/· 　"
        "年月日底前内以上下不低于超过达到至约近余多万亿千百十一二两三成分之个次人元每第零无"
        "是否较比提高增长预算季度工作天*X"
    ),
    max_size=24,
)


@settings(max_examples=400, deadline=None)
@given(
    text=st.one_of(st.none(), st.text(max_size=40), NOTATION),
    unit=st.one_of(
        st.none(), st.sampled_from(["%", "个", "是/否", "万元"]), st.text(max_size=6), NOTATION
    ),
    operator=st.one_of(st.none(), st.sampled_from(["≥", "<=", "定性"]), st.text(max_size=4)),
    role=st.sampled_from(["target", "actual"]),
    name=st.one_of(st.none(), st.just("完成时间"), st.text(max_size=20), NOTATION),
    year=st.one_of(st.none(), st.integers()),
)
def test_never_raises_and_keeps_its_promises(
    text: str | None,
    unit: str | None,
    operator: str | None,
    role: str,
    name: str | None,
    year: int | None,
) -> None:
    found = parse_value(text, unit, operator, role=role, name=name, year=year)
    assert found == read_value(text, unit, operator, role, hint(name), year)
    assert found.kind in ("number", "date", "yes_no", "qualitative", "empty")
    assert found.operator in (None, ">=", ">", "=", "<=", "<", "between", "~")
    assert (found.operator is None) == (found.operator_source is None)
    assert (found.number is not None) == (found.kind in ("number", "yes_no"))
    assert (found.operator == "between") == (found.upper is not None)
    assert found.measurability in ("quantified", "verifiable", "vague", "none")
    if found.kind == "empty":
        assert found.unit is found.operator is None
        assert found.measurability == "none"


def test_importing_needs_no_heavy_library() -> None:
    heavy = (
        "import sys, transforms.values; "
        "print(sorted({'pandas', 'pyarrow', 'numpy', 'duckdb', 'prefect'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", heavy], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def test_the_manual_shows_the_rules_as_they_are() -> None:
    page = (ROOT / "docs" / "values.md").read_text(encoding="utf-8")
    assert page.split("<!-- rules -->\n")[1].split("\n<!-- /rules -->")[0] == table()


@pytest.mark.parametrize(
    "piece",
    ["1", "前", "零", "每", "1,", "(1", "上年较", "2024年", "不低于", "一", "增长提高", "≥", "1/"],
)
def test_a_very_long_cell_is_read(piece: str) -> None:
    """No rule goes back over a cell again and again: a quadratic one would keep us waiting."""
    assert read_value(piece * 2000, None, None, "target", None, None).kind != "empty"
