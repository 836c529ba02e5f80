"""Is a table a further part of the one before? Told by what stands in both and between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schemas.roles import roles
from transforms.document import Line, Row, Table
from transforms.joining.align import aligned
from transforms.joining.between import Between
from transforms.joining.body import Body
from transforms.joining.head import LEVELS, Head, is_head
from transforms.joining.splice import by_edges
from transforms.joining.unlisted import heads_of, unheaded
from transforms.words.continued import announces

_LABELS = frozenset(roles("text", "term", "amount", "part", "form", "rate"))
_UNITS = frozenset(("department", "spending_unit"))
_OF_FORM = frozenset((*roles("amount", "part"), "funds", "goal"))
_OWNERS = frozenset(("project", "department"))
_OF_MIDDLE = _OF_FORM | _UNITS | {"period_goal", "overall_goal"}
_PROJECT = frozenset(("project",))
_CAPTIONS = 3  # rows above the header that may name the form again


def further(
    table: Table, part: Table, lines: Sequence[Line], above: frozenset[str]
) -> Table | None:
    """``part`` over the columns of ``table``, without the header that it repeats, if it is more of
    it; else None. ``lines`` stand between, ``above`` are the folded lines above the table.
    """
    between = Between(lines, table, above)
    found = _heads(table.rows)
    if _awaits(table.rows, found, part.rows, adjoins=not lines):
        return part if between.admits(headed=True) else None
    if not found or _ends_in_form(table.rows[found[-1].last + 1 :]):
        return None
    again = next((head for head in reversed(found) if _is_again(table.rows, head, part.rows)), None)
    if again is not None:
        return _under_header(table, part, (again, found[-1]), between)
    announced = announces(lines) or _is_elsewhere(table, part)
    admitted = between.admits(headed=False)
    return _by_content(table, found[-1], part, announced=announced) if admitted else None


def is_form_again(rows: Sequence[Row], part: Sequence[Row], repeated: int) -> bool:
    """Whether ``part``, of which so many rows are those of the table, is a form of its own about
    the same project, and not the table with its form printed again on the next page.

    Its header comes only behind other rows, or it begins with the same indicator, or stands on the
    same page.
    """
    if not _ends_in_form(part[:repeated]) or repeated == len(part):
        return False
    if rows[-1].place == part[0].place or any(map(is_head, part[repeated:])):
        return True
    return repeated < len(rows) and rows[repeated].words == part[repeated].words


def _heads(rows: Sequence[Row]) -> list[Head]:
    """The headers of a table; where it prints none, one of no row above its levels."""
    return heads_of(rows) or unheaded(rows)


def _awaits(
    rows: Sequence[Row], found: Sequence[Head], part: Sequence[Row], *, adjoins: bool
) -> bool:
    """Whether the table ends with a form, or the name of a part, whose header ``part`` has.
    ``adjoins``: nothing stands between.
    """
    if _ends_in_band(rows) and is_head(part[0]):
        return True
    if not found and _is_form_of_unit(rows):
        return _is_rest_of_form(part, _OWNERS) or _is_middle_of_form(rows, part, adjoins)
    open_form = not found or _ends_in_form(rows[found[-1].last + 1 :])
    if not (open_form and _ends_in_form(rows)):
        return False
    return _is_rest_of_form(part) or _is_middle_of_form(rows, part, adjoins)


def _under_header(
    table: Table, part: Table, headers: tuple[Head, Head], between: Between
) -> Table | None:
    """The part without the header that it repeats; ``headers``: that one, and the table's last."""
    again, last = headers
    length = again.last - again.first + 1
    above, below = _in_line(table, part)
    is_finer = above is not table.rows
    body = Body((_heads(above) or [last])[-1] if is_finer else last, above)
    rows = body.without_repeats(below[length:])
    rest = replace(part, rows=part.rows[length:] if is_finer else rows)
    if not between.admits(headed=body.may_begin(rows)):
        return None
    if again is not last:
        return rest if body.goes_on(rows, announced=True) else None
    turned = table.rows[-1].place[0] != part.rows[0].place[0] and not between.lines
    return rest if turned or not body.begins_anew(rows) else None


