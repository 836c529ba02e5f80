"""What stands in the form fields and notes of a page. Everybody sees it, and the page's text does
not have it.

What a viewer draws of a field may differ from what the field says (PDF 32000-1, 12.7.3.3: a font
that lacks a sign draws another), so it is told and not read.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as c

from transforms.reading.pdf.pdfium import function

_UNSEEN = c.FPDF_ANNOT_FLAG_HIDDEN | c.FPDF_ANNOT_FLAG_NOVIEW


def texts_of(document: int, page: int) -> list[str]:
    """The texts of the page's form fields and free texts, without those that are not shown."""
    count = function("FPDFPage_GetAnnotCount", "i", "p")(page)
    if count < 1:
        return []
    with _form(document) as form:
        found = [_text(form, page, index) for index in range(count)]
    return [text for text in found if text]


def _text(form: int, page: int, index: int) -> str:
    note = function("FPDFPage_GetAnnot", "p", "pi")(page, index)
    if not note:
        return ""
    try:
        if function("FPDFAnnot_GetFlags", "i", "p")(note) & _UNSEEN:
            return ""
        match function("FPDFAnnot_GetSubtype", "i", "p")(note):
            case c.FPDF_ANNOT_WIDGET:
                return _field(form, note)
            case c.FPDF_ANNOT_FREETEXT:
                return _string("FPDFAnnot_GetStringValue", note, _key(b"Contents"))
        return ""  # what a viewer shows when somebody asks for it, or no text
    finally:
        function("FPDFPage_CloseAnnot", "v", "p")(note)


def _field(form: int, note: int) -> str:
    """The value of a text field or a list; a button has none that is a text."""
    kind = function("FPDFAnnot_GetFormFieldType", "i", "pp")(form, note)
    if kind not in {c.FPDF_FORMFIELD_TEXTFIELD, c.FPDF_FORMFIELD_COMBOBOX}:
        return ""
    return _string("FPDFAnnot_GetFormFieldValue", form, note)


def _key(name: bytes) -> ctypes.c_char_p:
    return ctypes.c_char_p(name)


def _string(name: str, *arguments: object) -> str:
    call = function(name, "u", "pppu")
    size = call(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    call(*arguments, buffer, size)
    return buffer.raw[: max(size, 2) - 2].decode("utf-16-le", "replace").strip()


@contextmanager
def _form(document: int) -> Iterator[int]:
    """The document's form; 0 if it has none."""
    info = c.FPDF_FORMFILLINFO(version=2)
    call = function("FPDFDOC_InitFormFillEnvironment", "p", "pp")
    form = call(document, ctypes.cast(ctypes.byref(info), ctypes.c_void_p)) or 0
    try:
        yield form
    finally:
        if form:
            function("FPDFDOC_ExitFormFillEnvironment", "v", "p")(form)
