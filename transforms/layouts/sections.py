"""Document -> sections: each table with the lines that stand above it, and what those lines say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.document import Block, Line, Row, Table, simple
from transforms.layouts.shared.labels import split_labels
from transforms.layouts.shared.levels_with_names import apart
from transforms.layouts.shared.side_by_side import side_by_side
from transforms.records import Section
from transforms.words.headings import Heading, is_title, read_heading

_KINDS = "数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|(?:服务对象)?满意度"
ANNOUNCED = re.compile(
    rf"(?:^|[;；。、.．:：\s)）]|\d\s*条|[一二三四五六七八九]是|其[一二三四五])({_KINDS})(?:指标|目标)\s*[:：,，]"
)
_ON_ITS_OWN = re.compile(
    r"^\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*)?"
    rf"({_KINDS})指标\s*+(?:[(（][^()（）]{{1,12}}[)）]\s*+)?$"
)
_SQUARE = re.compile(rf"[【\[〔](?:[^\W\d_]{{2,8}}[-—–/·])?({_KINDS})(?:指标|目标)[】\]〕]")
_LEVEL_HEAD = re.compile(r"[一二三]级(?:绩效)?指标(?:名称)?")
_GLUED = re.compile(
    r"(?:一级指标|评价指标)(?:二级指标|评价内容).{0,40}(?:指标值|目标值|完成值|实现值)"
)
_HEADER = 150  # characters of a header whose cells run together
_STATES = re.compile(r"[≥≤≧≦><=＞＜＝%％]|\d(?![\d.、．)）])|[百零]分之|定性")
# those are bands of one form
_FORM_TITLE = re.compile(r"^(?!(?:长期|中期|年度)(?:绩效)?目标表$).*(?:表|汇总|一览)(?:\(.*\))?$")
_LEVELS = re.compile(r"[一二三]级(?:绩效)?指标|(?:绩效)?指标(?:类型|类别|名称|内容)")


def sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """One section a table, and one for every run of lines that states targets in prose.

    Two and more forms in one grid are tables of their own. A section of prose has no table.

    A table whose own lines do not name the department, the unit or the year takes them from the
    headings before it, as a reader of the page would: the cover says the year, the first table's
    caption the unit of all.
    """
    above: list[Line] = []
    known, follows = Heading(), False
    for at, block in enumerate(blocks):
        if isinstance(block, Line):
            above.append(block)
            continue
        behind = tuple(_behind(blocks[at + 1 :]))
        prose, above = split_prose(above)
        for lines, table in ((prose, None), (above, block)):
            if lines or table:
                before = known
                known = inherit(own := read_heading(line.text for line in lines), before)
                forms = list(_pieces(table))
                yield from (
                    Section(
                        tuple(lines) if number == 0 else (),
                        piece,
                        known,
                        behind if piece is not None and piece is forms[-1] else (),
                        follows,
                    )
                    for number, piece in enumerate(forms)
                )
                known = _for_others(known, own, before, table)
        above, follows = [], True
    if above:
        yield Section(tuple(above), None, inherit(read_heading(line.text for line in above), known))


def _for_others(known: Heading, own: Heading, before: Heading, table: Table | None) -> Heading:
    """What the tables behind take from a heading: not the unit of a table of something else."""
    if table is None or own.title or _is_of_targets(table):
        return known
    return replace(known, amount_unit=before.amount_unit)


def _is_of_targets(table: Table) -> bool:
    return any("指标" in cell.text or "绩效" in cell.text for cell in table.cells())


def _behind(blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines that follow, up to the next title, table or name of a project."""
    for block in blocks:
        if not isinstance(block, Line) or _begins(block):
            return
        yield block


def _begins(line: Line) -> bool:
    """Whether a line is of the table below it, not of the one above."""
    named = any(role == "project" for role, _, _ in split_labels(line.text))
    return named or is_title(line.text)


def own_lines(section: Section) -> tuple[Line, ...]:
    """The lines above a table that are its own: behind another table, from its title or its
    project's name on.
    """
    if not section.follows:
        return section.above
    begins = (at for at, line in enumerate(section.above) if _begins(line))
    return section.above[next(begins, len(section.above)) :]