def _in_line(table: Table, part: Table) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows of both over the same columns, where a page may show fewer."""
    if len(table.rows[0]) == len(part.rows[0]):
        return table.rows, part.rows
    return by_edges(table.rows, part.rows) or (table.rows, part.rows)


def _by_content(table: Table, head: Head, part: Table, *, announced: bool) -> Table | None:
    """The part over the table's columns, if its rows read like further rows of the table."""
    if not any(part.rows[0].filled):
        return None
    above, below = _in_line(table, part)
    if above is not table.rows:
        heads = _heads(above)
        goes_on = heads and Body(heads[-1], above).goes_on(below, announced=announced)
        return part if goes_on else None
    body = Body(head, table.rows)
    for rows in aligned(table.rows, head.last, part.rows):
        if body.goes_on(rows, announced=announced):
            return replace(part, rows=body.without_repeats(rows))
    return None


def _is_elsewhere(table: Table, part: Table) -> bool:
    """Whether the part stands on another page or sheet."""
    return table.rows[-1].place != part.rows[0].place


def _is_again(rows: Sequence[Row], head: Head, part: Sequence[Row]) -> bool:
    """Whether ``part`` begins with this header. A label down the side may be blank there, and the
    page may show fewer columns where it tells where they stand.
    """
    own = rows[head.first : head.last + 1]
    if not own or len(part) < len(own) or not all(map(_same_words, own, part)):
        return False
    return len(part[0]) == len(own[0]) or by_edges(tuple(rows), tuple(part)) is not None


def _same_words(row: Row, other: Row) -> bool:
    mine, theirs = _from_level(row), _from_level(other)
    return bool(theirs) and mine == theirs


def _from_level(row: Row) -> list[str]:
    """The words of a header from its first level on; all if it names none."""
    cells = [cell for _, cell in row.filled]
    first = next((at for at, cell in enumerate(cells) if cell.role in LEVELS), 0)
    return [cell.folded for cell in cells[first:]]


def _ends_in_band(rows: Sequence[Row]) -> bool:
    """Whether the last row only names a part, 年度绩效目标表, whose header follows."""
    filled = rows[-1].filled
    return len(rows) > 1 and len(filled) == 1 and filled[0][1].role == "side"


def _ends_in_form(rows: Sequence[Row]) -> bool:
    """Whether rows without a header of indicators hold a form that names one project:

    项目名称 | 数字政府运维 | 主管部门 | 某局
    """
    return any(
        cell.role == "project" and _has_value(row, position)
        for row in rows
        for position, cell in row.filled
    )


def _is_form_of_unit(rows: Sequence[Row]) -> bool:
    """Whether rows hold the form of a whole department, which names no project:

    部门（单位）名称 | 某局
    预算情况         | 部门预算总额（万元） | 1,876.55
    """
    cells = [(row, position, cell) for row in rows for position, cell in row.filled]
    named = any(cell.role in _UNITS and _has_value(row, at) for row, at, cell in cells)
    return named and any(cell.role in _OF_FORM for _, _, cell in cells)


def _has_value(row: Row, position: int) -> bool:
    """Whether a text that is no label stands to the right of a label."""
    following = next((cell for at, cell in row.filled if at > position), None)
    return following is not None and following.role is None


def _is_middle_of_form(rows: Sequence[Row], part: Sequence[Row], adjoins: bool) -> bool:
    """Whether rows on the next page, or right behind, are labels and texts of the form, and its
    header comes later still:

    项目名称 | 数字政府运维 | 主管部门 | 某局
    ------------------------------------------
    总体目标 | 中期目标     | 年度目标
    """
    elsewhere = adjoins or rows[-1].place != part[0].place
    if not elsewhere or any(map(is_head, part)):
        return False
    first = next((row.filled[0][1] for row in part if row.filled), None)
    said = {cell.role for row in rows for _, cell in row.filled} & _OWNERS
    again = any(cell.role in said for row in part for _, cell in row.filled)
    return first is not None and first.role in _OF_MIDDLE and not again


def _is_rest_of_form(part: Sequence[Row], owners: frozenset[str] = _PROJECT) -> bool:
    """Whether a table goes on with a form: its indicators stand below, and it names no other owner
    of them.
    """
    head = next((at for at, row in enumerate(part) if is_head(row)), None)
    if head is None or any(
        cell.role in owners for row in part[: head + 1] for _, cell in row.filled
    ):
        return False
    above = [at for at, row in enumerate(part[:head]) if row.filled]
    return all(_is_of_form(part, at) for at in above[:_CAPTIONS])


def _is_of_form(part: Sequence[Row], at: int) -> bool:
    """Whether a row begins with a label, or with a text that has its label above it."""
    position, cell = part[at].filled[0]
    over = part[at - 1][position] if at else None
    return cell.role in _LABELS or (over is not None and over.role in _LABELS)
