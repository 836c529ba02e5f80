"""Notices that an address did not take: a finding of the run. They stand beside the builds, which
do not depend on them, until a later run delivers them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from schemas.chinese import shown
from schemas.lookup import rows
from warehouse.files.disk import WarehouseError, read_json, write

RULE = "alert_undelivered"
WHERE = "JIXIAO_NOTIFY"  # what the finding has in place of a path: there it is put right
_FILE = "undelivered.json"


@dataclass(frozen=True, slots=True)
class Undelivered:
    """``refused``: number of the address in JIXIAO_NOTIFY (0: that of JIXIAO_WEBHOOK) -> what is to
    be said of it, in English as all that is kept.
    """

    text: str = ""
    refused: Mapping[int, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """What is to be said, in the language of the user."""
        return [shown(said) for said in self.refused.values()]


def keep(root: Path | None, notice: Undelivered) -> None:
    """Remember what was not delivered, or that all was. ``root`` is the curated folder; None, or a
    folder that cannot be written: it is told nowhere but in Prefect and in the log.
    """
    if root is None or not root.is_dir():
        return
    content = {"text": notice.text, "refused": {str(n): said for n, said in notice.refused.items()}}
    with suppress(OSError):
        if notice.refused:
            write(root / _FILE, json.dumps(content, ensure_ascii=False, indent=1).encode())
        else:
            (root / _FILE).unlink(missing_ok=True)


def kept(root: Path) -> Undelivered:
    """What waits to be delivered. A file that is damaged holds nothing back."""
    try:
        content = read_json(root / _FILE)
        refused = {int(number): str(said) for number, said in content.get("refused", {}).items()}
    except (WarehouseError, ValueError, AttributeError, OSError):
        return Undelivered()
    return Undelivered(str(content.get("text", "")), refused)


def findings(root: Path) -> list[dict[str, str]]:
    """Rows for the table of findings, as far as they have something to say."""
    rule = next(row for row in rows("rules") if row["rule"] == RULE)
    known = {name: rule[name] for name in ("rule", "severity", "message", "expected")}
    return [known | {"path": WHERE, "found": said} for said in kept(root).refused.values()]
