"""Header words that people confirmed or refused, for the documents that they name.

The aliases of the package (schemas/header_aliases.csv) are out of a user's reach. ``expect`` holds
words that must stand in the same row, in any order; usually the whole header.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.messages import english
from transforms.document import Cell, Document, Line, Row
from transforms.records import Finding, Section
from transforms.settling.decision import REFUSED, SETTLED, UNMATCHED, Decision
from transforms.words.folding import bare, fold


@dataclass(frozen=True, slots=True)
class Aliases:
    """The words that are decided in one document. ``confirmed``: folded word -> role; ``refused``:
    the roles that a folded word has not.
    """

    applied: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def confirmed(self) -> dict[str, str]:
        """Folded word -> its role."""
        return {fold(one.word or ""): one.role or "" for one in self.applied if one.confirms}

    @property
    def refused(self) -> frozenset[tuple[str, str]]:
        """Folded words, each with a role that it does not name."""
        words = (one for one in self.applied if not one.confirms)
        return frozenset((fold(one.word or ""), one.role or "") for one in words)

    def refusals(self, section: Section) -> Iterator[Finding]:
        """Why the rows of a section are held back: a word of its table was refused."""
        cells = list(section.table.cells()) if section.table else []
        for decision in self.applied:
            cell = next((cell for cell in cells if _is_word(cell.text, decision)), None)
            if cell is not None and not decision.confirms:
                yield Finding(
                    REFUSED, decision.word, decision.role, cell, detail=decision.signed("alias")
                )


def aliases_of(document: Document, decisions: Iterable[Decision]) -> Aliases:
    """Which decided words stand in the document as expected, with what there is to tell."""
    applied: list[Decision] = []
    findings: list[Finding] = []
    for decision in decisions:
        if decision.kind != "alias":
            continue
        places = list(_places(document, decision))
        fitting = [cell for cell, row in places if _holds(row, decision.expect)]
        if fitting:
            applied.append(decision)
            if decision.confirms:
                signed = decision.signed("alias")
                findings.append(
                    Finding(SETTLED, decision.word, decision.role, fitting[0], detail=signed)
                )
        elif places or not decision.is_for_many:
            findings.append(_unmatched(decision, places))
    return Aliases(tuple(applied), tuple(findings))


Place = tuple[Cell | Line, tuple[str, ...]]
"""A cell or line with the texts that stand in its row."""


def _places(document: Document, decision: Decision) -> Iterator[Place]:
    for block in document.blocks:
        if isinstance(block, Line):
            words = tuple(block.text.split())
            if any(_is_word(word, decision) for word in words):
                yield block, words
            continue
        yield from (place for row in block.rows for place in _in_row(row, decision))


def _in_row(row: Row, decision: Decision) -> Iterator[Place]:
    texts = tuple(cell.text for _, cell in row.filled)
    yield from ((cell, texts) for _, cell in row.filled if _is_word(cell.text, decision))


def _is_word(text: str, decision: Decision) -> bool:
    return fold(decision.word or "") in (fold(text), bare(text))


def _holds(row: tuple[str, ...], expect: str) -> bool:
    """Whether a row holds all words that are expected in it."""
    there = {fold(text) for text in row}
    return {folded for text in expect.split("\t") if (folded := fold(text))} <= there


def _unmatched(decision: Decision, places: list[Place]) -> Finding:
    if not places:
        return Finding(
            UNMATCHED, english("found.no_such_word"), decision.expect, detail=decision.id
        )
    cell, row = places[0]
    says = english("found.other_row", printed="\t".join(row))
    return Finding(UNMATCHED, says, decision.expect, cell, detail=decision.id)
