"""Texts that number their parts: 1.宫颈癌筛查人数 2.乳腺癌筛查人数."""

from __future__ import annotations

import re

NUMBER = re.compile(r"(?<![\d.．≥≤><=])(\d{1,2})(?:[.．](?!\d)|[、)）])")
"""The number before a part; 1.5公里 and ≥1、 are none."""


def numbered(text: str | None) -> list[str]:
    r"""The parts of a text that are numbered 1, 2, 3 from its beginning; else none.

    >>> numbered("1.早诊率\n2.知晓率"), numbered("1、≥90%；2、≥80%"), numbered("1.5公里2.3公里")
    (['1.早诊率', '2.知晓率'], ['1、≥90%', '2、≥80%'], [])
    >>> numbered("1.早诊率\n3.知晓率"), numbered("培训2.0版")
    ([], [])
    """
    starts: list[int] = []
    for match in NUMBER.finditer(text or ""):
        if int(match[1]) == len(starts) + 1:
            starts.append(match.start())
        elif not starts:
            break
    if not text or not starts or text[: starts[0]].strip():
        return []
    ends = [*starts[1:], len(text)]
    found = [text[start:end].strip(" ;；,，。\n") for start, end in zip(starts, ends, strict=True)]
    return found if len(found) > 1 else []
