"""Raised digits: marks of footnotes and powers. Beside a number they are none of its digits.

A raised 2 behind 100 is kept as ``²``: every script that raises digits says so in its own way, and
the text says it for all.
"""

from __future__ import annotations

import re

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED = re.compile(r"\s*[\[(〔（]?[-−+]?\d{1,3}[\])〕）]?\s*", re.ASCII)


def raised(text: str) -> str:
    """A text that is printed above the line; what is no number stays as it is.

    >>> raised("2"), raised("[3]"), raised("注"), raised("95%")
    ('²', '[³]', '注', '95%')
    """
    return text.translate(_DIGITS) if _RAISED.fullmatch(text) else text
