"""parse_value beside other readers of numbers, on the published values: speed and accuracy in one
run.

The peers need not be installed; a missing one is named and left out. recognizers-text-suite needs
``emoji<2``. With the peers in another environment: ``PYTHONPATH=<its site-packages> python -m
benchmarks.bench_values``.
"""

from __future__ import annotations

import csv
import re
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from transforms.values.reading import read_value

VALUES = Path(__file__).parents[1] / "tests" / "material" / "values.tsv"
ROUNDS = 5


class Found(NamedTuple):
    """What a reader made of a value; operator None where it reads none."""

    operator: str | None
    number: float | None
    unit: str | None


Reader = Callable[[str], Found]


def published() -> list[tuple[str, Found]]:
    """Values that stand in one cell, with their target reading. Dates, 是/否 and levels hold no
    number.
    """
    with VALUES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if " | " not in row["value_text"] and row["role"] == "target"]
    numbers = ((row, row["kind"] == "number") for row in rows)
    return [
        (
            row["value_text"],
            (
                Found(row["operator"] or None, float(row["number"]), row["unit"] or None)
                if number
                else Found(None, None, None)
            ),
        )
        for row, number in numbers
    ]


def ours() -> Reader:
    """Our own reader, without its cache."""

    def read(text: str) -> Found:
        found = read_value(text, None, None, "target", None, None)
        return (
            Found(found.operator, found.number, found.unit)
            if found.kind == "number"
            else Found(None, None, None)
        )

    return read


def cn2an_and_regex() -> Reader:
    """cn2an turns Chinese numerals into digits, a regular expression finds operator, number and
    unit.
    """
    import cn2an

    pattern = re.compile(
        r"(≥|≧|>=|≤|≦|<=|>|<|=|不低于|不少于|不超过|大于|超过)?\s*"
        r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*(%|[一-龥a-zA-Z/]*)"
    )
    operators = {
        "≥": ">=",
        "≧": ">=",
        "≤": "<=",
        "≦": "<=",
        "不低于": ">=",
        "不少于": ">=",
        "不超过": "<=",
        "大于": ">",
        "超过": ">",
        "": "=",
    }

    def read(text: str) -> Found:
        found = pattern.search(cn2an.transform(text))
        if found is None:
            return Found(None, None, None)
        sign = found[1] or ""
        return Found(operators.get(sign, sign), float(found[2].replace(",", "")), found[3] or None)

    return read


def recognizers() -> Reader:
    """recognizers-text-suite: percentages first, then currencies and dimensions, then numbers."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    def read(text: str) -> Found:
        for percentage in recognize_percentage(text, Culture.Chinese):
            return Found(None, float(percentage.resolution["value"].rstrip("%")), "%")
        for recognize in (recognize_currency, recognize_dimension, recognize_number):
            for one in recognize(text, Culture.Chinese):
                if one.resolution and one.resolution.get("value"):
                    return Found(None, float(one.resolution["value"]), one.resolution.get("unit"))
        return Found(None, None, None)

    return read


def quantulum() -> Reader:
    """quantulum3: quantities in English text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

    def read(text: str) -> Found:
        found = parser.parse(text)
        if not found:
            return Found(None, None, None)
        unit = found[0].unit.name
        return Found(
            None, float(found[0].value), {"percentage": "%", "dimensionless": None}.get(unit, unit)
        )

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "jixiao parse_value": ours,
    "cn2an + regular expression": cn2an_and_regex,
    "recognizers-text-suite": recognizers,
    "quantulum3": quantulum,
}

WITH_OPERATOR = frozenset(["jixiao parse_value", "cn2an + regular expression"])


def measure(read: Reader, values: list[tuple[str, Found]]) -> tuple[float, list[float]]:
    """Seconds a value (best of the rounds), and the shares right on number; number and unit;
    operator, number and unit.
    """
    best = min(_seconds(read, values) for _ in range(ROUNDS))
    found = [(read(text), wanted) for text, wanted in values]
    right = [
        [got.number == wanted.number, got[1:] == wanted[1:], got == wanted] for got, wanted in found
    ]
    return best / len(values), [sum(column) / len(values) for column in zip(*right, strict=True)]


def _seconds(read: Reader, values: list[tuple[str, Found]]) -> float:
    started = time.perf_counter()
    for text, _ in values:
        read(text)
    return time.perf_counter() - started


def main() -> None:
    """Print a Markdown table; says which peers are missing."""
    values = published()
    print(f"\n## parse_value beside its peers, {len(values)} published values, no cache\n")
    print(
        "| reader | values/s | times as long | number right | and unit | and operator"
        " |\n|---|---|---|---|---|---|"
    )
    reference = None
    for name, make in READERS.items():
        try:
            read = make()
        except ImportError as error:
            print(f"| {name} | not installed: {error} | | | | |")
            continue
        seconds, shares = measure(read, values)
        reference = reference or seconds
        cells = (
            [f"{share:.1%}" for share in shares]
            if name in WITH_OPERATOR
            else [f"{share:.1%}" for share in shares[:2]] + ["reads none"]
        )
        print(
            f"| {name} | {1 / seconds:,.0f} | {seconds / reference:.1f} | {' | '.join(cells)} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
