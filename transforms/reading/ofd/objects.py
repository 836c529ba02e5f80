"""What every graphic object of an OFD page has in common: its boundary, its matrix, whether it is
seen (GB/T 33190-2016, clause 8.5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import UnreadableError

if TYPE_CHECKING:
    from lxml import etree

Point = tuple[float, float]
_FAR = 1e5  # millimetres: nothing on paper is as far away


def numbers(text: str | None, count: int) -> list[float]:
    """``count`` numbers divided by spaces. Raises UnreadableError ``broken_file``.

    >>> numbers('0 0 210 297', 4)
    [0.0, 0.0, 210.0, 297.0]
    """
    try:
        found = [float(one) for one in (text or "").split()]
    except ValueError as error:
        raise UnreadableError("broken_file", english("found.no_numbers", text=text)) from error
    if len(found) != count or not all(abs(one) < _FAR for one in found):
        raise UnreadableError(
            "broken_file", english("found.not_numbers_of_page", text=text, count=count)
        )
    return found


def flag(value: str | None, default: bool) -> bool:
    """A boolean of XML Schema; ``default`` where it is not given."""
    return default if value is None else value.strip().lower() in {"true", "1"}


def is_seen(element: etree._Element) -> bool:
    """Neither made invisible nor wholly transparent."""
    return flag(element.get("Visible"), True) and (element.get("Alpha") or "255").strip() != "0"


class Drawn:
    """An object and how its own coordinates become those of the page, in millimetres. Raises
    UnreadableError ``broken_file``.
    """

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._x, self._y, _, _ = numbers(element.get("Boundary"), 4)
        self._matrix = numbers(element.get("CTM") or "1 0 0 1 0 0", 6)

    def point(self, x: float, y: float) -> Point:
        """A point on the page."""
        across, down = self.vector(x, y)
        return across + self._matrix[4] + self._x, down + self._matrix[5] + self._y

    def vector(self, x: float, y: float) -> Point:
        """A direction and length on the page."""
        a, b, c, d, _, _ = self._matrix
        return a * x + c * y, b * x + d * y
