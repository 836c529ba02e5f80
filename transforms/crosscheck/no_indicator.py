"""Names and values of published rows that cannot be any: a number as a name, a sign as a value."""

from __future__ import annotations

import re
from itertools import takewhile

from transforms.crosscheck import signs
from transforms.crosscheck.heads import Why
from transforms.crosscheck.printed import Printed, Text, in_columns
from transforms.crosscheck.site import Site
from transforms.crosscheck.words import is_aside, is_level, is_rest

# of two rows, in one cell
_TWO_VALUES = re.compile(r"\d[%‰][\d≥≤]|[≥≤]\d[\d.]*[≥≤]\d|≥\d[\d.]*\w{,3}≥\d|≤\d[\d.]*\w{,3}≤\d")
_TWO_NAMES = re.compile(r".指标\d{1,2}[:：]")
_CHOICE = re.compile(r"[是有能][/、或][否无不]")
# the head of the next ones, behind a value: 12月底前效益指标
_HEAD_BEHIND = re.compile(r".(?:产出|效[益果]|满意度|数量|质量|时效|影响)指标$")
_NO_NAME = re.compile(r"[\d\W_]+")
_VALUE = re.compile(r"[≥≧≤≦><=]*\d[\d.,]*(?:[%‰]|\w{0,3})|不[超高低少][过于].{0,8}")


def contradicted(site: Site) -> Why:
    """A name or a value that cannot be one."""
    texts = site.claim.texts
    name, value = texts.get("name", ""), texts.get("annual") or texts.get("period") or ""
    why = (
        _no_name(name),
        _is_value(site, name, value),
        _no_value(value),
        _of_remarks(site),
        _of_several(site, name),
    )
    yield from (("read_not_printed", one) for one in why if one)
    if name and not site.claim.has_target_column and not _states_anything(site):
        yield "read_not_printed", f"no column of targets: {name}"
    if is_level(name) and not value and not texts.get("actual"):
        yield "read_not_printed", f"level as name: {name}"


def _states_anything(site: Site) -> bool:
    return any(site.claim.texts.get(field) for field in ("annual", "period", "actual", "place"))


def _no_name(name: str) -> str:
    """A placeholder, the label of a remark, a number, two names."""
    nothing = name and (is_rest(name, many=False) or is_aside(name) or _NO_NAME.fullmatch(name))
    # one character is the end of a name whose beginning the page or the cell cuts
    if nothing or len(name) == 1:
        return f"name: {name}"
    return f"name: {name}" if _TWO_NAMES.search(name) else ""


def _is_value(site: Site, name: str, value: str) -> str:
    """A value as name, or the very cell of the value."""
    if name in (value, site.claim.texts.get("actual")) and _count(name, site) == 1:
        return f"name = value: {name}"
    is_one = _VALUE.fullmatch(name) and value and not _VALUE.fullmatch(value)
    return f"name: {name}" if is_one else ""


def _count(text: str, site: Site) -> int:
    return sum(text == cell.text for cell in site.cells)


def _no_value(value: str) -> str:
    """A sign alone, two values, or the choice that a form offers: 是/否."""
    if value and signs.only_sign(value):
        return f"value: {value}"
    if _TWO_VALUES.search(value) or _HEAD_BEHIND.search(value):
        return f"value: {value}"
    return f"value: {value}" if _CHOICE.fullmatch(value) else ""


def _of_several(site: Site, name: str) -> str:
    """A name beside a row that states something and has none: one of the two may be the other's.

                                 | 数量指标 | 1500 | 人
    安葬人数公墓绿化率节地安葬率 | 质量指标 | 40   | %
    """
    if site.row is None or site.name is None:
        return ""
    rows, at = site.row.part.rows, site.row.at
    beside = (*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2])
    targets = {site.claim.texts.get(field) for field in ("annual", "period")}
    values = [cell for cell in site.row.filled if cell.text in targets]
    several = any(_lacks_name(row, site.name, values) for row in beside)
    return f"name: {name}" if several else ""


def _lacks_name(row: Printed, name: Text, values: list[Text]) -> bool:
    """Whether a row of a level has a number in the column of the values, and no name."""
    if row.is_heading or in_columns(row, name):
        return False
    levels = any(cell.level == 2 and cell.top == row.index for cell in row.filled)
    below = (cell for value in values for cell in in_columns(row, value))
    return levels and any(cell.text[:1].isdigit() for cell in below)


def _of_remarks(site: Site) -> str:
    """The label of a remark (填表说明) where the levels stand, also beside a further row of the
    name's cell.
    """
    fields = ("category", "subcategory")
    levels = [text for field in fields if (text := site.claim.texts.get(field))]
    first = [row.filled[0].text for row in _rows_of_name(site) if _begins_with_label(row, site)]
    label = next((one for one in (*levels, *first) if is_aside(one)), "")
    return f"level: {label}" if label else ""


def _begins_with_label(row: Printed, site: Site) -> bool:
    """Whether no level stands between the first cell of the row and the name: else the row is of
    two forms side by side.
    """
    at = site.name.first if site.name else 0
    return bool(row.filled) and not any(one.level and one.first < at for one in row.filled[1:])


def _rows_of_name(site: Site) -> list[Printed]:
    """The row, and those below it over which the cell of the name goes."""
    if site.row is None:
        return []
    below = site.row.part.rows[site.row.at + 1 :]
    return [site.row, *takewhile(lambda row: site.name in row.filled, below)]
