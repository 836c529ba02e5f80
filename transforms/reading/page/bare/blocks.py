"""Texts of one column that follow each other as the lines of one cell do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.reading.page.bare.texts import Text, clusters, gaps_down
from transforms.reading.page.bare.words import is_word
from transforms.reading.page.centred import names_level
from transforms.reading.page.text import ends_sentence
from transforms.words.headers import column_of

NEAR = 0.12  # em: two heights this near are one
_SAME = 0.06  # em: between distances of lines
_LINES = (0.9, 2.2)  # em: the distances that lines of one cell may have
_UNIT = 2.0  # em: what a line break does not part is rarely wider
_CELLS = 3  # side by side are a row
_WORD = 2  # a shorter word may be half of another one


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The text of one cell, line by line."""

    texts: tuple[Text, ...]

    @property
    def edge(self) -> int:
        """The column in which it begins."""
        return self.texts[0].edge

    @property
    def last(self) -> int:
        """The column in which its longest line ends."""
        return max(text.last for text in self.texts)

    @property
    def right(self) -> float:
        """Where its longest line ends."""
        return max(text.right for text in self.texts)

    @property
    def lines(self) -> int:
        """How many there are."""
        return len(self.texts)

    @property
    def middle(self) -> float:
        """Halfway between its first and last baseline."""
        return (self.texts[0].baseline + self.texts[-1].baseline) / 2

    @property
    def text(self) -> str:
        """All lines together."""
        return "".join(text.text for text in self.texts)


def pitches(texts: Sequence[Text], em: float) -> list[float]:
    """The distances of two lines in one column that lines of one cell may have, the least first:
    where cells are clipped, lines of two are nearer than those of one.
    """
    low, high = (one * em for one in _LINES)
    found = clusters((gap for gap in gaps_down(texts) if low < gap < high), 0.05 * em)
    return [sum(one) / len(one) for one in found]


def least_pitch(texts: Sequence[Text], em: float) -> float | None:
    """The least of them."""
    return next(iter(pitches(texts, em)), None)


def blocks_of(texts: Iterable[Text], leading: float | None, em: float) -> list[Block]:
    """The blocks whose lines lie ``leading`` apart; None: each line is one."""
    runs: list[list[Text]] = []
    for text in sorted(texts, key=lambda one: (one.edge, one.baseline)):
        above = runs[-1][-1] if runs else None
        gap = text.baseline - above.baseline if above and above.edge == text.edge else 0.0
        if leading is not None and abs(gap - leading) < _SAME * em:
            runs[-1].append(text)
        else:
            runs.append([text])
    return [Block(tuple(run)) for run in runs]


def paddings(blocks: Iterable[Block], leading: float, near: float) -> list[float]:
    """The least that parts two cells of one column more than two lines of one; what parts two rows
    of several cells, if it is less; how much nearer lines of two cells are, where they are clipped.
    """
    ordered = sorted(blocks, key=lambda one: one.middle)
    most = min(_gaps_in_columns(ordered, leading), default=0.0)
    least = min(_gaps_of_rows(ordered, leading, near), default=most)
    found = [max(one, 0.0) for one in ((most, least) if least < most - near else (most,))]
    return [*found, most] if most < 0 else found


def _gaps_in_columns(blocks: Iterable[Block], leading: float) -> Iterator[float]:
    columns: dict[int, list[Block]] = {}
    for block in blocks:
        columns.setdefault(block.edge, []).append(block)
    for column in columns.values():
        for above, below in pairwise(column):
            yield below.texts[0].baseline - above.texts[-1].baseline - leading


def _gaps_of_rows(blocks: Iterable[Block], leading: float, near: float) -> Iterator[float]:
    """Between neighbours in whose middle several cells stand: the tallest ones tell."""
    rows = [group for group in at_one_height(blocks, near) if len(group) >= _CELLS]
    lines = [(group[0].middle, max(one.lines for one in group)) for group in rows]
    for (upper, above), (lower, below) in pairwise(lines):
        yield lower - upper - (above + below) * leading / 2


def at_one_height(blocks: Iterable[Block], near: float) -> list[list[Block]]:
    """The blocks by the height of their middles, which differ by less than ``near``."""
    groups: list[list[Block]] = []
    for block in sorted(blocks, key=lambda one: one.middle):
        if groups and block.middle - groups[-1][0].middle < near:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def glue_rows(blocks: Sequence[Block], edges: Sequence[float], em: float) -> bool:
    """Whether blocks seem to be several rows: two words of a header or two levels are in one, two
    of them begin with a word of the header and go on, or two cells have a line at one height that
    leaves room for what follows.
    """
    joined = [_words(block) for block in blocks if block.lines > 1 and not is_word(block.text)]
    return sum(joined) > 1 or _are_loose(blocks, edges, em)


def _words(block: Block) -> int:
    """The lines of a cell that are words of a header or levels, each for itself."""
    return sum(
        names_level(text.text) or (len(text.text) > _WORD and column_of(text.text) is not None)
        for text in block.texts
    )


def _are_loose(blocks: Iterable[Block], edges: Sequence[float], em: float) -> bool:
    heights = sorted(
        text.baseline
        for block in blocks
        if block.lines > 1 and not is_word(block.text)
        for text in _loose(block, edges, em)
    )
    return any(below - above < NEAR * em for above, below in pairwise(heights))


def _loose(block: Block, edges: Sequence[float], em: float) -> list[Text]:
    """The lines that leave room for what begins the next, in the middle of a sentence."""
    after = edges[block.last + 1] - 1.2 * em if block.last + 1 < len(edges) else 0.0
    room = max(block.right, after) - 0.3 * em
    return [
        text
        for text, below in pairwise(block.texts)
        if not ends_sentence(text.text, below.text)
        and text.right + min(below.right - below.left, _UNIT * em) < room
    ]
