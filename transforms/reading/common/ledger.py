"""The account of characters: what a source delivers against what its reader made of it.

Each character ends in a cell, in a line, or among those left out for a named reason. The account
knows nothing of grids, of lines, or of how characters were assigned: it counts both sides, and
shares no code with what it checks. Spaces and line ends are no ink and do not count.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from schemas.messages import english
from transforms.document import Block, Line, Table, Unaccounted
from transforms.words.page_numbers import is_page_number

# what PDFium has for a hyphen at a line's end, and for a glyph that stands for no character; ticks
_ALIKE = str.maketrans({"\x02": "-", "\ufffe": "-", "\ufffd": "-", "☒": "☐", "☑": "☐"})
_BLANK = frozenset("\t\n\v\f\r\x85")
_QUOTED = 12  # different characters that a message names


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a source delivers: all its text, and by reason the text that is left out of it.

    ``added``: by reason what the document prints and the source's text does not hold (the numbers
    of a list). ``covered``: text under merged cells, which is not printed and may be left out; it
    is looked at only if something is missing.
    """

    text: str
    left: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    covered: Iterable[str] = ()

    def given(self) -> str:
        """All that must end somewhere."""
        return self.text + "".join(self.added.values())


def unaccounted(
    delivered: Mapping[int, Delivered], blocks: Iterable[Block]
) -> tuple[Unaccounted, ...]:
    """The pages whose characters do not add up. ``delivered`` is by page."""
    on_page: dict[int, list[Block]] = {page: [] for page in delivered}
    for block in blocks:
        page = page_of(block)
        if page in on_page:
            on_page[page].append(block)
    told = ((page, difference(one, on_page[page])) for page, one in delivered.items())
    return tuple(Unaccounted(message, page) for page, message in told if message)


def whole(
    delivered: Delivered, blocks: Iterable[Block], sheet: str | None = None
) -> tuple[Unaccounted, ...]:
    """The same of a document without pages, or of one sheet."""
    message = difference(delivered, list(blocks))
    return (Unaccounted(message, sheet=sheet),) if message else ()


def page_of(block: Block) -> int | None:
    """The page on which a block stands."""
    return block.page if isinstance(block, Line) else next(block.cells()).page


def difference(delivered: Delivered, blocks: list[Block]) -> str | None:
    """What does not add up on one page, in words; None if all does."""
    found = "".join(_texts(blocks))
    wrong = [] if _same(delivered, found) else list(_counted(delivered, found))
    wrong += [english("found.beside_table", text=text[:40]) for text in _beside_tables(blocks)]
    return "; ".join(wrong) or None


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from [cell.text for cell in block.cells()]


def _same(delivered: Delivered, found: str) -> bool:
    """Whether both sides have the same code points: nearly always, and cheap to see."""
    taken = found + "".join(delivered.left.values())
    return np.array_equal(_sorted(delivered.given()), _sorted(taken))


def _sorted(text: str) -> NDArray[np.uint32]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    # from tab to carriage return: below 9 the difference becomes very large
    blank = (codes == 0x20) | (codes == 0xA0) | (codes - np.uint32(9) < 5)
    return np.sort(codes[~blank])


def _counted(delivered: Delivered, found: str) -> Iterator[str]:
    """The same question of folded text: a reader may put one character for its look-alike."""
    given = _ink(delivered.given())
    taken = _ink(found) + _ink("".join(delivered.left.values()))
    missing, extra = given - taken - _ink("".join(delivered.covered)), taken - given
    _forgive_radicals(missing, extra)
    if missing.total():
        yield english(
            "found.characters_lost",
            count=missing.total(),
            total=given.total(),
            characters=_quoted(missing),
        )
    if extra.total():
        yield english(
            "found.characters_added",
            count=extra.total(),
            total=given.total(),
            characters=_quoted(extra),
        )


def _ink(text: str) -> Counter[str]:
    """The folded characters of a text that are no space, counted."""
    counted: Counter[str] = Counter()
    for character, times in Counter(text.translate(_ALIKE)).items():
        for one in unicodedata.normalize("NFKC", character):
            if not _is_blank(one):
                counted[one] += times
    return counted


def _is_blank(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) in ("Zs", "Zl", "Zp")


def _forgive_radicals(missing: Counter[str], extra: Counter[str]) -> None:
    """A radical of the supplement, of which NFKC says nothing, may become any ideograph."""
    radicals = [element for element in missing.elements() if "\u2e80" <= element <= "\u2eff"]
    ideographs = [one for one in extra.elements() if "\u3400" <= one <= "\u9fff"]
    pairs = min(len(radicals), len(ideographs))
    missing.subtract(radicals[:pairs])
    extra.subtract(ideographs[:pairs])


def _quoted(characters: Counter[str]) -> str:
    r"""The most frequent of them, each with its number if it is more than one.

    >>> _quoted(Counter('费费额\x01'))
    '费 2, 额, U+0001'
    """
    most = [(one, number) for one, number in characters.most_common() if number > 0]
    named = [(one if one.isprintable() else f"U+{ord(one):04X}", number) for one, number in most]
    shown = [f"{one} {number}" if number > 1 else one for one, number in named[:_QUOTED]]
    return ", ".join(shown) + (", …" if len(most) > _QUOTED else "")


def _beside_tables(blocks: list[Block]) -> Iterator[str]:
    """Lines that stand between the upper and the lower end of a table, page numbers apart.

    No text of a page stands there: the table's cells reach from one side to the other. What does
    is a character outside all cells, and the row beside it lacks it.
    """
    heights = [_height(block) for block in blocks if isinstance(block, Table)]
    for line in blocks:
        if isinstance(line, Line) and line.box is not None:
            middle = (line.box[1] + line.box[3]) / 2
            within = any(upper < middle < lower for upper, lower in heights)
            if within and not is_page_number(line.text):
                yield line.text


def _height(table: Table) -> tuple[float, float]:
    """The y of the upper and the lower end; the same where the cells have no boxes."""
    outer = (*table.rows[0], *table.rows[-1])
    boxes = [cell.box for cell in outer if cell is not None and cell.box is not None]
    upper, lower = [box[1] for box in boxes], [box[3] for box in boxes]
    return min(upper, default=0.0), max(lower, default=0.0)
