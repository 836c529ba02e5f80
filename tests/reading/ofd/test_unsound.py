"""Unsound OFD files: an UnreadableError or a finding, never another error and never silence."""

from __future__ import annotations

import pytest

from tests.reading.ofd import drawing as draw
from tests.reading.ofd.test_tables import ROWS, WIDTHS, texts
from transforms.document import UnreadableError
from transforms.reading import expand, read
from transforms.reading.common.zip import Zip
from transforms.reading.ofd import matches
from transforms.reading.ofd.parts import located
from transforms.reading.ofd.texts import deltas

TABLE = draw.table(ROWS, WIDTHS)
IMAGE = '<ofd:ImageObject ID="7" ResourceID="8" Boundary="0 0 297 210" CTM="297 0 0 210 0 0"/>'


def test_every_cut_is_told() -> None:
    data = draw.ofd(TABLE)
    for size in range(4, len(data), 97):
        with pytest.raises(UnreadableError):
            list(expand(data[:size], "cut.ofd"))


@pytest.mark.parametrize(
    "part", ["Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Tpls/Tpl_0.xml"]
)
@pytest.mark.parametrize(
    "wrong", [None, "", "<a", "<a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
)
def test_missing_and_wrong_parts(part: str, wrong: str | None) -> None:
    found = draw.parts(TABLE, templates=[TABLE])
    if wrong is None:
        del found[part]
    else:
        found[part] = wrong
    with pytest.raises(UnreadableError):
        read(draw.packed(found), "wrong.ofd")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('Size="3.0"', 'Size="big"'),
        ('Size="3.0"', ""),
        ("M ", "Z "),
        ("M 20", "M"),
        ("M 20", "M nan"),
        ("M 20", "M 1e300"),
        ('Boundary="0 0', 'Boundary="0'),
        ('DeltaX="g', 'DeltaX="g x'),
        ("<ofd:TextObject", '<ofd:TextObject CTM="1 2"'),
        ("<ofd:TextObject", '<ofd:TextObject CharDirection="45"'),
    ],
)
def test_wrong_numbers(good: str, bad: str) -> None:
    assert good in TABLE
    with pytest.raises(UnreadableError) as raised:
        read(draw.ofd(TABLE.replace(good, bad)), "wrong.ofd")
    assert raised.value.rule == "broken_file"


def test_one_damaged_page_does_not_cost_the_others() -> None:
    found = draw.parts(TABLE, TABLE, TABLE)
    del found["Doc_0/Pages/Page_1/Content.xml"]
    document = read(draw.packed(found), "hole.ofd")
    assert [(one.rule, one.page) for one in document.unread] == [("unread_part", 2)]
    assert [texts(table) for table in document.tables()] == [ROWS, ROWS]


def test_pictures_and_text_without_meaning_need_ocr() -> None:
    strange = "".join(draw.text(20, 40 + 5 * line, "\ue001\ue002\ue003\ue004") for line in range(5))
    document = read(
        draw.ofd(IMAGE, TABLE + IMAGE, strange, IMAGE + draw.text(147, 205, "- 4 -")), "scan.ofd"
    )
    assert [(one.rule, one.page) for one in document.unread] == [
        ("needs_ocr", 1),
        ("needs_ocr", 3),
        ("needs_ocr", 4),
    ]


def test_composite_objects_are_told() -> None:
    document = read(
        draw.ofd(TABLE + '<ofd:CompositeObject ID="7" ResourceID="8" Boundary="0 0 9 9"/>'),
        "composite.ofd",
    )
    assert [(one.rule, one.page) for one in document.unread] == [("unread_part", 1)]


def test_an_encrypted_file_needs_a_password() -> None:
    with pytest.raises(UnreadableError) as raised:
        read(draw.packed(draw.parts(TABLE) | {"Encryptions.xml": "<a/>"}), "locked.ofd")
    assert raised.value.rule == "password"


def test_a_file_without_pages_is_broken() -> None:
    with pytest.raises(UnreadableError, match="no page"):
        read(draw.ofd(), "empty.ofd")


def test_other_zip_files_are_none() -> None:
    assert not matches(draw.packed({"a/OFD.xml": "<a/>"}))
    assert not matches(b"%PDF-1.4")


def test_endless_repetition_is_not_written_out() -> None:
    assert deltas("g 999999999999999999999 1 5", 3) == [1.0, 1.0, 1.0]


def test_places_of_parts() -> None:
    opened = Zip(
        draw.packed({"Doc_0/Document.xml": "", "Doc_0/Pages/a.xml": "", "Doc_0/b.xml": ""})
    )
    base = "Doc_0/Document.xml"
    assert [
        located(opened, base, one)
        for one in (
            "Pages/a.xml",
            "/Doc_0/Pages/a.xml",
            "Doc_0/Pages/a.xml",
            "Pages\\a.xml",
            "./b.xml",
            "../../b.xml",
        )
    ] == [
        "Doc_0/Pages/a.xml",
        "Doc_0/Pages/a.xml",
        "Doc_0/Pages/a.xml",
        "Doc_0/Pages/a.xml",
        "Doc_0/b.xml",
        "b.xml",
    ]
