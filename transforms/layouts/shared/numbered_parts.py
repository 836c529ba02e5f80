"""Texts that number their parts: 1.宫颈癌筛查人数 2.乳腺癌筛查人数."""

from __future__ import annotations

import re

NUMBER = re.compile(
    r"(?<![\d.．≥≤><=])(?:"
    r"指标(?P<named>\d{1,2})[：:、.．]"
    r"|[（(]?(?P<plain>\d{1,2})(?:[.．](?!\d)|[、)）])"
    r"|(?P<ring>[①-⑳])"
    r"|(?:^|(?<=[\n；;]))[（(]?(?P<word>[一二三四五六七八九十])[、)）]"
    r")"
)
"""The number before a part; 1.5公里 and ≥1、 are none."""
_WORDS = "一二三四五六七八九十"


def _count(match: re.Match[str]) -> int:
    if match["ring"]:
        return ord(match["ring"]) - ord("①") + 1
    if match["word"]:
        return _WORDS.index(match["word"]) + 1
    return int(match["named"] or match["plain"])


def numbered(text: str | None) -> list[str]:
    r"""The parts of a text that are numbered 1, 2, 3 from its beginning; else none.

    >>> numbered("1.早诊率\n2.知晓率"), numbered("1、≥90%；2、≥80%"), numbered("1.5公里2.3公里")
    (['1.早诊率', '2.知晓率'], ['1、≥90%', '2、≥80%'], [])
    >>> numbered("（1）早诊率（2）知晓率"), numbered("①≥9人\n②1场"), numbered("一、甲\n二、乙")
    (['（1）早诊率', '（2）知晓率'], ['①≥9人', '②1场'], ['一、甲', '二、乙'])
    >>> numbered("1.早诊率\n3.知晓率"), numbered("培训2.0版")
    ([], [])
    """
    starts: list[int] = []
    kind: str | None = None
    for match in NUMBER.finditer(text or ""):
        if _count(match) == len(starts) + 1 and kind in (None, match.lastgroup):
            starts.append(match.start())
            kind = match.lastgroup
        elif not starts:
            break
    if not text or not starts or text[: starts[0]].strip():
        return []
    ends = [*starts[1:], len(text)]
    found = [text[start:end].strip(" ;；,，。\n") for start, end in zip(starts, ends, strict=True)]
    return found if len(found) > 1 else []
