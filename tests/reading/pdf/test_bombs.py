"""A PDF whose streams unpack to far more than they take is refused, and any other is read."""

import resource
import zlib

import pytest

from transforms.document import UnreadableError
from transforms.reading.pdf.bombs import MOST, refuse_bombs
from transforms.reading.pdf.document import read_pdf

HEAD = b"""%PDF-1.7
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>
endobj
"""


def pdf(content: bytes, times: int) -> bytes:
    """A page whose content is packed so many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode" * times
    stream = b"4 0 obj\n<</Filter[%b]/Length %d>>stream\n%b\nendstream\nendobj\n"
    return HEAD + stream % (filters, len(content), content) + b"trailer<</Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize("times", [1, 2])
def test_a_bomb_is_refused_before_it_takes_memory(times):
    data = pdf(b" " * (MOST + 1), times)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableError) as told:
        read_pdf(data, "a.pdf")
    assert told.value.rule == "zip_bomb"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10  # KiB


@pytest.mark.parametrize("times", [1, 2])
def test_what_unpacks_to_the_limit_is_none(times):
    refuse_bombs(pdf(b" " * MOST, times), "a.pdf")
