"""What people settled about one row hides nothing else that is wrong with it."""

from __future__ import annotations

import pytest

from schemas.lookup import rows as csv_rows
from tests.core.test_crosscheck import FORM
from transforms import parse as road
from transforms.rows.crosschecked import crosscheck
from transforms.rows.findings import Findings
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source
from transforms.settling.decision import Decision, rules_of, way_of
from transforms.settling.lines import Lines

ROW = "产出指标\t数量指标\t培训次数\t≥4次\t5次\t30\t30"


def decision(number: int, found: str, rule: str = "sign_contradicted", **more) -> Decision:
    what = {"answer": "confirm", "expect": ROW, "reason": "so", "who": "me", "date": "2024"}
    return Decision(
        **{"id": f"n{number}", "kind": "line", "document": "*", **what, **more},
        rule=rule,
        found=found,
    )


@pytest.fixture
def wrong(monkeypatch) -> tuple:
    """The first row with a sign and a number that are not the printed ones."""
    kept = []
    monkeypatch.setattr(road, "crosscheck", lambda *given: kept.append(given))
    road.parse(FORM.encode(), Source("a.txt", assume_year=2024))
    ((document, parsed, _),) = kept
    first, *rest = parsed.indicators
    read = first.effective._replace(operator="<=", number=40.0)
    return document, parsed, [first._replace(effective=read), *rest]


def told(wrong: tuple, *decisions: Decision) -> tuple[list[tuple[str, str]], int]:
    """Rule and text of the findings, and how many rows are held back."""
    document, parsed, rows = wrong
    findings = Findings("d", "a.txt", lines=Lines(decisions))
    again = Parsed(dict(parsed.document), [dict(one) for one in parsed.projects], list(rows))
    crosscheck(document, again, findings)
    found = [(row["rule"], row["found"]) for row in findings.rows]
    return found, sum(row.finding_id is not None for row in again.indicators)


SIGN, NUMBER = "≥4次: <=, >=", "≥4次: (40.0,)"


def test_of_two_doubts_the_first_is_told(wrong):
    assert told(wrong) == ([("sign_contradicted", SIGN)], 1)


def test_the_next_doubt_is_told_when_the_first_is_settled(wrong):
    assert told(wrong, decision(1, SIGN)) == (
        [("settled", SIGN), ("number_not_printed", NUMBER)],
        1,
    )


def test_a_row_is_published_when_all_its_doubts_are_settled(wrong):
    both = decision(1, SIGN), decision(2, NUMBER, "number_not_printed")
    assert told(wrong, *both) == ([("settled", SIGN), ("settled", NUMBER)], 0)


def test_a_refused_doubt_ends_the_matter(wrong):
    assert told(wrong, decision(1, SIGN, answer="refuse")) == ([("refused", SIGN)], 1)


@pytest.mark.parametrize(
    "more",
    [{"found": "≥4次: =, >="}, {"expect": ROW[:-1]}, {"row": 99}, {"page": 1}, {"sheet": "甲"}],
)
def test_a_decision_about_something_else_settles_nothing(wrong, more):
    text = more.pop("found", SIGN)
    assert told(wrong, decision(1, text, **more)) == ([("sign_contradicted", SIGN)], 1)


def test_spaces_and_widths_do_not_matter(wrong):
    wide = {"expect": ROW.replace("4", "４").replace("\t", "\t ")}
    assert told(wrong, decision(1, SIGN, **wide))[0][0] == ("settled", SIGN)


def test_every_error_has_a_way_to_settle_it_and_a_note_needs_none():
    rules = {row["rule"]: row["severity"] for row in csv_rows("rules")}
    assert {row["rule"] for row in csv_rows("settling")} <= rules.keys()
    assert all(way_of(rule) for rule, severity in rules.items() if severity == "error")
    assert way_of("settled") is way_of("row_sum") is None
    assert (way_of("needs_ocr"), way_of("year_missing")) == ("known", "sidecar")
    assert "printed_not_read" in rules_of("line")
