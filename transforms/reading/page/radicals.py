"""Radicals that some fonts name instead of the characters that look the same (⽅ for 方): what is
printed is the character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_RADICALS = re.compile(r"[\u2e80-\u2fdf]")

# Unicode, EquivalentUnifiedIdeograph.txt: radicals of the supplement (U+2E80-2EFF), and below each
# the character it stands for.
# The Kangxi radicals (U+2F00-2FDF) need no table: NFKC maps them.
_SUPPLEMENT = (
    (
        "⺁⺂⺄⺅⺆⺈⺉⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺦⺨⺪⺫⺬⺭⺯⺰⺱⺲",
        "厂乛乙亻冂刀刂㔾小小兀尣尢巳幺彑彐忄㣺扌攵旡日月歺民氵氺灬爫丬犭疋罒示礻糹纟罓罒",
    ),
    (
        "⺳⺶⺷⺸⺹⺺⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟",
        "罓羊羊羊耂肀肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜雨青韦页风飞食飠",
    ),
    ("⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲", "饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"),
)


def has_radicals(text: str) -> bool:
    """Whether any code point is a radical."""
    return bool(_RADICALS.search(text))


def unify(text: str) -> str:
    """Replace the code points of radicals by the unified ideographs.

    >>> unify('⼈⺠')
    '人民'
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FE0)}
    supplement = {
        ord(radical): one
        for radicals, ones in _SUPPLEMENT
        for radical, one in zip(radicals, ones, strict=True)
    }
    return {code: one for code, one in (kangxi | supplement).items() if one != chr(code)}
