"""Decisions: what was held back is published, or refused, by a person's word; a decision that does
not fit is told.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from flows.commands.findings import _entries
from flows.evidence.entries import entry
from flows.evidence.explain import explain
from tests.trust.conftest import files, ingest, rows
from warehouse.catalogue.query import open_build, published
from warehouse.files.disk import WarehouseError

NAME = "2024/局.txt"
FORM = """项目支出绩效目标表
部门名称：广州市海珠区某局
单位：万元

项目名称\t信息化运维经费
年度资金总额\t10.00
年度总体目标\t保障系统运行
一级指标\t二级指标\t三级指标\t{sign}\t年度指标值\t计量单位
产出指标\t数量指标\t培训次数\t≥\t4\t次
产出指标\t质量指标\t验收合格率\t≥\t{value}\t%
效益指标\t社会效益指标\t群众知晓率\t≤\t80\t%
满意度指标\t服务对象满意度指标\t群众满意度\t≥\t90\t%
"""
TWO_VALUES = "≥95%≥98%"
UNKNOWN = "比对标记"
HELD = "SELECT count(*) FROM quarantine"


@pytest.fixture
def place(tmp_path):
    (tmp_path / "raw" / "2024").mkdir(parents=True)
    return tmp_path


def put(place, *, value="95", sign="比较符号", name=NAME):
    """A document with one odd value, or one unknown header."""
    (place / "raw" / name).write_text(FORM.format(value=value, sign=sign), encoding="utf-8")


def pasted(place, **changes: Any) -> list[dict[str, Any]]:
    """The entries that jixiao prints, signed."""
    with open_build(published(place / "c"), "findings") as connection:
        text = _entries(connection.sql("FROM findings WHERE rule <> 'settled'"))
    content = yaml.safe_load(text)
    assert isinstance(content, list)
    signed = {"answer": "confirm", "reason": "looked at it", "who": "an auditor"}
    return [{**one, **signed, **changes} for one in content]


def decide(place, *entries: dict[str, Any]) -> None:
    text = yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False)
    (place / "decisions.yml").write_text(text, encoding="utf-8")


def run(place, curated="c", **options):
    return ingest(place / "raw", place / curated, **options)


def by_rule(place) -> dict[str, str]:
    return dict(rows(place / "c", "SELECT rule, message FROM findings ORDER BY ALL"))


def test_a_confirmed_line_publishes_the_row(place):
    put(place, value=TWO_VALUES)
    assert run(place).exit_code == 3
    assert rows(place / "c", HELD) == [(1,)]
    decide(place, *(one for one in pasted(place) if one["kind"] == "line"))
    done = run(place, replay=True)
    assert (done.read, done.exit_code, done.outdated) == (1, 0, [])
    assert rows(place / "c", HELD) == [(0,)]
    assert ("验收合格率", TWO_VALUES) in rows(
        place / "c", "SELECT name, annual_value FROM indicators"
    )
    assert "read_not_printed: looked at it (an auditor, " in by_rule(place)["settled"]
    run(place, "other")
    assert files(place / "c") == files(place / "other")


def test_a_refused_line_stays_held_back_and_says_by_whom(place):
    put(place, value=TWO_VALUES)
    run(place)
    decide(place, *(one for one in pasted(place, answer="refuse") if one["kind"] == "line"))
    done = run(place, replay=True)
    assert (done.exit_code, done.acknowledged) == (0, 1)
    assert rows(place / "c", HELD) == [(1,)]
    found = rows(place / "c", "SELECT rule FROM findings JOIN quarantine USING (finding_id)")
    assert found == [("refused",)]
    assert "(an auditor, " in by_rule(place)["refused"]


def test_a_confirmed_alias_reads_the_column(place):
    put(place, sign=UNKNOWN)
    run(place)
    alias = {"kind": "alias", "role": "operator", "expect": "一级指标\t三级指标\t计量单位"}
    decide(place, signed(word=UNKNOWN, **alias))
    done = run(place)  # a replay reads it too where it was held back
    assert (done.exit_code, done.outdated) == (0, [])
    assert rows(
        place / "c", "SELECT target_operator, target_number FROM indicators ORDER BY ordinal"
    ) == [(">=", 4), (">=", 95), ("<=", 80), (">=", 90)]
    run(place, "other")
    assert files(place / "c") == files(place / "other")


def signed(**values: Any) -> dict[str, Any]:
    whole = {"id": "one", "answer": "confirm", "document": NAME, "reason": "so", "who": "me"}
    return {**whole, "date": "2024-05-06", **values}


def test_an_alias_for_a_folder_speaks_of_the_documents_that_print_it(place):
    put(place, sign=UNKNOWN)
    put(place, sign=UNKNOWN, value="96", name="2024/另一局.txt")
    put(place, name="2024/第三局.txt")
    alias = {"kind": "alias", "word": UNKNOWN, "role": "operator", "expect": "一级指标"}
    decide(place, signed(document="2024/*", **alias))
    assert run(place).exit_code == 0
    assert rows(place / "c", "SELECT count(*) FROM findings WHERE rule = 'settled'") == [(2,)]


def test_a_refused_alias_holds_the_table_back(place):
    put(place)
    alias = {"kind": "alias", "word": "比较符号", "role": "operator", "expect": "三级指标"}
    decide(place, signed(answer="refuse", **alias))
    assert run(place).exit_code == 0
    assert rows(place / "c", HELD) == [(4,)]
    assert "one, alias: so (me, 2024-05-06)" in by_rule(place)["refused"]


LINE = {"kind": "line", "rule": "read_not_printed"}
ALIAS = {"kind": "alias", "word": "比较符号", "role": "direction"}


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (LINE | {"expect": "other", "row": 10}, f"value: {TWO_VALUES}"),
        (LINE | {"expect": "other", "row": 11}, "nothing of this rule"),
        (ALIAS | {"expect": "四级指标"}, "its row prints 一级指标"),
        (ALIAS | {"expect": "一级指标", "word": "没有的词"}, "no cell holds this word"),
    ],
)
def test_a_decision_that_does_not_fit_is_told_and_not_applied(place, entry, says):
    put(place, value=TWO_VALUES)
    decide(place, signed(**entry))
    done = run(place)
    assert (done.exit_code, rows(place / "c", HELD)) == (3, [(1,)])
    told = "SELECT severity, message, found FROM findings WHERE rule = 'decision_unmatched'"
    ((severity, message, found),) = rows(place / "c", told)
    assert (severity, message.rpartition(": ")[2], says in found) == ("error", "one", True)


def test_a_document_that_changed_is_held_back_again(place):
    put(place, value=TWO_VALUES)
    run(place)
    decide(place, *(one for one in pasted(place) if one["kind"] == "line"))
    run(place)
    put(place, value="≥91%≥98%")
    assert run(place).exit_code == 3
    assert rows(place / "c", HELD) == [(1,)]
    assert "decision_unmatched" in by_rule(place)


def test_a_decision_about_a_folder_that_fits_nowhere_is_listed(place):
    put(place)
    alias = {"kind": "alias", "word": "没有的词", "role": "operator", "expect": ""}
    decide(place, signed(document="2024/*", **alias))
    assert run(place).outdated == ["decisions.yml: one"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- id: one\n  id: two\n", "the key id stands twice"),
        ("- {kind: guess}\n", "kind: 'guess' is none of"),
        ("- {kind: line, id: one}\n", "missing or unknown: answer, date"),
        ("- just text\n", "no mapping"),
        ("kind: line\n", "is no list"),
        ("- ]", "decisions.yml"),
    ],
)
def test_a_file_that_cannot_be_used_stops_the_run(place, text, says):
    put(place)
    (place / "decisions.yml").write_text(text, encoding="utf-8")
    with pytest.raises(WarehouseError, match=says) as error:
        run(place)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"role": "nonsense"}, "role: 'nonsense' is none of"),
        ({"answer": "perhaps"}, "answer: 'perhaps' is none of"),
        ({"answer": ""}, "to be filled in: answer"),
        ({"who": " "}, "to be filled in: who"),
        ({"id": "a, b"}, "neither spaces nor commas"),
        ({"document": "2024/没有.txt"}, "没有.txt"),
        ({"colour": "red"}, "colour"),
        ({"kind": "line", "rule": "row_sum"}, "missing or unknown: role, word"),
    ],
)
def test_an_entry_that_cannot_be_used_stops_the_run(place, changes, says):
    put(place)
    decide(place, signed(**ALIAS, expect="") | changes)
    with pytest.raises(WarehouseError, match=says):
        run(place)


def test_an_unknown_rule_and_a_page_that_is_no_number_stop_the_run(place):
    put(place)
    for changes, says in (({"rule": "row_sum"}, "rule: 'row_sum'"), ({"page": "3"}, "are numbers")):
        decide(place, signed(**LINE, expect="") | changes)
        with pytest.raises(WarehouseError, match=says):
            run(place)


def test_a_file_in_another_encoding_stops_the_run(place):
    put(place)
    (place / "decisions.yml").write_bytes("- id: 一\n".encode("gb18030"))
    with pytest.raises(WarehouseError, match=r"decisions\.yml"):
        run(place)


def test_an_id_used_twice_stops_the_run(place):
    put(place)
    decide(place, *(signed(**ALIAS, expect="") for _ in range(2)))
    with pytest.raises(WarehouseError, match="one is used twice"):
        run(place)


def test_explain_prints_the_entry(place):
    put(place, value=TWO_VALUES)
    run(place)
    for question in (
        "SELECT finding_id FROM findings WHERE rule = 'read_not_printed'",
        "SELECT indicator_id FROM quarantine",
    ):
        ((identity,),) = rows(place / "c", question)
        shown = explain(place / "c", place / "raw", identity)
        assert "kind: line" in shown
        assert 'expect: "产出指标\\t质量指标\\t验收合格率' in shown


PARTS = "<p>{between}</p>".join(f"<table>{{{name}}}</table>" for name in ("first", "second"))
HEADER = ("一级指标", "二级指标", "三级指标", "年度指标值")
ROWS = (
    ("产出指标", "数量指标", "培训次数", "≥4次"),
    ("产出指标", "质量指标", "验收合格率", "≥95%"),
    ("效益指标", "社会效益指标", "群众知晓率", "≥80%"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
)
CUT = "2024/续表.html"


def put_cut(place, between="以下为另一部分内容，供参考。") -> None:
    """A table that is cut in two by a sentence."""
    title = (
        "<h1>项目支出绩效目标表</h1><p>部门名称：广州市海珠区某局</p><p>项目名称：信息化运维</p>"
    )
    markup = title + PARTS.format(
        between=between, first=_html((HEADER, *ROWS[:2])), second=_html(ROWS[2:])
    )
    (place / "raw" / CUT).write_text(f"<meta charset=utf-8>{markup}", encoding="utf-8")


def _html(cells) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in cells)
    return "".join(f"<tr>{line}</tr>" for line in lines)


def join(**values: Any) -> dict[str, Any]:
    return signed(kind="join", document=CUT, expect="\t".join(ROWS[2])) | values


PUBLISHED = "SELECT name, annual_value FROM indicators ORDER BY ordinal"


def test_a_confirmed_join_makes_one_table_of_two(place):
    put_cut(place)
    run(place)
    decide(place, join())
    done = run(place, replay=True)
    assert (done.read, done.exit_code, done.outdated) == (1, 0, [])
    assert rows(place / "c", PUBLISHED) == [row[2:] for row in ROWS]
    assert "one, join: so (me, 2024-05-06)" in by_rule(place)["settled"]


def test_the_entry_for_a_table_that_was_lost_offers_the_join(place):
    lost = {
        "finding_id": "f", "indicator_id": None, "path": CUT, "rule": "printed_not_read",
        "message": "What …", "found": "x", "expected": "", "page": None, "sheet": None, "row": 1,
        "source_text": "\t".join(ROWS[2]) + "\n" + "\t".join(ROWS[3]),
    }  # fmt: skip
    line, second = yaml.safe_load(entry(lost))
    assert (line["kind"], second["kind"], second["expect"]) == ("line", "join", "\t".join(ROWS[2]))


def test_a_refused_join_holds_the_table_back(place):
    put_cut(place, between="")
    decide(place, join(answer="refuse"))
    assert run(place).statuses == {"in_part": 1}
    assert {name for name, _ in rows(place / "c", PUBLISHED)} <= {row[2] for row in ROWS[:2]}
    assert "one, join: so (me, 2024-05-06)" in by_rule(place)["refused"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"expect": "\t".join(HEADER)}, "no table stands before it"),
        ({"expect": "产出指标"}, "no table prints this row there"),
        ({"row": 99}, "no table prints this row there"),
    ],
)
def test_a_join_that_does_not_fit_is_told(place, changes, says):
    put_cut(place)
    decide(place, join(**changes))
    assert run(place).exit_code == 3
    told = "SELECT found FROM findings WHERE rule = 'decision_unmatched'"
    assert rows(place / "c", told) == [(says,)]


def test_a_confirmed_role_reads_a_column_without_a_header(place):
    put(place, sign="")
    run(place)
    header = "一级指标\t二级指标\t三级指标\t年度指标值\t计量单位"
    role = {"kind": "role", "column": 4, "role": "operator", "expect": header}
    decide(place, signed(**role))
    done = run(place, replay=True)
    assert (done.exit_code, done.outdated) == (0, [])
    read = "SELECT target_operator, target_number FROM indicators ORDER BY ordinal"
    assert rows(place / "c", read) == [(">=", 4), (">=", 95), ("<=", 80), (">=", 90)]


def test_a_refused_role_holds_the_table_back(place):
    put(place)
    header = "一级指标\t二级指标\t三级指标\t比较符号\t年度指标值\t计量单位"
    role = {"kind": "role", "column": 4, "role": "operator", "expect": header}
    decide(place, signed(answer="refuse", **role))
    assert run(place).exit_code == 0
    assert rows(place / "c", HELD) == [(4,)]
