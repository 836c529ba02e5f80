"""One 绩效指标 cell -> items: nothing lost, nothing invented."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from transforms import explode as module
from transforms.explode import explode
from transforms.explode.heads import heads

HEAD = "1-产出指标,11-数量指标,"
GOOD = f"1、{HEAD}安全培训；实施周期指标值:至少一次,年度指标值:至少一次；"


def values(text):
    return [
        (
            item.number,
            item.category_code,
            item.subcategory_code,
            item.name,
            item.period_value,
            item.annual_value,
        )
        for item in explode(text).items
    ]


@pytest.mark.parametrize("separator", [";", "；", "; ", "； ", " ;", ";\n"])
def test_both_separators(separator):
    text = "".join(
        f"{n}、{HEAD}名称{n}；实施周期指标值:≥{n},年度指标值:{n}0%{separator}" for n in (1, 2, 3)
    )
    assert values(text) == [(n, "1", "11", f"名称{n}", f"≥{n}", f"{n}0%") for n in (1, 2, 3)]
    assert explode(text).left_over == ()


def test_without_numbering():
    text = (
        f"{HEAD}甲；实施周期指标值:1,年度指标值:2；3-满意度指标,31-服务对象满意度,乙；"
        "实施周期指标值:≥90%,年度指标值:≥90%；"
    )
    assert values(text) == [
        (None, "1", "11", "甲", "1", "2"),
        (None, "3", "31", "乙", "≥90%", "≥90%"),
    ]
    assert explode(text).announced is None
    cut = text.index("3-")
    assert explode(f" {text}").spans() == ((0, 1), (1, cut + 1), (cut + 1, len(text) + 1))


@pytest.mark.parametrize(
    "name",
    [
        "海珠区12345政务服务便民热线年度大数据分析报告",
        "甲,乙,丙",
        "报告：第1、2季度",
        "指标值完成率",
        "“年度指标值”公开率",
        "指标值:完成情况",
        "（一）培训;演练",
        "2023-2024年度,15-20个点位",
        "A、B、C三类",
        "1-3岁婴幼儿入托率",
        "年度指标值完成率（%）",
        "7×24小时、365天",
    ],
)
@pytest.mark.parametrize("tail", ["", f"2、{HEAD}尾；实施周期指标值:1,年度指标值:1；"])
def test_names_with_digits_commas_colons_brackets_and_the_words(name, tail):
    done = explode(f"1、{HEAD}{name}；实施周期指标值:≥1,年度指标值:≥2；{tail}")
    assert (done.items[0].name, done.items[0].period_value, done.items[0].annual_value) == (
        name,
        "≥1",
        "≥2",
    )
    assert len(done.items) == (2 if tail else 1)
    assert done.left_over == ()


@pytest.mark.parametrize(
    "value",
    [
        "房屋管理到位,环境整洁；车辆有序",
        "1、建立制度；2、完善机制",
        "2023.07-2024.01",
        "比例为1:1",
        "≥95%（含）、不漏报",
        "",
    ],
)
def test_values_may_hold_separators(value):
    done = explode(
        f"1、{HEAD}甲；实施周期指标值:{value},年度指标值:{value}；3、{HEAD}乙；"
        "实施周期指标值:1,年度指标值:1；"
    )
    assert [(item.name, item.period_value, item.annual_value) for item in done.items] == [
        ("甲", value, value),
        ("乙", "1", "1"),
    ]


def test_blank_is_not_missing():
    blank, missing = explode(f"1、{HEAD}甲；实施周期指标值:,年度指标值:；2、{HEAD}乙；").items
    assert (blank.period_value, blank.annual_value) == ("", "")
    assert (missing.name, missing.period_value, missing.annual_value) == ("乙", None, None)


def test_single_value_is_the_annual_one():
    (item,) = explode(f"1、{HEAD}甲；指标值:5个；").items
    assert (item.period_value, item.annual_value) == (None, "5个")


def test_ledger_numbers_a_gap():
    done = explode("".join(f"{n}、{HEAD}名{n}；实施周期指标值:1,年度指标值:1；" for n in (1, 2, 4)))
    assert (len(done.items), done.announced, done.missing) == (3, 4, (3,))


@pytest.mark.parametrize(
    "broken",
    [
        "2、坏的头,乙；实施周期指标值:1,年度指标值:3；",
        "2、3-满意度指标,31-服务对象满意度",
        "2、3-满意度",
        "3-满意度指标,31-服务",
        "2、",
    ],
)
def test_a_head_that_is_not_recognised_is_left_over_not_swallowed(broken):
    done = explode(GOOD + broken)
    assert [(item.name, item.annual_value) for item in done.items] == [("安全培训", "至少一次")]
    assert done.left_over == (broken,)


@pytest.mark.parametrize(
    ("numbers", "announced", "missing"),
    [
        ((1, 2, 3), 3, ()),
        ((2, 3), 3, (1,)),
        ((1, 3), 3, (2,)),
        ((0,), 0, ()),
        ((1,), 1, ()),
        ((3, 1, 2), 3, ()),
    ],
)
def test_the_ledger_says_what_the_numbering_announces_and_what_is_missing(
    numbers, announced, missing
):
    done = explode("".join(f"{n}、{HEAD}名{n}；实施周期指标值:1,年度指标值:1；" for n in numbers))
    assert (done.announced, done.missing, done.left_over) == (announced, missing, ())


def test_without_numbering_nothing_is_announced_and_nothing_missing():
    done = explode(f"{HEAD}甲；实施周期指标值:1,年度指标值:2；")
    assert (done.announced, done.missing) == (None, ())
    assert explode("") == ((), (), (), None, ())


@pytest.mark.parametrize("value", ["95", "型号X", "", "≥95%", "2024年12月"])
def test_the_last_item_may_lack_its_separator(value):
    (item,) = explode(f"1、{HEAD}甲；实施周期指标值:1,年度指标值:{value}").items
    assert (item.number, item.period_value, item.annual_value) == (1, "1", value)


def test_a_broken_first_number_after_an_item_without_one_is_left_over():
    done = explode(f"{HEAD}甲；实施周期指标值:1,年度指标值:1；1、坏的头")
    assert ([item.annual_value for item in done.items], done.left_over) == (["1"], ("1、坏的头",))


@pytest.mark.parametrize(("before", "number"), [("=", None), ("甲", 2), (";", 2)])
def test_a_number_right_behind_a_sign_is_no_numbering(before, number):
    done = explode(f"{before}2、{HEAD}名称；实施周期指标值:1,年度指标值:1；")
    assert (done.items[0].number, done.left_over[:1]) == (number, (before,))


def test_a_value_that_ends_in_a_letter_and_a_numbering_are_told_apart():
    done = explode(
        f"1、{HEAD}甲；实施周期指标值:1,年度指标值:型号X2、{HEAD}乙；"
        "实施周期指标值:1,年度指标值:1；"
    )
    assert [(item.number, item.annual_value, item.doubt) for item in done.items] == [
        (1, "型号X", None),
        (2, "1", None),
    ]


def test_heads_with_and_without_codes_stand_side_by_side():
    tail = "；实施周期指标值:1,年度指标值:2；"
    done = explode(f"1、{HEAD}甲{tail}2、效益指标,社会效益,乙{tail}3、{HEAD}丙{tail}")
    assert [(item.category_code, item.name) for item in done.items] == [
        ("1", "甲"),
        (None, "乙"),
        ("1", "丙"),
    ]
    # a head that has no name and is followed by another
    done = explode(f"1、效益指标,社会效益,{HEAD}甲{tail}")
    assert [(item.category, item.name) for item in done.items] == [
        ("效益指标", ""),
        ("产出指标", "甲"),
    ]
    done = explode(f"{HEAD} 2、效益指标,社会效益,乙{tail}")
    assert [(item.category, item.name) for item in done.items] == [
        ("产出指标", ""),
        ("效益指标", "乙"),
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "7、坏的头；年度指标值:3；",
        "坏的头；年度指标值:3；",
        "7、坏的头；实施周期指标值:2,年度指标值:3；",
        "5、甲；7、坏的头；年度指标值:3；",
    ],
)
def test_yet_another_label_ends_the_item_at_the_last_numbering_or_the_first_separator_before_it(
    broken,
):
    done = explode(f"1、{HEAD}甲；实施周期指标值:1,年度指标值:一；{broken}")
    cut = broken.index("7、") if "7、" in broken else 0
    value = f"一；{broken[:cut]}".rstrip("；")
    assert ([item.annual_value for item in done.items], done.left_over) == (
        [value],
        (broken[cut:],),
    )


def test_text_before_the_first_item_is_left_over():
    assert explode("详见附件。" + GOOD).left_over == ("详见附件。",)


def test_value_and_numbering_that_run_together_are_doubtful():
    done = explode(
        f"2、{HEAD}甲；实施周期指标值:450,年度指标值:4503、{HEAD}乙；"
        "实施周期指标值:1,年度指标值:1；"
    )
    assert [item.doubt for item in done.items] == ["item_glued", None]


def test_codes_may_be_missing():
    (item,) = explode("1、产出指标,数量指标,名称；实施周期指标值:1,年度指标值:2；").items
    assert (item.category_code, item.category, item.subcategory, item.name) == (
        None,
        "产出指标",
        "数量指标",
        "名称",
    )


@pytest.mark.parametrize(
    "head",
    [
        "1、1-产出指标,数量指标,",
        "1、产出指标,11-数量指标,",
        "产出指标,数量指标,",
        "（1）1-产出指标,11-数量指标,",
        "1.1-产出指标,11-数量指标,",
    ],
)
def test_heads_with_one_code_or_another_numbering(head):
    done = explode(
        f"{head}甲；实施周期指标值:1,年度指标值:2；{head}乙；实施周期指标值:3,年度指标值:4；"
    )
    assert [
        (item.category, item.subcategory, item.name, item.period_value, item.annual_value)
        for item in done.items
    ] == [("产出指标", "数量指标", "甲", "1", "2"), ("产出指标", "数量指标", "乙", "3", "4")]
    assert done.left_over == ()


def test_a_label_in_the_name_is_none():
    (item,) = explode(
        f"1、{HEAD}“指标值:”完成率，年度指标值:达标；实施周期指标值:1,年度指标值:2；"
    ).items
    assert (item.name, item.period_value, item.annual_value) == (
        "“指标值:”完成率，年度指标值:达标",
        "1",
        "2",
    )


def test_a_remark_behind_the_last_item_is_left_over():
    done = explode(f"{GOOD}备注：按季度考核。")
    assert [(item.annual_value) for item in done.items] == ["至少一次"]
    assert done.left_over == ("备注：按季度考核。",)


def test_a_label_broken_by_a_line_break_is_one():
    (item,) = explode(f"1、{HEAD}甲；实施周期\n指标值:≥5,年度指\n标值:≥6；").items
    assert (item.period_value, item.annual_value) == ("≥5", "≥6")


def test_a_code_may_lack_its_name():
    (item,) = explode("1、1-产出指标,12-,名称；实施周期指标值:1,年度指标值:2；").items
    assert (item.subcategory_code, item.subcategory, item.name) == ("12", "", "名称")


pieces = st.lists(
    st.sampled_from(
        [
            GOOD,
            HEAD,
            "1、",
            "2、",
            "；",
            ";",
            ",",
            "实施周期指标值:",
            "年度指标值:",
            "指标值",
            "：",
            "≥95%",
            "名称",
            " ",
            "\n",
            "12345",
            "1-",
            "-",
            "（",
            "）",
            "3-满意度指标,31-服务对象满意度,",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.one_of(pieces, st.text(max_size=200)))
@example("")
@example("0、0-,0-,")
@example("١、1-产,1-数,x；指标值:1;")
def test_spans_and_gaps_give_the_cell_back(text):
    done = explode(text)
    assert "".join(text[start:end] for start, end in done.spans()) == text
    edges = [edge for span in done.spans() for edge in span]
    assert edges == sorted(edges)
    assert [text[slice(*gap)].strip() for gap in done.gaps if text[slice(*gap)].strip()] == list(
        done.left_over
    )


@given(pieces)
def test_names_and_values_stand_in_their_span(text):
    for item in explode(text).items:
        own = text[slice(*item.span)]
        assert all(
            part in own for part in (item.name, item.period_value, item.annual_value) if part
        )


names = st.text(
    st.one_of(st.characters(categories=["Lo", "Nd"]), st.sampled_from("-－、.≥%（）()1２/～")),
    min_size=1,
    max_size=12,
)
plain = st.lists(st.tuples(names, names, names), min_size=1, max_size=6).map(
    lambda rows: "".join(
        f"{n}、{HEAD}{name}；实施周期指标值:{period},年度指标值:{annual}；"
        for n, (name, period, annual) in enumerate(rows, 1)
    )
)


@given(plain)
def test_the_short_way_and_the_long_way_agree(text):
    short = module.plain(text)
    heads = module.heads(text)
    ends = [*(head.start() for head in heads[1:]), len(text)]
    assert short == [
        module._item(text, head, end) for head, end in zip(heads, ends[: len(heads)], strict=True)
    ]


def test_a_comma_between_coded_levels_and_a_colon_before_a_sign_may_be_lost():
    """What recognition of a scan loses; a name that speaks of 指标值 keeps its words."""
    (one, two) = explode(
        "1、2-效益指标22-社会效益,响应率；实施周期指标值≥95%,年度指标值＞95%；"
        "2、1-产出指标,11-数量指标,年度指标值达标数；实施周期指标值:5,年度指标值:6；"
    ).items
    assert (one.category, one.subcategory, one.name, one.period_value, one.annual_value) == (
        "效益指标",
        "社会效益",
        "响应率",
        "≥95%",
        "＞95%",
    )
    assert (two.name, two.period_value, two.annual_value) == ("年度指标值达标数", "5", "6")


@pytest.mark.parametrize(
    "before", ["备注3- ", "备注 3－\n", "≥3—  ", "注2- 3、", "22-\n", "共2-　"]
)
def test_a_number_and_a_dash_before_the_code_of_a_level_are_not_its_code(before):
    (head,) = heads(f"{before}21-产出指标,11-数量指标,培训")
    assert head.groups()[1:] == ("21", "产出指标", "11", "数量指标")
