"""Every message that a user sees, in English and Chinese: one row of messages.csv each.

``say`` gives it in the language of the user: JIXIAO_LANG (en or zh), else the locale (LC_ALL,
LC_MESSAGES, LANG), else English. What is published must not depend on who runs jixiao: the texts of
findings are made by ``english``, and ``in_chinese`` finds the Chinese of one where it is shown.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache

from schemas.lookup import rows

LANGUAGE = "JIXIAO_LANG"
LANGUAGES = ("en", "zh")
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def say(key: str, /, **fields: object) -> str:
    """The message ``key`` in the language of the user. Raises KeyError for an unknown key or a
    field that is missing.

    >>> os.environ["JIXIAO_LANG"] = "zh"
    >>> say("error.no_folder", folder="data/raw")
    '没有文件夹 data/raw'
    >>> del os.environ["JIXIAO_LANG"]
    """
    return _catalogue()[key][language()].format(**fields)


def english(key: str, /, **fields: object) -> str:
    """The message ``key`` in English, for texts that are published. Raises KeyError as `say`.

    >>> english("found.too_long", seconds=30.0)
    'more than 30 seconds of processor time'
    """
    return _catalogue()[key]["en"].format(**fields)


def known(key: str) -> bool:
    """Whether there is such a message."""
    return key in _catalogue()


def listed(parts: Iterable[str]) -> str:
    """Some messages one after the other."""
    return ("、" if language() == "zh" else ", ").join(parts)


def first(parts: list[str], most: int) -> list[str]:
    """The first of some parts, and how many more there are.

    >>> first(["a", "b", "c"], 2)
    ['a', 'b', '… and 1 more']
    """
    more = len(parts) - most
    return [*parts[:most], say("list.more", count=more)] if more > 0 else parts


def language() -> str:
    """``en`` or ``zh``, as the environment says now."""
    chosen = os.environ.get(LANGUAGE) or next(filter(None, map(os.environ.get, _LOCALE)), "")
    return "zh" if chosen.lower().startswith("zh") else "en"


@cache
def chinese(area: str) -> dict[str, str]:
    """English -> Chinese of the messages whose ids begin with ``area.``"""
    return {
        one["en"]: one["zh"] for key, one in _catalogue().items() if key.partition(".")[0] == area
    }


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return {row["id"]: {"en": row["message"], "zh": row["message_zh"]} for row in rows("messages")}
