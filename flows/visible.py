r"""Control characters in names and texts, shown on a terminal instead of obeyed: a file name may
move its cursor, ring its bell, or turn the rest of the line round.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import chain
from typing import Any, TextIO, cast

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = {
    code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    for code in chain(range(0x20), range(0x7F, 0xA0), _BIDI)
    if chr(code) not in "\n\t"
}


def visible(text: str) -> str:
    r"""The text with control characters (C0, C1, bidi) as codes; line breaks and tabs stay.

    >>> visible("\x1b[31m\u202e表\n")
    '\\x1b[31m\\u202e表\n'
    """
    return text.translate(_SHOWN)


def line(text: object) -> str:
    r"""The same in one line.

    >>> line("a\nb")
    'a\\x0ab'
    """
    return visible(str(text)).replace("\n", "\\x0a")


class _Visible:
    """A terminal to which only visible characters are written."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write it; returns the number of characters as given."""
        self._stream.write(visible(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each."""
        self._stream.writelines(map(visible, lines))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guard_terminals() -> None:
    """From now on, stdout and stderr of a terminal. What draws on one (the progress bar) takes
    ``sys.__stderr__``.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and stream.isatty() and not isinstance(stream, _Visible):
            setattr(sys, name, cast("TextIO", _Visible(stream)))