def split_prose(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines that state targets in running text (数量指标：…), and the lines behind.

    The first have the lines above them; the second belong to the next table.
    """
    announcing = _announcing(lines)
    if announcing is None:
        return [], lines
    behind = range(announcing[-1] + 1, len(lines))
    title = next((number for number in behind if is_title(lines[number].text)), len(lines))
    return lines[:title], lines[title:]


def _announcing(lines: list[Line]) -> list[int] | None:
    """The lines that announce targets; None where they are about targets and state none."""
    glued = [is_glued_header(line) for line in lines]
    found = [number for number, line in enumerate(lines) if glued[number] or _kinds(line)]
    lost = lost_header(lines)
    if lost is not None:
        found = [lost, *found]
    elif len(_announced(lines)) < 2 and not any(glued):
        return None
    stated = "\n".join(line.text for line in lines[found[0] :])
    return found if _STATES.search(stated) else None


def _announced(lines: list[Line]) -> set[str]:
    if any(_LEVEL_HEAD.fullmatch(line.folded) for line in lines):
        # the words of a table one below the other are no prose
        return {kind for line in lines for kind in ANNOUNCED.findall(simple(line.text))}
    return {kind for line in lines for kind in _kinds(line)}


def _kinds(line: Line) -> list[str]:
    """The kinds of indicators that a line announces: with a colon, in square brackets, or alone."""
    text = simple(line.text)
    alone = _ON_ITS_OWN.match(text)
    return [
        *ANNOUNCED.findall(text),
        *_SQUARE.findall(text),
        *([alone[1]] if alone else ()),
    ]


def lost_header(lines: Sequence[Line]) -> int | None:
    """Where the header of a table stands whose cells are lines: 一级指标, 二级指标 in turn."""
    words = [line.folded.strip("|") for line in lines]
    at = (
        number
        for number, word in enumerate(words)
        if _LEVEL_HEAD.fullmatch(word)
        and any(_LEVEL_HEAD.fullmatch(other) for other in words[number + 1 : number + 3])
    )
    return next(at, None)


def is_glued_header(line: Line) -> bool:
    """A table whose cells run together in one line: 一级指标二级指标三级指标指标值."""
    return len(line.text) < _HEADER and bool(_GLUED.search(line.folded))


def _pieces(table: Table | None) -> Iterator[Table | None]:
    """The forms of a table, side by side and one below the other."""
    if table is None:
        yield None
        return
    for piece in side_by_side(apart(table)):
        yield from _forms(piece)


def _forms(table: Table) -> Iterator[Table]:
    """The table in pieces, each beginning with the title of a form.

    Such a title is a row with 绩效…表 in one cell and levels below.
    """
    titles = [number for number, row in enumerate(table.rows) if number and _is_form_title(row)]
    starts = [0, *titles, len(table.rows)]
    pieces = zip(starts, [*starts[1:], len(table.rows)], strict=True)
    starts = [start for start, stop in pieces if start == 0 or _has_levels(table.rows[start:stop])]
    for start, stop in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        yield table if len(starts) == 1 else replace(table, rows=table.rows[start:stop])


def _has_levels(rows: tuple[Row, ...]) -> bool:
    return any(
        len(cell.text) < 20 and _LEVELS.fullmatch(cell.folded)
        for row in rows
        for cell in row
        if cell
    )


def _is_form_title(row: Row) -> bool:
    first = next((cell for cell in row if cell and cell.text.strip()), None)
    if first is None or not (_FORM_TITLE.match(first.folded) and is_title(first.text)):
        return False
    return all(cell is first for cell in row if cell and cell.text.strip())


def inherit(own: Heading, before: Heading) -> Heading:
    """``own`` with what it does not say filled from the heading before.

    Kind and scope belong to the title and go with it.
    """
    titled = (
        own
        if own.title
        else replace(
            own, title=before.title, document_kind=before.document_kind, scope=before.scope
        )
    )
    return replace(
        titled,
        department=own.department or before.department,
        spending_unit=own.spending_unit or before.spending_unit,
        amount_unit=own.amount_unit or before.amount_unit,
        fiscal_year=own.fiscal_year or before.fiscal_year,
    )


def with_rows_above(section: Section, header_index: int) -> Section:
    """The section with the rows above its header read as heading lines too.

    Workbooks and forms keep the caption inside the grid.
    """
    table = section.table
    if table is None or header_index == 0:
        return section
    lines = [line for row in table.rows[:header_index] for line in _row_lines(Table((row,)))]
    return replace(
        section, heading=inherit(read_heading(line.text for line in lines), section.heading)
    )


def _row_lines(table: Table) -> list[Line]:
    return [
        Line(cell.text, cell.row, cell.page, cell.sheet, cell.box)
        for cell in table.cells()
        if cell.text.strip()
    ]
