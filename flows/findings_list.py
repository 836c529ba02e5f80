"""Findings for people: a heading a document, below it a line a problem with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from flows.terminal import cut, width_of
from schemas.chinese import shown
from schemas.lookup import codes, rows
from schemas.messages import language, say
from transforms.settling.decision import way_of

Row = Mapping[str, Any]
COLUMNS = "path, severity, rule, page, sheet, row, message, found, finding_id"
"""What a line is made of, of the table findings."""
_BRIEF = ("alert_undelivered", "needs_ocr", "sidecar")  # what is settled in one place
_PLACES = (("page", "found.page"), ("sheet", "found.sheet"), ("row", "found.row"))
_RANK = {name: rank for rank, name in enumerate(("error", "warning", "info"))}


def by_document(findings: Iterable[Row], width: int) -> Iterator[str]:
    """The lines, none wider than ``width`` but a path: documents with errors first, equal problems
    of one together.
    """
    ordered = sorted(findings, key=_order)
    documents = [
        (path, list(own)) for path, own in groupby(ordered, lambda finding: finding["path"])
    ]
    for path, own in sorted(documents, key=lambda finding: _RANK[finding[1][0]["severity"]]):
        yield f"{path or say('explain.unknown_file')}  ({len(own)})"
        for _, equal in groupby(own, lambda finding: (finding["severity"], finding["rule"])):
            yield _line(list(equal), width)
        yield ""


def _order(finding: Row) -> tuple[Any, ...]:
    place = (finding[name] or 0 for name, _ in _PLACES)
    return (
        finding["path"] or "",
        _RANK[finding["severity"]],
        finding["rule"],
        *place,
        finding["finding_id"],
    )


def _line(equal: list[Row], width: int) -> str:
    first = equal[0]
    times = f" ×{len(equal)}" if len(equal) > 1 else ""
    head = f"  {_severity(first)} {_title(first)}{times}"
    end = f" → {_remedy(first)}"
    about = f"{_place(first)} {_what(first)}".strip()
    room = width - width_of(head) - width_of(end) - 2
    return head + (f": {cut(about, room)}" if about and room > 3 else "") + end


def _severity(finding: Row) -> str:
    code: str = finding["severity"]
    return codes("severity")[code]["label_zh"] if language() == "zh" else f"{code:<7}"


def _title(finding: Row) -> str:
    if language() == "en":
        return str(finding["rule"])
    return next(row["title_zh"] for row in rows("rules") if row["rule"] == finding["rule"])


def _place(finding: Row) -> str:
    said = [say(text, number=finding[name]) for name, text in _PLACES if finding[name] is not None]
    return " ".join(said)


def _what(finding: Row) -> str:
    """What was found; else what the message says beside the title."""
    return shown(str(finding["found"] or finding["message"] or ""))


def _remedy(finding: Row) -> str:
    """The shortest thing to do: what shows the place, or what settles it at once."""
    way = way_of(finding["rule"])
    folder = str(finding["path"] or "").split("!", 1)[0].rpartition("/")[0] or "."
    name = next((name for name in (finding["rule"], way) if name in _BRIEF), "look")
    return say(f"brief.{name}", folder=folder, id=finding["finding_id"])
