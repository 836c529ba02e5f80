r"""RTF -> lines and grids.

A file is groups of control words and text: ``{\b bold}``, ``\'b0\'a1`` bytes, ``\u32489?`` Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.flow import Content
from transforms.reading.common.raised import raised
from transforms.reading.word.rtf_table import DEFINING, Tables

# kind ('{', '}', 'word', 'bytes', 'text'), control word or text, its number
Token = tuple[str, str, int | None]
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|((?:\\'[0-9a-fA-F]{2})+)|\\([^a-zA-Z'])"
    rb"|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_SKIPPED = frozenset(
    (
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "fldinst",
        "listtable",
        "listoverridetable",
        "themedata",
        "colorschememapping",
        "datastore",
        "xmlnstbl",
        "rsidtbl",
        "generator",
        "latentstyles",
        "footnote",
        "annotation",
        "nonshppict",
        "pn",
        "bkmkstart",
        "bkmkend",
        "nonesttables",
    )
)
_CHARACTERS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
}
_MARKS = {
    "v": "hidden",
    "deleted": "hidden",
    "strike": "struck",
    "striked": "struck",
    "super": "raised",
}
_SIGNS = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "-": ""}
_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10008: "gb18030"}
_DEEPEST = 1000


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file, in order."""
    for found in _TOKEN.finditer(data):
        word, number, codes, sign, brace, text = found.groups()
        if word:
            yield "word", word.decode("ascii"), int(number) if number else None
        elif codes:
            yield "bytes", codes.replace(b"\\'", b"").decode("ascii"), None
        elif brace:
            yield brace.decode("ascii"), "", None
        elif sign == b"*":
            yield "word", "*", None
        elif sign is not None:
            yield "text", _SIGNS.get(sign.decode("latin-1"), ""), None
        elif text:
            yield "bytes", text.hex(), None


@dataclass(frozen=True, slots=True)
class _State:
    r"""What a group inherits: whether its text is skipped or hidden, struck out or raised, whether
    it lies in a table and how deep, how many characters follow a ``\u``.
    """

    skipped: bool = False
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    in_table: bool = False
    level: int = 1  # of the table, if it lies in one: 2 is a table in a cell
    nested: bool = False  # inside the definition of a row of an inner table
    spare: int = 1


class Body:
    """Reads the tokens of one file."""

    def __init__(self) -> None:
        self._tables = Tables()
        self._states = [_State()]
        self._line: list[str] = []
        self._raw = bytearray()
        self._encoding = "gb18030"
        self._spare = 0
        self._starred = False
        self.paragraphs: list[str] = []
        self.struck: list[str] = []

    @property
    def merged(self) -> list[str]:
        """The text of cells that are merged with the one before."""
        return self._tables.merged

    def content(self, stream: Iterable[Token]) -> list[Content]:
        """Lines and grids in order. Raises UnreadableError (``broken_file``)."""
        for kind, text, number in stream:
            if kind == "{":
                self._states.append(self._states[-1])
                if len(self._states) > _DEEPEST:
                    raise UnreadableError("broken_file", english("found.groups_nested"))
            elif kind == "}" and len(self._states) > 1:
                self._flush()
                self._states.pop()
            elif kind == "word":
                self._word(text, number)
            elif kind != "}":
                self._text(kind, text)
        self._end_paragraph()
        self._tables.at(0)
        return self._tables.content

    @property
    def is_open(self) -> bool:
        """Whether a group is still open: after the last token, the file is cut off."""
        return len(self._states) > 1

    @property
    def _state(self) -> _State:
        return self._states[-1]

    @property
    def _depth(self) -> int:
        """How many tables the text lies in."""
        return max(self._state.level, 1) if self._state.in_table else 0

    def _set(self, **changes: bool | int) -> None:
        # the fields are bool and int
        self._states[-1] = replace(self._state, **changes)  # type: ignore[arg-type]

    def _text(self, kind: str, text: str) -> None:
        if self._state.skipped or self._state.hidden:
            return
        if kind == "text":
            self._add(text)
            return
        raw = bytes.fromhex(text)
        used = min(self._spare, len(raw))
        self._spare -= used
        self._raw += raw[used:]

    def _add(self, text: str) -> None:
        self._flush()
        self._put(text)

    def _put(self, text: str) -> None:
        """Text of the paragraph, unless a line goes through it."""
        if self._state.struck:
            self.struck.append(text)
        else:
            self._line.append(raised(text) if self._state.raised else text)

    def _flush(self) -> None:
        """Bytes become text together: a Chinese character is two of them."""
        if self._raw:
            self._put(self._raw.decode(self._encoding, "replace"))
            self._raw.clear()
        self._spare = 0

    def _word(self, word: str, number: int | None) -> None:
        if word == "*":
            self._starred = True
            return
        starred, self._starred = self._starred, False
        if word in _SKIPPED or (
            starred and word not in ("shpinst", "shptxt", "nesttableprops", "fldrslt", "background")
        ):
            self._flush()
            self._set(skipped=True)
        elif not self._state.skipped:
            self._shown(word, number)

    def _shown(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            if not self._state.hidden:
                self._add(chr(number % 65536))
            self._spare = self._state.spare
        elif word == "uc":
            self._set(spare=number or 0)
        elif word == "ansicpg" and number is not None:
            self._encoding = _PAGES.get(number, "gb18030")
        elif word in _MARKS:
            self._flush()
            self._set(**{_MARKS[word]: number != 0})
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        else:
            self._structure(word, number)

    def _structure(self, word: str, number: int | None) -> None:
        if word == "plain":
            self._flush()
            self._set(hidden=False, struck=False, raised=False)
        elif word in ("nosupersub", "sub"):
            self._flush()
            self._set(raised=False)
        elif word == "pard":
            self._set(in_table=False, level=1)
        elif word == "intbl":
            self._set(in_table=True)
        elif word == "itap":
            self._set(in_table=bool(number), level=number or 1)
        elif word == "nesttableprops":
            self._set(nested=True)
        elif word in ("par", "sect", "page"):
            self._end_paragraph()
        elif word in DEFINING:
            self._tables.define(self._row_depth, word, number or 0)
        else:
            self._end(word)

    @property
    def _row_depth(self) -> int:
        return max(self._depth, 2) if self._state.nested else 1

    def _end(self, word: str) -> None:
        """The end of a cell or a row, of the outermost table or (``nest``) of the one the text lies
        in.
        """
        depth = 1 if word in ("cell", "row") else max(self._depth, 2)
        if word in ("cell", "nestcell"):
            self._set(in_table=True, level=depth)
            self._end_paragraph()
            self._tables.end_cell(depth)
        elif word in ("row", "nestrow"):
            self._tables.end_row(depth)

    def _end_paragraph(self) -> None:
        self._flush()
        text = (
            "".join(self._line).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        )
        self._line.clear()
        self.paragraphs.append(text)
        self._tables.at(self._depth).append(text)
