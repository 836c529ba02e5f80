"""'满意率不低于95%' -> >= 95 %: a printed value becomes operator, number and unit.

The rules are in docs/contract.md, section 5, and docs/values.md.
"""

from __future__ import annotations

from functools import lru_cache

from transforms.values.naming import Hint, hint
from transforms.values.target import Target

__all__ = ["Target", "parse_value"]


@lru_cache(maxsize=2**17)
def _remembered(
    text: str | None,
    unit: str | None,
    operator: str | None,
    role: str,
    name: Hint | None,
    year: int | None,
) -> Target:
    # the patterns of the rules are compiled with the first value, not with the import
    from transforms.values.reading import read_value

    return read_value(text, unit, operator, role, name, year)


def parse_value(
    text: str | None,
    unit: str | None = None,
    operator: str | None = None,
    *,
    role: str = "target",
    name: str | None = None,
    year: int | None = None,
) -> Target:
    """How a printed value is to be read.

    Never raises; the same arguments always give the same reading.

    ``unit`` and ``operator`` are the cells of columns of their own; ``role`` is ``target`` or
    ``actual`` (达到95% is ``>=`` in a target and ``=`` in a result); ``name`` and ``year`` decide
    only what the text alone cannot tell. A ``text`` of None (no such cell) is ``empty``.

    >>> reading = parse_value('满意率不低于95%')
    >>> reading.operator, reading.number, reading.unit, reading.parse_rule
    ('>=', 95.0, '%', 'worded')
    >>> parse_value('每月不少于2次').unit, parse_value('1.5万人次').base_number
    ('次/月', 15000.0)
    >>> parse_value('2023年底').date_to
    datetime.date(2023, 12, 31)
    """
    return _remembered(text, unit, operator, role, hint(name), year)
