"""Web pages, and what a browser prints of them."""

from __future__ import annotations

from benchmarks.accuracy.form import Break, Form, Grid
from benchmarks.accuracy.printers.printer import (
    MARGIN,
    SIZE,
    Printer,
    escaped,
    header_rows,
    one_by_one,
    paper,
    shares,
    spans,
)

_STYLE = """<style>@page{{size:{wide}mm {high}mm;margin:{margin}mm}}
body{{font-size:{size}pt;margin:0;padding-top:{lead}pt}}
table{{border-collapse:collapse;width:100%;table-layout:fixed}}
td{{border:{border};padding:2px;overflow-wrap:anywhere}}tr{{break-inside:{inside}}}
</style>"""


def page(form: Form) -> bytes:
    """A page with a style for paper."""
    body = "".join(_block(form, block) for block in form.blocks)
    head = f"<meta charset='utf-8'>{_style(form)}"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _style(form: Form) -> str:
    layout, (wide, high) = form.layout, paper(form)
    return _STYLE.format(
        wide=wide,
        high=high,
        margin=MARGIN,
        size=SIZE * layout.scale,
        lead=layout.lead,
        border=f"1px {layout.rules} black",
        inside="avoid" if layout.whole_rows else "auto",
    )


def _block(form: Form, block: str | Grid | Break) -> str:
    if isinstance(block, Break):
        return "<div style='break-after:page'></div>"
    if isinstance(block, str):
        return f"<p>{escaped(block) or '&nbsp;'}</p>"
    rows = [""] * len(block.rows)
    for (r, _), (text, down, across) in spans(block).items():
        shown = escaped(text).replace("\n", "<br>")
        rows[r] += f"<td rowspan={down} colspan={across}>{shown}</td>"
    lines = [f"<tr>{row}</tr>" for row in rows]
    head = header_rows(block) if form.layout.repeat else 0
    columns = "".join(f"<col style='width:{100 * one:.1f}%'>" for one in shares(form, block))
    top = f"<thead>{''.join(lines[:head])}</thead>" if head else ""
    return f"<table>{columns}{top}<tbody>{''.join(lines[head:])}</tbody></table>"


PRINTERS = (Printer("html", "html", 14, one_by_one(page)),)
