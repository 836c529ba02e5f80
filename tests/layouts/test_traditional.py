"""Traditional characters: words are recognised, texts are published as printed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.layouts.test_forms import only, plain, values
from transforms.explode import explode
from transforms.layouts.prose.cut import cut
from transforms.words.folding import as_printed, fold, simple
from transforms.words.headers import column_of
from transforms.words.levels import level

TABLE = Path(__file__).parents[2] / "schemas" / "traditional.csv"


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("項目名稱", "project"), ("三級指標", "name"), ("年度指標值", "annual_value"),
        ("實際完成值", "actual_value"), ("計量單位", "unit"),
        ("偏差原因及改進措施", "deviation_note"),
        ("財政撥款", "fiscal_appropriation"), ("績效指標", "indicators"),
    ],
)  # fmt: skip
def test_headers(printed: str, role: str) -> None:
    assert column_of(printed) == role == column_of(simple(printed))


@pytest.mark.parametrize(
    "printed", ["數量指標", "時效指標", "可持續影響指標", "服務對象滿意度指標"]
)
def test_levels(printed: str) -> None:
    assert level(None, printed).subcategory == simple(printed)


def test_a_table_is_read_and_its_texts_stay_as_printed() -> None:
    extract = only(
        plain(
            ("項目名稱", "水環境治理", "", "", ""),
            ("一級指標", "二級指標", "三級指標", "指標性質", "年度指標值"),
            ("產出指標", "數量指標", "養護長度", "不少於", "5公里"),
            ("滿意度指標", "服務對象滿意度指標", "羣衆滿意度", "≥", "90%"),
            ("審核意見", "同意上報", "", "", ""),
        )
    )
    (project,) = extract.projects
    assert values(project) == [("養護長度", None, "5公里"), ("羣衆滿意度", None, "90%")]
    assert [one.operator for one in project.indicators] == ["不少於", "≥"]
    assert [one.found for one in project.findings] == ["同意上報"]


def test_coded_items_stay_as_printed() -> None:
    text = "1、1-產出指標,11-數量指標,養護長度；實施週期指標值:≥1公里,年度指標值:達到2公里；"
    (item,) = explode(text).items
    assert (item.subcategory, item.name, item.annual_value) == ("數量指標", "養護長度", "達到2公里")
    assert explode(text).left_over == ()


def test_running_text_stays_as_printed() -> None:
    assert cut("組織視察不少於4次")[:2] == ("組織視察", "不少於4次")
    assert as_printed("不少于", "視察不少於4次") == "不少於"


def test_each_character_stands_once() -> None:
    rows = list(csv.DictReader(TABLE.open(encoding="utf-8")))
    characters = [one for row in rows for one in row["traditional"]]
    assert len(characters) == len(set(characters))
    assert not set(characters) & {row["simplified"] for row in rows}
    assert all(fold(one) != one for one in characters)
