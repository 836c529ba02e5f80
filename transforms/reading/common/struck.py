"""Text that is struck out: it is printed to say that it does not hold any more. What stands beside
it is the text; what was struck out is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.messages import english
from transforms.document import Cell, NotShown


def struck_out(texts: Sequence[str], sheet: str | None = None) -> tuple[NotShown, ...]:
    """What is struck out of a document or a sheet, in order."""
    lines = [line for text in texts if (line := text.strip())]
    if not lines:
        return ()
    says = english("found.struck_out", count=len(lines))
    return (NotShown(says, "\n".join(lines), Cell(lines[0], 1, sheet=sheet)),)
