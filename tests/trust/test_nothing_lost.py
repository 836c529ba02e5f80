"""Any table through the road: every source cell is in a row, in quarantine or in a finding; and any
text through explode rebuilds the cell.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from schemas.lookup import rows
from tests.documents import HEADER, ITEMS
from transforms.explode import explode
from transforms.parse import parse
from transforms.rows.source import Source

LEVELS = st.sampled_from(
    [
        "产出指标",
        "效益指标",
        "满意度指标",
        "数量指标",
        "质量指标",
        "社会效益指标",
        "服务对象满意度指标",
        "",
        "胡说",
    ]
)
HEADERS = st.lists(
    st.sampled_from(
        [
            "一级指标",
            "二级指标",
            "三级指标",
            "指标值",
            "年度指标值",
            "实际完成值",
            "计量单位",
            "运算符号",
            "分值",
            "得分",
            "备注",
            "偏差原因分析及改进措施",
            "怪列",
        ]
    ),
    min_size=3,
    max_size=8,
    unique=True,
)
WORDS = st.text(
    st.sampled_from("培训次数合格率完成及时覆盖甲乙丙丁≥≤%0123456789个人"), min_size=4, max_size=12
)


@st.composite
def tables(draw):
    """A form with a header of some columns in any order, and rows whose cells carry marks that
    stand nowhere else.
    """
    header = draw(HEADERS)
    marks: list[str] = []
    lines = [
        "项目支出绩效目标表",
        "部门名称：广州市海珠区某局",
        "单位：万元",
        "",
        "项目名称\t某项目",
        "年度总体目标\t保障运行",
        "\t".join(header),
    ]
    for number in range(draw(st.integers(1, 5))):
        cells = []
        for column, name in enumerate(header):
            if name in ("一级指标", "二级指标"):
                cells.append(draw(LEVELS))
            elif draw(st.booleans()):
                marks.append(f"字{number}列{column}{draw(WORDS)}")
                cells.append(marks[-1])
            else:
                cells.append("")
        lines.append("\t".join(cells))
    return "\n".join([*lines, ""]), marks


@given(tables())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_cell_of_any_table_is_somewhere(table):
    text, marks = table
    parsed = parse(text.encode(), Source("2024/a.txt"))
    assert {row["rule"] for row in parsed.findings} <= {row["rule"] for row in rows("rules")}
    if parsed.document["status"] != "no_table":
        whole = json.dumps(
            [parsed.projects, parsed.indicators, parsed.findings], ensure_ascii=False, default=str
        )
        assert [mark for mark in marks if mark not in whole] == []


ALIASES = sorted({row["alias"].replace("*", "") for row in rows("header_aliases")})
REAL = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "备注"],
    ["一级指标", "二级指标", "指标内容", "指标值（中期）", "指标值（年度）"],
    [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    ["项目名称", "预算数", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"],
    [
        "项目名称（资金使用单位）",
        "总计",
        "财政拨款",
        "财政专户拨款",
        "其他资金",
        "绩效目标",
        "绩效指标",
    ],
    ["序号", "单位名称", "项目名称", "年度绩效目标", "产出指标", "效益指标", "满意度指标"],
]
FORMS = [(), ("项目名称", "主管部门"), ("项目名称", "年度总体目标", "年度资金总额")]
ANY = st.text(
    st.sampled_from("培训次数合格率完成及时覆盖甲乙丙丁≥≤%0123456789个人（）"), max_size=10
)


@st.composite
def merged(draw, width, height):
    """Row, column, height and width of cells that cover a body without hole or overlap, some merged
    down, some across.
    """
    taken, cells = set(), []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            wanted = draw(st.sampled_from([1] * 7 + [2, width]))
            across = free_width(taken, row, column, min(wanted, width - column))
            down = min(draw(st.sampled_from([1] * 6 + [2, 3])), height - row)
            if taken & covered(row, column, down, across):
                down = 1
            taken |= covered(row, column, down, across)
            cells.append((row, column, down, across))
    return cells


def free_width(taken, row, column, most):
    """How many positions from here on are free, up to ``most``."""
    return next((n for n in range(most) if (row, column + n) in taken), most)


def covered(row, column, down, across):
    return {(row + d, column + a) for a in range(across) for d in range(down)}


@st.composite
def pages(draw):
    """A web page with one table: a header as it is published, or of known and unknown words in any
    order, and a body merged at random.
    """
    header = draw(
        st.one_of(
            st.sampled_from(REAL),
            st.lists(st.sampled_from([*ALIASES, "怪列", ""]), min_size=3, max_size=8, unique=True),
            st.permutations(REAL[0]),
        )
    )
    form = draw(st.sampled_from(FORMS))
    marks = [f"表{number}{draw(ANY)}" for number in range(len(form))]
    lines = [
        f"<tr><td>{label}</td><td colspan={len(header) - 1}>{mark}</td></tr>"
        for label, mark in zip(form, marks, strict=True)
    ]
    lines.append("<tr>" + "".join(f"<td>{one}</td>" for one in header) + "</tr>")
    height = draw(st.integers(1, 6))
    body = [""] * height
    for row, column, down, across in draw(merged(len(header), height)):
        text = draw(
            st.one_of(
                st.just(""),
                LEVELS if header[column] in ("一级指标", "二级指标", "绩效指标") else st.just(""),
                ANY.map(f"字{row}列{column}".__add__),
            )
        )
        marks += [text] if text.startswith("字") else []
        body[row] += f"<td rowspan={down} colspan={across}>{text}</td>"
    lines += [f"<tr>{cells}</tr>" for cells in body]
    return (
        (
            "<html><meta charset=utf-8><p>项目支出绩效目标表</p>"
            "<p>部门名称：广州市海珠区某局</p><p>单位：万元</p>"
            f"<table>{''.join(lines)}</table></html>"
        ),
        marks,
    )


def lost(page: str, marks: list[str]) -> list[str]:
    """The marks that stand nowhere in the rows and findings of the page."""
    parsed = parse(page.encode(), Source("2024/a.html"))
    whole = json.dumps(
        [parsed.projects, parsed.indicators, parsed.findings], ensure_ascii=False, default=str
    )
    return (
        [mark for mark in marks if mark not in whole]
        if parsed.document["status"] != "no_table"
        else []
    )


@given(pages())
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
def test_every_cell_of_any_merged_table_is_somewhere(page):
    assert lost(*page) == []


def test_every_cell_of_tables_in_which_some_were_lost_is_somewhere():
    """A goal alone in its row, a text among the running numbers, a name that heads a project with a
    unit of its own, a note across the table below.
    """
    listing = ["项目名称", "预算数", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]
    wide = ["序号", "单位名称", "项目名称", "年度绩效目标", "产出指标", "效益指标", "满意度指标"]
    for header, body in (
        (listing, [["", "", "字甲", "", "", "", ""]]),
        (wide, [["字甲", "", "字乙", "", "", "字丙", ""]]),
        (wide, [["", "", "字甲", "", "", "", ""], ["", "字乙", "字丙", "", "字丁", "", ""]]),
        (wide, [["", "", "字甲", "", "", "字乙", ""], ["字丙"]]),
    ):
        table = "".join(
            "<tr>"
            + "".join(f"<td colspan={7 if len(row) == 1 else 1}>{cell}</td>" for cell in row)
            + "</tr>"
            for row in (header, *body)
        )
        assert (
            lost(
                "<html><meta charset=utf-8><p>项目支出绩效目标表</p><p>单位：万元</p>"
                f"<table>{table}</table></html>",
                [cell for row in body for cell in row if cell],
            )
            == []
        )


@pytest.mark.parametrize(
    ("header", "row", "mark"),
    [
        (
            ["一級指標", "一级", "三級指標", "年度计划值", "年度绩效目标表"],
            "<td></td><td></td><td colspan=2></td><td>字甲</td>",
            "字甲",
        ),
        (
            ["三級指標", "自评得分", "目标值及单位", "行次"],
            "<td></td><td></td><td></td><td>字甲</td>",
            "字甲",
        ),
        (
            ["专项资金名称", "绩效指标值", "評分標準", "分值", "其他收入", "分值权重", "具体指标"],
            "<td colspan=2></td><td colspan=2>字甲</td><td colspan=2></td><td></td>",
            "字甲",
        ),
    ],
)
def test_an_odd_cell_is_told(header, row, mark):
    """Found by a search of many thousand pages: a title as a column, a text among running numbers,
    one across a column of points.
    """
    head = "".join(f"<td>{one}</td>" for one in header)
    assert (
        lost(
            f"<html><meta charset=utf-8><p>项目支出绩效目标表</p><table><tr>{head}</tr>"
            f"<tr>{row}</tr></table></html>",
            [mark],
        )
        == []
    )


def test_a_name_without_amount_is_no_sum():
    """Found by the search: such a row was passed over like the sums, which are checked."""
    table = (
        "<table><tr><td>项目名称</td><td colspan=6>表00</td></tr>"
        "<tr><td>主管部门</td><td colspan=6>表1人（1覆格2）57</td></tr>"
        "<tr><td>指标计量单位</td><td>绩效指标</td><td>实施单位</td><td>指标说明</td>"
        "<td>项目总额</td><td>单位(专项)名称</td><td>实际实现值</td></tr>"
        "<tr><td rowspan=3>字0列0乙</td><td></td><td></td><td rowspan=2 colspan=2>字0列3个</td>"
        "<td></td><td rowspan=2></td></tr>"
        "<tr><td rowspan=2></td><td rowspan=2></td><td>字1列5（率4≥个</td></tr>"
        "<tr><td rowspan=3></td><td rowspan=3></td><td></td><td>字2列6</td></tr>"
        "<tr><td rowspan=3></td><td></td><td rowspan=3>字3列2甲完</td>"
        "<td>字3列51覆及盖66合完%）</td><td></td></tr>"
        "<tr><td rowspan=2>胡说</td><td colspan=2></td></tr>"
        "<tr><td></td><td></td><td colspan=2>字5列51覆及盖66合完%）</td></tr></table>"
    )
    assert (
        lost(
            "<html><meta charset=utf-8><p>项目支出绩效目标表</p>"
            f"<p>部门名称：广州市海珠区某局</p><p>单位：万元</p>{table}</html>",
            ["字3列51覆及盖66合完%）"],
        )
        == []
    )


CELLS = st.lists(
    st.one_of(
        st.sampled_from([item.format(n=1) for item in ITEMS]),
        st.sampled_from(
            [
                "；",
                ";",
                "1、",
                "2、",
                "3.",
                "1-产出指标,",
                "11-数量指标,",
                "实施周期指标值:",
                "年度指标值:",
                ",",
                "指标值",
                "\n",
                " ",
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=12,
).map("".join)


@given(CELLS)
@settings(max_examples=400, deadline=None)
def test_items_and_gaps_rebuild_any_cell(text):
    done = explode(text)
    assert "".join(text[start:end] for start, end in done.spans()) == text
    for item in done.items:
        source = text[slice(*item.span)]
        for part in (
            item.name,
            item.category,
            item.subcategory,
            item.period_value,
            item.annual_value,
        ):
            assert part is None or part in source
        (again, *more) = explode(source).items
        assert not more
        assert (again.name, again.category_code, again.subcategory_code) == (
            item.name,
            item.category_code,
            item.subcategory_code,
        )


@given(CELLS.filter(str.strip))
@settings(max_examples=150, deadline=None)
def test_every_character_of_an_indicators_cell_is_in_a_row_or_a_finding(text):
    cell = " ".join(text.replace("\t", " ").split())
    document = "\n".join(
        [
            "部门名称：广州市海珠区某局",
            "单位：万元",
            "",
            HEADER,
            f"甲\t1.00\t1.00\t\t\t目标\t{cell}",
            "",
        ]
    )
    parsed = parse(document.encode("utf-8", "replace"), Source("2024/a.txt"))
    said = "".join(
        [row.source_text for row in parsed.indicators]
        + [str(row["source_text"]) + str(row["found"]) for row in parsed.findings]
    )
    assume(parsed.document["format"] == "text" and parsed.projects)
    for piece in explode(cell.encode("utf-8", "replace").decode()).left_over:
        assert piece in said
