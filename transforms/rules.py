"""Rules over one indicator as read: each a function named like its row in schemas/rules.csv, that says whether the rule is broken.

Rules about cells, sums, numbering and levels are raised where these are read (layouts/, taxonomy.py); rules over the whole
dataset are SQL files in warehouse/rules/.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from transforms.fold import fold_name
from transforms.values import Target

_BOUNDED = re.compile(r"(?:合格|覆盖|及时|满意|达标)[率度]$")


class Read(NamedTuple):
    """One indicator with its readings, as the rules see it."""

    name: str | None
    targets: tuple[Target, ...]


def rate_above_100(read: Read) -> str | None:
    """A share that cannot exceed 100 % does: a misread operator (≥92% -> 292%) or a slip. Kept as printed (CONTRACT, section 5)."""
    if not read.name or not _is_bounded(read.name):
        return None
    over = [target.number for target in read.targets if target.number is not None and target.unit in ("%", None) and target.number > 100]
    return f"{max(over):g}" if over else None


@lru_cache(maxsize=2**17)
def _is_bounded(name: str) -> bool:
    """Whether a name ends in a share that is at most 100 %."""
    return bool(_BOUNDED.search(re.sub(r"\([^()]*\)$", "", fold_name(name))))


RULES: tuple[Callable[[Read], str | None], ...] = (rate_above_100,)
"""All of them. To add one: a function here and a row in schemas/rules.csv."""


def broken(read: Read) -> list[tuple[str, str]]:
    """(rule id, what was found) of every rule that the indicator breaks."""
    return [(rule.__name__, found) for rule in RULES if (found := rule(read)) is not None]
