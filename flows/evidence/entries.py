"""The entry that settles a finding, ready to paste: YAML with a hint in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from schemas.chinese import shown
from schemas.lookup import rows
from schemas.messages import say
from transforms.settling.decision import way_of

Row = Mapping[str, Any]
COLUMNS = (
    "finding_id, indicator_id, path, rule, message, found, expected, page, sheet, row, source_text"
)
"""What an entry is made of, of the table findings."""
_WHY = ("reason", "who")  # for a person to fill in, and so is the answer
_PLACE = ("page", "sheet", "row")


def entries(findings: Iterable[Row]) -> str:
    """The entries of some findings; '' if none of them can be settled so."""
    texts = [text for finding in findings if (text := entry(finding))]
    return "\n".join(dict.fromkeys(texts))


def entry(finding: Row) -> str:
    """The entry of one finding under the name of the file in which it goes; '' where nothing is
    held back for it.
    """
    kind = way_of(finding["rule"])
    if kind is None:
        return ""
    kinds = [kind, "join"] if _may_go_on(finding) else [kind]
    return "\n".join(
        [_title(finding), *(f"{_hint(finding, one)}\n{_yaml(finding, one)}" for one in kinds)]
    )


def _may_go_on(finding: Row) -> bool:
    """Whether a table may go on with the one before: a row of it came to nothing."""
    return finding["rule"] == "printed_not_read" and finding["indicator_id"] is None


def _title(finding: Row) -> str:
    """A comment that says what was found."""
    title = next(row["title_zh"] for row in rows("rules") if row["rule"] == finding["rule"])
    return f"# {title} {finding['rule']}: {_one_line(shown(finding['message']))}"


def _hint(finding: Row, kind: str) -> str:
    """A comment that says into which file the entry goes and what to write."""
    return f"# {say(f'settle.{kind}', path=finding['path'])}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _yaml(finding: Row, kind: str) -> str:
    import yaml

    content: Any = _CONTENT[kind](finding)
    width = 1 << 30  # a text stays in one line
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=width))


def _line(finding: Row) -> list[dict[str, Any]]:
    own = {"rule": finding["rule"]} | _placed(finding) | {"found": _said(finding)}
    return [_decision(finding, "line", own, finding["source_text"] or "")]


def _alias(finding: Row) -> list[dict[str, Any]]:
    own = {"word": finding["found"], "role": _role(finding)}
    return [_decision(finding, "alias", own, finding["source_text"] or "")]


def _join(finding: Row) -> list[dict[str, Any]]:
    """The row names the table; of a table that is quoted whole the first one does."""
    row = (finding["source_text"] or "").partition("\n")[0]
    return [_decision(finding, "join", _placed(finding), row)]


def _decision(finding: Row, kind: str, own: Row, expect: str) -> dict[str, Any]:
    name = finding["finding_id"] + ("-join" if kind == "join" else "")
    first = {"id": name, "kind": kind, "answer": ""}
    return {**first, "document": finding["path"], **own, "expect": expect, **_signature()}


def _known(finding: Row) -> list[dict[str, Any]]:
    return [{"document": finding["path"], "rule": finding["rule"], **_signature()}]


def _sidecar(_: Row) -> dict[str, Any]:
    return {"year": None}


_CONTENT = {"line": _line, "alias": _alias, "join": _join, "known": _known, "sidecar": _sidecar}


def _signature() -> dict[str, Any]:
    return {**dict.fromkeys(_WHY, ""), "date": datetime.now(UTC).date()}


def _placed(finding: Row) -> dict[str, Any]:
    return {name: finding[name] for name in _PLACE if finding[name] is not None}


def _said(finding: Row) -> str:
    """What was found, or what completes the message of the rule."""
    if finding["found"] is not None:
        return str(finding["found"])
    message = next(row["message"] for row in rows("rules") if row["rule"] == finding["rule"])
    return str(finding["message"]).removeprefix(message).removeprefix(": ")


def _role(finding: Row) -> str:
    """The role that was suggested; '' where a person has to say it."""
    known = {row["role"] for row in rows("roles")}
    words = re.findall(r"[a-z_]+", finding["expected"] or "")
    return next((word for word in words if word in known), "")
