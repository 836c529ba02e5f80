"""What form fields and pictures show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SIGN = re.compile("[≥≤≧≦>=<＞＜＝±]{1,2}")


def control(attributes: dict[str, str | None]) -> str:
    """What a form field shows: a tick or the text typed in."""
    kind = (attributes.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if "checked" in attributes else "☐"
    return (attributes.get("value") or "") if kind in ("text", "number", "date") else ""


def chosen(select: LexborNode) -> str:
    """The choice that a list shows: the one that is selected, else the first."""
    options = select.css("option")
    picked = [one for one in options if "selected" in one.attributes]
    return " ".join(one.text(strip=True) for one in picked or options[:1])


def picture(image: LexborNode) -> str:
    """The sign that a picture shows, by its own words; U+FFFD for a picture that stands right
    before a number and does not say what it shows.
    """
    said = (image.attributes.get("alt") or "").strip()
    if _SIGN.fullmatch(said):
        return said
    behind = image.next
    text = behind.text_content if behind is not None and behind.is_text_node else None
    return "\ufffd" if text and text.strip()[:1].isdigit() else ""
