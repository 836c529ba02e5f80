"""What was probably meant by a name that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from schemas.messages import say


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The nearest of the known names, as the end of a message; '' if none is near.

    >>> did_you_mean("finding", ["findings", "fetch"]).strip("; ")
    'did you mean findings?'
    >>> did_you_mean("colour", ["findings"])
    ''
    """
    near = get_close_matches(name, list(known), 1, 0.6)
    return say("cli.did_you_mean", name=near[0]) if near else ""
