"""PDF readers on documents of about 50 pages: pages a second, peak memory, cells exact.

CPU time of one process a reader, runs interleaved, the best counts.

``python -m benchmarks.bench_pdf [--peers PYTHON] [--rounds N]`` prints Markdown. Peers may live in another environment; a missing one is named.
Everybody's tables go through the same stitching, so that only the reading differs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "material" / "pdf"
READERS = ("text", "ours", "tablers", "pdfplumber", "camelot")
SLOW = {"camelot"}  # one run is enough to see it

WORKER = """
import json, re, sys, time
sys.path.insert(0, {root!r})
reader, path = sys.argv[1:]

def text(path):
    import pypdfium2
    document = pypdfium2.PdfDocument(open(path, "rb").read())
    for index in range(len(document)):
        page = document[index]
        layer = page.get_textpage()
        layer.get_text_range()
        layer.close()
        page.close()
    document.close()
    return []

def ours(path):
    from transforms.reading import read
    pages = {{}}
    for table in read(open(path, "rb").read(), path).tables():
        rows = [[cell.text if cell else "" for cell in row] for row in table.rows]
        number = next(cell.page for cell in table.cells())
        pages.setdefault(number, []).append((rows, table.ruled, table.open_top, table.open_bottom))
    return list(pages.items())

def tablers(path):
    import tablers
    with tablers.Document(path) as document:
        return [(number, [([[cell.text if cell else "" for cell in row.cells] for row in table.rows], True, False, False)
                          for table in tablers.find_tables(page, extract_text=True)]) for number, page in enumerate(document.pages(), 1)]

def pdfplumber(path):
    import pdfplumber
    with pdfplumber.open(path) as document:
        return [(number, [([[cell or "" for cell in row] for row in table], True, False, False) for table in page.extract_tables()])
                for number, page in enumerate(document.pages, 1)]

def camelot(path):
    import camelot
    found = camelot.read_pdf(path, pages="all", flavor="lattice")
    return [(table.page, [(table.df.values.tolist(), True, False, False)]) for table in found]

call = globals()[reader]
if reader != "camelot":
    call(path)
start = time.process_time()
found = call(path)
seconds = time.process_time() - start
print(json.dumps([seconds, int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) // 1024, found]))
"""


def documents(folder: Path) -> dict[str, Path]:
    """The corpus' two prints, and the same table typeset with other rules, among prose and other tables."""
    from benchmarks.pdf_samples import typeset

    truth = json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))
    made = {name: folder / f"{name}.pdf" for name in ("lines", "rects", "cells", "no rules")}
    for name, path in made.items():
        path.write_bytes(typeset(truth, name))
    return {"Word print": CORPUS / "word_print.pdf", "open page breaks": CORPUS / "open_page_breaks.pdf", **made}


def run(python: str, reader: str, path: Path) -> tuple[float, int, float] | None:
    """Seconds, MB and share of exact cells of one run; None if the reader is not installed."""
    done = subprocess.run([python, "-c", WORKER.format(root=str(ROOT)), reader, str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        if "ModuleNotFoundError" in done.stderr:
            return None
        raise RuntimeError(done.stderr[-2000:])
    seconds, memory, found = json.loads(done.stdout.splitlines()[-1])
    return seconds, memory, exact(found) if reader != "text" else float("nan")


def exact(found: list[tuple[int, list[tuple[list[list[str]], bool, bool, bool]]]]) -> float:
    """Share of the truth's cells that stand in the right row and column, white space apart."""
    from transforms.document import Cell, Table
    from transforms.fold import fold
    from transforms.stitch import stitch

    blocks = tuple(Table(tuple(tuple(Cell(text, 1, page) for text in row) for row in rows), *edges)
                   for page, tables in found for rows, *edges in tables if rows and rows[0])
    truth = [[fold(text) for text in row] for row in json.loads((CORPUS / "truth.json").read_text(encoding="utf-8"))["rows"]]
    rows = [[fold(cell.text) if cell else "" for cell in row] for table in stitch(blocks) if isinstance(table, Table) for row in table.rows]
    hits = [max((sum(mine == theirs for mine, theirs in zip(row, want, strict=False)) for row in rows if row[0] == want[0] and len(row) == len(want)),
                default=0) for want in truth]
    return sum(hits) / sum(map(len, truth))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", default=sys.executable, help="the Python that has tablers, pdfplumber and camelot")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, path in documents(Path(folder)).items():
            print(table(name, path, options.peers, options.rounds), flush=True)


def table(name: str, path: Path, peers: str, rounds: int) -> str:
    """One document's results in Markdown."""
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(path))
    best: dict[str, tuple[float, int, float]] = {}
    for number in range(rounds):
        for reader in READERS:
            if number and reader in SLOW:
                continue
            result = run(sys.executable if reader in {"text", "ours"} else peers, reader, path)
            if result and (reader not in best or result[0] < best[reader][0]):
                best[reader] = result
    lines = [f"\n{name}, {pages} pages\n", "| reader | pages/s | times the bare text | MB | cells exact |", "|---|---|---|---|---|"]
    for reader in READERS:
        if reader not in best:
            lines.append(f"| {reader} | not installed | | | |")
            continue
        seconds, memory, share = best[reader]
        speed = f"{pages / seconds:.0f} | {seconds / best['text'][0]:.2f}"
        lines.append(f"| {reader} | {speed} | {memory} | {'-' if reader == 'text' else f'{share:.1%}'} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
