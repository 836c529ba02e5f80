"""Findings that people settled: a text that is no target, a sign that is right as it was read.

Confirmed, a finding holds nothing back any more; refused, it says by whom. Both stay in the list
of findings, with the texts that they had.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from schemas.messages import english
from transforms.records import Finding
from transforms.settling.decision import REFUSED, SETTLED, UNMATCHED, Decision
from transforms.words.folding import fold


class Lines:
    """The lines that are decided in one document."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._decisions = [one for one in decisions if one.kind == "line"]
        self._applied: set[str] = set()
        self._near: dict[str, Finding] = {}  # id -> what is told at the place of a decision

    def settle(self, finding: Finding) -> Finding:
        """The finding itself, or what became of it by the first decision that fits."""
        for one in self._decisions:
            if one.rule != finding.rule or not one.stands(finding.cell):
                continue
            if _says(one, finding):
                self._applied.add(one.id)
                rule = SETTLED if one.confirms else REFUSED
                return replace(finding, rule=rule, detail=one.signed(finding.rule))
            self._near[one.id] = finding
        return finding

    def unmatched(self) -> Iterator[Finding]:
        """What a document has no line for. A decision about many documents need not fit each."""
        for one in self._decisions:
            if one.id not in self._applied and not one.is_for_many:
                near = self._near.get(one.id)
                yield Finding(
                    UNMATCHED,
                    _misfit(near),
                    one.expect or None,
                    near.cell if near else None,
                    detail=one.id,
                )


def printed_at(finding: Finding) -> str:
    """What the source prints where a finding stands."""
    if finding.source_text is not None:
        return finding.source_text
    return finding.cell.text if finding.cell else ""


def _says(one: Decision, finding: Finding) -> bool:
    """Whether the finding says what the decision expects."""
    said = finding.found or finding.detail or ""
    found = one.found is None or fold(one.found) == fold(said)
    return found and fold(one.expect) == fold(printed_at(finding))


def _misfit(near: Finding | None) -> str:
    """Why a decision does not fit, for the one who has to mend it."""
    if near is None:
        return english("found.nothing_to_settle")
    said = near.found or near.detail or english("found.nothing")
    return english("found.settles_other", found=said, printed=printed_at(near))
