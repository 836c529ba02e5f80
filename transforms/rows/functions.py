"""The functional class of a project's money (支出功能分类科目: 类 款 项), as the table prints it.

A label may name the code, the name or both, and may say 功能 or only 科目; 科目 alone may as well
be the economic class (302 商品和服务支出), and the code tells which. Functional codes begin with 2
and have 3 digits for 类, 5 for 款 and 7 for 项; economic codes begin with 3 or 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from schemas.messages import english
from transforms.records import FUNCTION, SUBJECT, Finding, Project
from transforms.words.folding import NOTHING, fold

_CODE = re.compile(r"(?<![\d.])[2２]\d\d类?(?:[\s.．\-－]*\d\d[款项]?){0,2}(?![\d.])")
_OTHER = re.compile(r"\d[\d.．\-－]*")
_ECONOMIC = re.compile(r"[35]0\d(?:\d\d)?(?!\d)")
_BETWEEN = " \t\r\n\u3000-—－–_.:：、,，;；/|()（）[]【】<>《》"


@dataclass(frozen=True, slots=True)
class FunctionClass:
    """Code and name as printed; None: the table prints none. ``doubt``: what does not fit."""

    code: str | None = None
    name: str | None = None
    doubt: str | None = None


def split(text: str) -> FunctionClass:
    """Code and name of one printed text. Of 类, 款 and 项 one below the other the last counts.

    >>> split("2050201-学前教育")
    FunctionClass(code='2050201', name='学前教育', doubt=None)
    >>> split("205教育支出/20502普通教育/2050201学前教育").name
    '学前教育'
    >>> split("2050201学前教育；2080101行政运行").doubt
    '2050201学前教育；2080101行政运行'
    """
    if fold(text) in NOTHING:
        return FunctionClass()
    found = list(_CODE.finditer(text))
    codes = [_digits(one[0]) for one in found]
    if not found:
        return _of_other_shape(text)
    if any(not below.startswith(above) for above, below in pairwise(codes)):
        return FunctionClass(None, text.strip(), text.strip())
    start, end = found[-1].span()
    before = text[found[-2].end() if found[1:] else 0 : start]
    name = text[end:].strip(_BETWEEN) or before.strip(_BETWEEN) or None
    doubt = text.strip() if name and _OTHER.search(name) else None
    return FunctionClass(found[-1][0].strip(), name, doubt)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", fold(text))


def _of_other_shape(text: str) -> FunctionClass:
    """A name without a code, or digits that are no code: kept as printed, unless economic."""
    other = _OTHER.search(text)
    if other is None:
        return FunctionClass(None, text.strip(_BETWEEN) or None)
    if _ECONOMIC.match(fold(text).lstrip("([【")):
        return FunctionClass(None, None, text.strip())
    name = (text[: other.start()] + text[other.end() :]).strip(_BETWEEN)
    return FunctionClass(other[0], name or None, text.strip())


def function_of(project: Project) -> FunctionClass:
    """The functional class of the project; 科目 alone is one only where its code is functional."""
    named = list(_texts(project, FUNCTION))
    return _joined(named or (list(_texts(project, SUBJECT)) if _is_functional(project) else []))


def class_texts(project: Project) -> tuple[str, ...]:
    """What is printed under all these labels; what is no functional class is told."""
    return tuple(_texts(project, (*FUNCTION, *SUBJECT)))


def _texts(project: Project, fields: Iterable[str]) -> Iterator[str]:
    return (text for field in fields if (text := project.text(field)))


def _is_functional(project: Project) -> bool:
    """Whether the text under 科目 has a functional code, and nothing speaks against it."""
    read = [split(text) for text in _texts(project, SUBJECT)]
    return any(one.code for one in read) and not any(one.doubt for one in read)


def _joined(texts: Iterable[str]) -> FunctionClass:
    """One class of the texts under several labels; the first code and the first name count,
    and others are told.
    """
    read = [split(text) for text in texts]
    codes = [one.code for one in read if one.code]
    doubts = [one.doubt for one in read if one.doubt]
    if len({_digits(code) for code in codes}) > 1:
        doubts.append("; ".join(codes))
    names = [one.name for one in read if one.name]
    if len({fold(name) for name in names}) > 1:
        doubts.append("; ".join(names))
    return FunctionClass(
        next(iter(codes), None), next(iter(names), None), "; ".join(doubts) or None
    )


def function_doubts(project: Project) -> Iterator[Finding]:
    """A functional class that does not fit, and what 科目 says that is none."""
    doubt = function_of(project).doubt
    if doubt:
        yield Finding("function_code_doubtful", doubt, cell=project.cell, source_text=doubt)
    if _is_functional(project) and not any(_texts(project, FUNCTION)):
        return
    for text in _texts(project, SUBJECT):
        yield Finding(
            "no_column", text, cell=project.cell, source_text=text, detail=english("found.subject")
        )
