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
        for decision in self._decisions:
            if decision.rule != finding.rule or not decision.stands(finding.cell):
                continue
            if _says(decision, finding):
                self._applied.add(decision.id)
                rule = SETTLED if decision.confirms else REFUSED
                return replace(finding, rule=rule, detail=decision.signed(finding.rule))
            self._near[decision.id] = finding
        return finding

    def unmatched(self) -> Iterator[Finding]:
        """What a document has no line for. A decision about many documents need not fit each."""
        for decision in self._decisions:
            if decision.id not in self._applied and not decision.is_for_many:
                near = self._near.get(decision.id)
                yield Finding(
                    UNMATCHED,
                    _misfit(near),
                    decision.expect or None,
                    near.cell if near else None,
                    detail=decision.id,
                )


def printed_at(finding: Finding) -> str:
    """What the source prints where a finding stands."""
    if finding.source_text is not None:
        return finding.source_text
    return finding.cell.text if finding.cell else ""


def _says(decision: Decision, finding: Finding) -> bool:
    """Whether the finding says what the decision expects."""
    said = finding.found or finding.detail or ""
    found = decision.found is None or fold(decision.found) == fold(said)
    return found and fold(decision.expect) == fold(printed_at(finding))


def _misfit(near: Finding | None) -> str:
    """Why a decision does not fit, for the one who has to mend it."""
    if near is None:
        return english("found.nothing_to_settle")
    said = near.found or near.detail or english("found.nothing")
    return english("found.settles_other", found=said, printed=printed_at(near))
