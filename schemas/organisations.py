"""One organisation, one name: how the printed names of departments and units are resolved.

A name is folded, loses the code that some systems print beside it and the words that say 'the
bureau itself' (本级), and the name of its own region (广州市海珠区民政局 and 海珠区民政局 are one).
What it was called before a reform, and what people call it for short, stands in
organisation_names.csv and in the predecessors.csv of those who use it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from schemas.keys import short_hash
from schemas.lookup import rows

_SPACE = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad]+")
_CODE = re.compile(r"^[\[(【]?\d{2,}[\])】]?[-—_.、]*(?=[^\d\W])")
_CODE_BEHIND = re.compile(
    r"[\[(【]\d{3,}[\])】]$|(?<=[^\d\W])[-—_]\d{3,}$|(?<=[局委会厅办院部室心])\d{5,}$"
)
_STOP_BEHIND = re.compile(r"(?<![。.;,、:])[。.;,、:]++$")
# 中共海珠区委宣传部, 区委宣传部; but 区委办公室 is not 区政府办公室
_PARTY = re.compile(
    r"^(?:[省市区县州旗盟]?委(?:员会)?)(?=宣传|组织|统一?战|政法|机构编制|老干部|党校|巡[察视]|网络|社会工作)"
)
_OWN = re.compile(r"^[省市区县州旗盟镇乡](?=(?:人民)?政府|委办|人大|政协)")
_ITSELF = re.compile(
    r"[-—_]?[(\[【]?(?:机关本级|局机关|本级|本部|机关|汇总|盖章|公章|部门)[)\]】]$"
)
_ITSELF_BARE = re.compile(r"(?<=[局委会厅办院])(?:机关)?本级$|(?<=[局委会厅])[-—_]机关$")
_COMMITTEE = re.compile(r"(?<=[健改康革计划])委$")
# such names say nothing without the department above them
_INNER = re.compile(
    r"^(?:综合|局|行政|党政)?(?:办公室|办)$|[科股]$|^(?:信息|服务|后勤|机关服务|机关后勤)中心$"
    r"|^..?$|(?<!办公)(?<!教研)(?<!图书)室$"
)
_LIMBS = 6  # names that stand for one another in a chain; more is a circle


@dataclass(frozen=True, slots=True)
class Organisation:
    """A resolved name. ``id``: 16 hex digits of region and base name; ``name``: as printed, without
    code and 本级; ``base``: what is compared; ``how``: the steps that were taken, joined by ';'.
    """

    id: str
    name: str
    base: str
    how: str


@dataclass(frozen=True)
class Names:
    """What stands for what: (region code or '', base name) -> (base name, how)."""

    stands_for: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def organisation(self, region: str | None, place: str | None, printed: str) -> Organisation:
        """The organisation that a printed name means in a region (its code, else its name).

        >>> one = Names().organisation('440105', None, '103001-广州市海珠区民政局（本级）')
        >>> one.name, one.base, one.how
        ('广州市海珠区民政局', '民政局', 'code;level;region')
        >>> one.id == Names().organisation('440105', None, '海珠区民政局').id
        True
        """
        name, steps = _bare(fold(printed))
        base, known = _of_region(name, region or ""), []
        if base != name:
            steps.append("region")
        base = _COMMITTEE.sub("委员会", base)
        for _ in range(_LIMBS):
            found = self._successor(region or "", base)
            if found is None:
                break
            base, how = found
            known.append(how)
        return Organisation(
            short_hash("organisation", region or place, base),
            name,
            base,
            ";".join(dict.fromkeys([*steps, *known])) or "as_printed",
        )

    def _successor(self, region: str, base: str) -> tuple[str, str] | None:
        return self.stands_for.get((region, base)) or self.stands_for.get(("", base))


def names_of(predecessors: Iterable[Mapping[str, str]]) -> Names:
    """The names of the package, and those of a file: region_code (blank: anywhere), name and
    successor. A file's own rows come first: one that turns a row of the package round holds.
    """
    own = {
        (row["region_code"], _base(row["name"], row["region_code"])): (
            _base(row["successor"], row["region_code"]),
            "predecessor",
        )
        for row in predecessors
    }
    turned = {(region, new[0]) for (region, _), new in own.items()}
    shipped = {key: one for key, one in _shipped().items() if key not in turned}
    return Names(shipped | own)


@cache
def _shipped() -> dict[tuple[str, str], tuple[str, str]]:
    return {
        ("", row["name"]): (row["stands_for"], row["how"]) for row in rows("organisation_names")
    }


def plain() -> Names:
    """The names of the package alone: how a document is read, before anything else is known."""
    return names_of(())


def fold(text: str) -> str:
    """NFKC without any white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def _base(printed: str, region: str) -> str:
    return _of_region(_bare(fold(printed))[0], region)


