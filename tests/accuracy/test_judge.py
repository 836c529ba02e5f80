"""The rules of the bench: exact, told, silent, invented, on documents that are read."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.form import Form, Project, Want, grid
from benchmarks.accuracy.judge import Judgement, judge, want
from benchmarks.accuracy.printers.web import page
from benchmarks.accuracy.projects import judge_projects
from transforms.parse import parse
from transforms.rows.source import Source

HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]
ROW = ["产出指标", "数量指标", "培训人数", "≥90人"]
OTHER = ["产出指标", "质量指标", "合格率", "≥95%"]
# a level that the taxonomy does not know is a warning; a value without a reading is none
FORM = [["项目名称", "培训", "<", "<"], HEAD]


def judged(rows: list[list[str]], *wants: Want, maybe: tuple[str, ...] = ()) -> Judgement:
    form = Form("a", "2024", ("项目支出绩效目标表", grid([*FORM, *rows])), wants)
    return judge(wants, maybe, parse(page(form), Source("2024/a.html")))


def counts(found: Judgement) -> tuple[int, int, int, int]:
    return found.exact, found.told, found.silent, found.invented


def test_a_row_as_printed_is_exact() -> None:
    assert counts(judged([ROW], want(*ROW))) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [(0, "效益指标", "category"), (1, "质量指标", "subcategory"), (3, "≤90人", "operator")],
)
def test_a_row_that_differs_is_silent_and_names_the_field(
    column: int, text: str, said: str
) -> None:
    wanted = [*ROW[:column], text, *ROW[column + 1 :]]
    found = judged([ROW], want(*wanted))
    assert counts(found) == (0, 0, 1, 0)
    assert said in found.problems[0][2]


def test_a_row_that_is_not_there_is_silent() -> None:
    assert counts(judged([ROW], want(*ROW), want(*OTHER))) == (1, 0, 1, 0)


def test_a_row_that_nobody_wants_is_invented_unless_it_may_be_there() -> None:
    assert counts(judged([ROW, OTHER], want(*ROW))) == (1, 0, 0, 1)
    assert counts(judged([ROW, OTHER], want(*ROW), maybe=("合格率",))) == (1, 0, 0, 0)


def test_a_row_published_twice_is_invented_once() -> None:
    assert counts(judged([ROW, OTHER], want(*ROW), want(*OTHER), want(*ROW))) == (2, 0, 1, 0)
    assert judged([OTHER, OTHER], want(*OTHER)).invented <= 1


def test_a_row_that_is_held_back_is_told() -> None:
    nonsense = ["产出指标", "数量指标", "#REF!", "≥\ufffd人"]
    assert counts(judged([ROW, nonsense], want(*ROW), want(*nonsense))) == (1, 1, 0, 0)


def test_a_document_that_cannot_be_read_is_told() -> None:
    parsed = parse(b"%PDF-1.4 broken", Source("2024/a.pdf"))
    assert counts(judge([want(*ROW)], (), parsed)) == (0, 1, 0, 0)


def test_a_document_without_a_table_and_a_word_is_silent() -> None:
    parsed = parse("没有表格。".encode(), Source("2024/a.txt"))
    assert counts(judge([want(*ROW)], (), parsed)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ({"project": "培训"}, 1),
        ({"project": "培训", "total": "80"}, 1),
        ({"project": "培训", "total": "80.5"}, 0),
        ({"project": "培训", "total": "80.5~80"}, 1),
        ({"project": "培训", "executed": "NULL", "kind": "target"}, 1),
        ({"project": "培训", "kind": "self_evaluation"}, 0),
        ({"project": "会议"}, 0),
    ],
)
def test_a_project_is_right_if_all_that_is_known_of_it_is(said: Project, count: int) -> None:
    rows = [["项目名称", "培训", "预算金额（万元）", "80"], HEAD, ROW]
    form = Form("a", "2024", ("项目支出绩效目标表", grid(rows)), ())
    parsed = parse(page(form), Source("2024/a.html"))
    one, two = Judgement(), Judgement()
    judge_projects([said], parsed, one)
    judge_projects([said, said], parsed, two)
    assert (one.projects, one.projects_silent) == (count, 1 - count)
    assert (two.projects, two.projects_silent) == (count, 2 - count)


def test_a_project_whose_amount_a_finding_quotes_is_told() -> None:
    rows = [["项目名称", "培训", "备用资金甲", "80"], HEAD, ROW]
    form = Form("a", "2024", ("项目支出绩效目标表", grid(rows)), ())
    parsed, judgement = parse(page(form), Source("2024/a.html")), Judgement()
    judge_projects([{"project": "培训", "total": "80"}], parsed, judgement)
    assert (judgement.projects, judgement.projects_silent) == (0, 0)


def test_white_space_and_width_do_not_count() -> None:
    printed = ["产出 指标", "数量\n指标", "培训 人数", "≥９０人"]
    assert counts(judged([printed], want(*ROW))) == (1, 0, 0, 0)


def test_a_row_whose_glyph_the_print_lost_is_told() -> None:
    lost = ["产出指标", "数量指标", "\ufffd众人数", "≥90人"]
    wanted = want("产出指标", "数量指标", "羣众人数", "≥90人")
    assert counts(judged([ROW, lost], want(*ROW), wanted)) == (1, 1, 0, 0)
