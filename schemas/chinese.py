"""The Chinese of texts that are published in English: what findings say was found and expected.

A build must be the same whoever makes it, so its texts are English. They are made from rules.csv
and from the rows ``found.…`` of messages.csv; here a text is matched with those, and its fields are
put into the Chinese. This also reads builds of earlier versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from string import Formatter

from schemas.lookup import rows
from schemas.messages import chinese, language

_JOINED = {"; ": "；", ", ": "，"}


def shown(text: str) -> str:
    """A published text in the language of the user."""
    return in_chinese(text) if language() == "zh" else text


@lru_cache(maxsize=2**14)
def in_chinese(text: str) -> str:
    """The Chinese of a published text. What is nobody's message (a quotation of the source, the
    words of a library) stays as it is.

    >>> in_chinese("page 3: the file is cut off")
    '第 3 页：文件不完整'
    >>> in_chinese("The rows do not add up to the printed sum: 合计 (total)")
    '各行之和与印出的合计不符：合计 (total)'
    >>> in_chinese("完成10个, 20个")
    '完成10个, 20个'
    """
    for attempt in (_known, _joined, _filled, _behind_colon, _filled_anyhow):
        if (found := attempt(text)) is not None:
            return found
    return text


def _changed(text: str) -> str | None:
    found = in_chinese(text)
    return None if found == text else found


def _known(text: str) -> str | None:
    """A text without fields, or one with the detail that completes it."""
    known = _whole()
    if text in known:
        return known[text]
    ends = (match.start() for match in re.finditer(": ", text))
    head = next((text[:end] for end in ends if text[:end] in known), None)
    return f"{known[head]}：{in_chinese(text[len(head) + 2 :])}" if head else None


def _joined(text: str) -> str | None:
    """Two messages; or a message behind a path or a name."""
    for separator, sign in _JOINED.items():
        head, found, tail = text.partition(separator)
        if found and (last := _changed(tail)) and (separator == ", " or _changed(head)):
            return f"{in_chinese(head)}{sign}{last}"
    return None


def _filled(text: str) -> str | None:
    """One message with its fields; a field may be a message itself."""
    return _match(text, strict=True)


def _filled_anyhow(text: str) -> str | None:
    """The same where a field in the middle has a colon."""
    return _match(text, strict=False)


def _match(text: str, *, strict: bool) -> str | None:
    for pattern, template in _templates(strict=strict):
        if match := pattern.fullmatch(text):
            fields = {name: in_chinese(value) for name, value in match.groupdict().items()}
            return "".join(before + fields.get(name or "", "") for before, name in _parts(template))
    return None


def _behind_colon(text: str) -> str | None:
    """``member: message``"""
    head, _, tail = text.partition(": ")
    found = _changed(tail) if tail else None
    return f"{head}：{found}" if found else None


@cache
def _whole() -> dict[str, str]:
    """Texts without fields."""
    plain = {english: text for english, text in chinese("found").items() if "{" not in english}
    for name in ("expected", "message"):
        plain |= {row[name]: row[f"{name}_zh"] for row in rows("rules")}
    return plain


@cache
def _templates(*, strict: bool) -> list[tuple[re.Pattern[str], str]]:
    """Patterns of the English with the Chinese; those that say most come first.

    ``strict``: no field but the last has a colon, which stands between a name and what is said of
    it.
    """
    every = sorted(chinese("found").items(), key=lambda one: -_said(one[0]))
    return [(_pattern(english, strict=strict), translated) for english, translated in every]


def _said(template: str) -> int:
    return sum(len(before) for before, _ in _parts(template))


def _pattern(template: str, *, strict: bool) -> re.Pattern[str]:
    parts = list(_parts(template))
    text = ""
    for number, (before, name) in enumerate(parts, 1):
        # the words behind a field are taken where they stand first: what is behind them cannot be
        # had better by a longer field, and a search for it would take the square of the time
        inner = 1 < number < len(parts)
        text = f"(?>{text}{re.escape(before)})" if inner else text + re.escape(before)
        text += _field(name, last=number == len(parts), strict=strict) if name else ""
    return re.compile(text, re.DOTALL)


def _field(name: str, *, last: bool, strict: bool) -> str:
    return f"(?P<{name}>(?:(?!: ).)+?)" if strict and not last else f"(?P<{name}>.+?)"


def _parts(template: str) -> Iterator[tuple[str, str | None]]:
    """(text, the field behind it) of a template; how a field is formatted does not matter."""
    for before, name, _, _ in Formatter().parse(template):
        yield before, name
