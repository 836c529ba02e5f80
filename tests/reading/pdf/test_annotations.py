"""Form fields and notes of a page: everybody sees them, so they are told, and nothing beside them
is published as if they were empty.
"""

import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from transforms.parse import parse
from transforms.reading import read
from transforms.rows.source import Source

FILES = ("14_formfields.pdf", "15_freetext.pdf")


@pytest.mark.parametrize("name", FILES)
def test_what_stands_in_fields_is_told_and_the_page_held(corpus, name):
    data = (corpus / "prints/odd/forms_fields" / name).read_bytes()
    parsed = parse(data, Source(f"2024/{name}"))
    (finding,) = [row for row in parsed.findings if row["rule"] == "characters_unaccounted"]
    assert "≥99.5%" in finding["found"]
    held = {row.finding_id for row in parsed.indicators}
    assert held == {finding["finding_id"]}


def form(tmp_path, **options):
    canvas = Canvas(str(tmp_path / "form.pdf"))
    registerFont(UnicodeCIDFont("STSong-Light"))
    canvas.setFont("STSong-Light", 12)
    canvas.drawString(72, 700, "产出指标 ≥12")
    canvas.acroForm.textfield(name="value", x=72, y=600, **options)
    canvas.save()
    return read((tmp_path / "form.pdf").read_bytes(), "form.pdf")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"value": "12 times"}, True),
        ({"value": ""}, False),
        ({"value": "12 times", "annotationFlags": "hidden"}, False),
        ({"value": "12 times", "fieldFlags": "multiline"}, True),
    ],
)
def test_only_fields_with_a_text_that_is_seen_are_told(tmp_path, options, told):
    assert bool(form(tmp_path, **options).unaccounted) is told
