"""The figures of a run: by format, by change, and the failures by kind, the most frequent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from benchmarks.accuracy.documents import Record
from benchmarks.accuracy.run import PLAIN, fails

BEGIN, END = "<!-- figures of make accuracy -->", "<!-- end of the figures -->"
VERDICTS = ("exact", "told", "silent", "invented")
APART = {"ofd"}  # nobody else's program writes it here
_COUNTS = ("rows", "wanted", "projects", "projects_silent")
_HEAD = "| {} | documents | rows | exact | told | silent | invented | projects |\n{}"


def figures(records: Iterable[Record]) -> Counter[str]:
    """Documents, rows and verdicts of some records."""
    total: Counter[str] = Counter()
    for record in records:
        total.update({name: record[name] for name in _COUNTS})
        total["documents"] += 1
        total.update({verdict: record[verdict] for verdict in VERDICTS})
    return total


def _line(name: str, records: list[Record]) -> str:
    one = figures(records)
    share = f"{one['exact'] / one['rows']:.1%}" if one["rows"] else ""
    loud = (str(one[verdict]) for verdict in VERDICTS[1:])
    right = f"{one['projects']} of {one['wanted']}, {one['projects_silent']} silent"
    cells = (name, str(one["documents"]), str(one["rows"]), share, *loud, right)
    return f"| {' | '.join(cells)} |"


def table(head: str, records: list[Record], names: Callable[[Record], Sequence[str]]) -> str:
    """The figures by what ``names`` says of a record, which counts under each name."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for name in names(record):
            groups[name].append(record)
    lines = [_line(name, groups[name]) for name in sorted(groups)]
    return "\n".join([_HEAD.format(head, "|---" * 8 + "|"), *lines])


def kinds(records: list[Record]) -> list[tuple[str, Counter[str], list[int]]]:
    """The failures by kind: what is at fault and what went wrong; with counts and seeds."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seeds: dict[str, list[int]] = defaultdict(list)
    for record in failures(records):
        for cause, what in record["causes"]:
            counts[f"{cause}: {what}"].update({"documents": 1, record["printer"]: 1})
            seeds[f"{cause}: {what}"].append(record["seed"])
    return sorted(
        ((kind, count, seeds[kind]) for kind, count in counts.items()),
        key=lambda one: -one[1]["documents"],
    )


def failures(records: Iterable[Record]) -> list[Record]:
    """The records in which something is silent or invented."""
    return [one for one in records if fails(one)]


def wrong(records: Iterable[Record]) -> int:
    """How many rows are silent or invented, and projects silent, OFD too."""
    kinds = ("silent", "invented", "projects_silent")
    return sum(int(one.get(kind) or 0) for one in records for kind in kinds)


def tables(records: list[Record]) -> Iterator[str]:
    """The figures by format and by change as Markdown."""
    judged = [one for one in records if "exact" in one]
    apart = [one for one in judged if one["printer"] in APART]
    others = [one for one in judged if one["printer"] not in APART]
    yield table("format", others, lambda one: (one["printer"], "all"))
    yield "Apart, since its writer is our own:"
    yield table("format", apart, lambda one: (one["printer"],))
    yield "By change, where it is the only one:"
    alone = [one for one in others if len(one["changes"]) < 2]
    yield table("change", alone, lambda one: one["changes"] or (PLAIN,))


def pages(records: list[Record]) -> Iterator[str]:
    """The whole report as Markdown."""
    judged = [one for one in records if "exact" in one]
    yield f"{len(records)} documents, {len(records) - len(judged)} could not be printed."
    yield from tables(records)
    yield "By change, with others or alone:"
    yield table("change", judged, lambda one: one["changes"] or (PLAIN,))
    yield "By table:"
    yield table("table", judged, lambda one: (one["table"],))
    failed = failures(judged)
    plain = [one for one in failed if {cause for cause, _ in one["causes"]} == {PLAIN}]
    yield f"{len(failed)} documents fail, {len(plain)} of them by the table alone. By cause:"
    yield "\n".join(_kind(*one) for one in kinds(failed)[:80])


def into_docs(page: str, records: list[Record], how: str) -> str:
    """A page of docs/ with the figures between its marks. ``how``: they were made so."""
    above, _, rest = page.partition(BEGIN)
    _, _, below = rest.partition(END)
    return "\n\n".join([f"{above}{BEGIN}", how, *tables(records), f"{END}{below}"])


def _kind(kind: str, counts: Counter[str], seeds: list[int]) -> str:
    head = {"documents"}
    formats = ", ".join(f"{k} {n}" for k, n in counts.most_common() if k not in head)
    shown = " ".join(map(str, sorted(seeds)[:8]))
    return f"- {kind} — {counts['documents']} documents ({formats}); seeds {shown}"