def _bare(folded: str) -> tuple[str, list[str]]:
    """Without code and without the words for the organisation itself; the steps taken."""
    steps = []
    folded = _STOP_BEHIND.sub("", folded) or folded
    name = _CODE_BEHIND.sub("", _CODE.sub("", folded)) or folded
    if name != folded:
        steps.append("code")
    short = _ITSELF_BARE.sub("", _ITSELF.sub("", name)) or name
    if short != name:
        steps.append("level")
    # 某局(103001)(本级): what stood behind the code is gone
    return _CODE_BEHIND.sub("", short) or short, steps


def _of_region(name: str, region: str) -> str:
    """The name as it is called within its region: without the region, and without the words for
    its party committee or government that only say which level it is of.
    """
    party = re.sub("^(?:中共|中国共产党)(?=.)", "", name)
    base = _without_region(party, region)
    return _OWN.sub("", _PARTY.sub("", base)) or name


def _without_region(name: str, region: str) -> str:
    """The name without that of its own region: 广州市第一中学 in 海珠区 is no 海珠区第一中学."""
    for prefix in _prefixes(region):
        rest = name.removeprefix(prefix)
        if rest != name and len(rest) > 1:
            return rest
    return name


@cache
def _prefixes(region: str) -> tuple[str, ...]:
    """How names begin that name their region: 广东省广州市海珠区, 广州市海珠区, 海珠区, the longest
    first.
    """
    paths = _paths()
    if region not in paths:
        return ()
    chain = [paths[region]]
    above = (region[:4] + "00", region[:2] + "0000")
    chain += [paths[code] for code in above if code != region and code in paths]
    whole = chain[0][1]
    starts = {whole, chain[0][0]}
    starts |= {whole.removeprefix(path) for _, path in chain[1:]}
    starts |= {name + chain[0][0] for name, _ in chain[1:]}
    return tuple(sorted(starts - {""}, key=lambda one: (-len(one), one)))


@cache
def _paths() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["name"], row["path"]) for row in rows("regions")}


def owner_id(department: Organisation | None, unit: Organisation | None) -> str | None:
    """Who owns a project, of however many names: the unit, else the department. A unit whose name
    says nothing by itself (办公室, 信息中心) is the department's.
    """
    if unit is None:
        return department.id if department else None
    if department and is_inner(unit.base):
        return short_hash("inner", department.id, unit.base)
    return unit.id


def is_inner(base: str) -> bool:
    """Whether a name is that of a part of some organisation, and tells nobody which."""
    return bool(_INNER.search(base))


def project_key(department: str | None, unit: str | None, name: str, scope: str) -> str:
    """20 hex digits: 12 of the organisations (ids), 8 of the folded name and the scope."""
    return short_hash(department, unit)[:12] + short_hash(name, scope)[:8]


def rekeyed(key: str, department: str | None, unit: str | None) -> str:
    """The same project's key under other organisations."""
    return short_hash(department, unit)[:12] + key[12:]
