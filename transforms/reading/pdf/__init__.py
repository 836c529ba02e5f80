"""PDF -> Document: page -> characters and edges -> grids -> cells.

``words`` picks the pages worth the cost, ``page`` and ``paths`` take characters and edges out of
PDFium, ``marks`` is what they hand on; ``grid``, ``cells``, ``text`` and ``unruled`` make tables of
it and know nothing of PDF: OFD and recognised scans go through them too.
"""

from __future__ import annotations

from transforms.document import Document

FORMAT = "pdf"
# ISO 32000-2, 7.5.2 and Annex C: readers accept the header within the first 1024 bytes
_HEAD = 1024


def matches(data: bytes) -> bool:
    """Whether a PDF header stands at the beginning.

    >>> matches(b'%PDF-1.7 ...'), matches(b'PK')
    (True, False)
    """
    return b"%PDF-" in data[:_HEAD]


def read(data: bytes, name: str) -> Document:
    """Lines and tables of the pages that may hold a target table. Raises UnreadableError:
    ``password``, ``broken_pdf``, ``too_many_pages``.
    """
    from transforms.reading.pdf.document import read_pdf

    return read_pdf(data, name)
