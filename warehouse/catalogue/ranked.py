"""The search of a large build: the same order as the macro ``search`` gives, from an index of pairs
of characters, without looking at every text.

Relevance is 100 times the part of the pairs' weight that a text holds, and 100 times the part of
the words that it holds as they stand. Which pairs a text holds says what it can have at most; only
those that can come first are looked at. ``text_id`` is the order of texts that fit equally: where
enough of the first ones hold everything, no later one can come before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import duckdb

from warehouse.catalogue.definitions import known
from warehouse.catalogue.lists import parameters
from warehouse.catalogue.sql import quote
from warehouse.files.manifest import load_listing
from warehouse.files.settings import load_settings

_VIEWS = ("search_texts", "search_pairs", "search_pair_counts")
NEEDS = " ".join((*_VIEWS, "folded", "shortened"))
"""What a connection must know for ``ranked``."""
FIRST = 1 << 18
"""Texts that are looked at before all others."""
MOST = 60
"""Pairs that fit into the bits of a BIGINT."""
Found = list[tuple[int, float]]
"""(text_id, relevance), best first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. ``pairs``: those that some text holds, rarest first, each with its part of the
    weight of all; ``words``: word -> the bits of its pairs, None where no text holds one of them.
    ``least``: the part of the weight that a text must hold; ``limit``: texts wanted.
    """

    pairs: tuple[tuple[str, float], ...]
    words: dict[str, int | None]
    least: float
    limit: int

    def share(self, first: int = 0) -> float:
        """The part of the weight that the pairs from the ``first`` on have together."""
        return sum(share for _, share in self.pairs[first:])

    def most(self, first: int = 0) -> float:
        """The relevance of a text that holds the pairs from the ``first`` on, at most."""
        held = (1 << len(self.pairs)) - (1 << first)
        whole = sum(bits is not None and bits & held == bits for bits in self.words.values())
        return 100 * self.share(first) + 100 * whole / len(self.words)

    def needed(self, floor: float) -> int:
        """So many pairs, the rarest, of which each text holds one that reaches the ``floor``."""
        for number in range(1, len(self.pairs)):
            if self.most(number) < floor - 0.1 or self.share(number) < self.least - 1e-9:
                return number
        return len(self.pairs)


def indexed(build: Path) -> float | None:
    """The part of the words' weight that a row must hold, if the build holds the index."""
    listed = load_listing(build)
    if listed is None or "search_pairs" not in listed.files:
        return None
    every = known(build.absolute())
    if not all(every[name].reads_files for name in _VIEWS):
        return None
    return float((parameters() | load_settings(build).thresholds)["search_share"])


def shown(words: str, found: Found) -> str:
    """SELECT of what was found, with the columns of `jixiao search`."""
    rows = ", ".join(f"({number}, {relevance!r}::DOUBLE)" for number, relevance in found)
    values = f"(VALUES {rows or '(NULL, NULL)'}) found(text_id, relevance)"
    listed = ", ".join(str(number) for number, _ in found) or "NULL"
    # numbers, and texts that are quoted
    return f"""WITH word AS (SELECT replace(lower(folded(one)), '的', '') AS word FROM
        (SELECT unnest(string_split_regex({quote(words)}, '[\\s\\p{{Z}}]+')) AS one)),
    pair AS (SELECT word[i:i + 1] AS pair FROM word, generate_series(1, length(word) - 1) s(i))
    SELECT about AS 对象, shortened(content, (SELECT min(nullif(strpos(lower(content), pair), 0))
        FROM pair)) AS 内容, places AS 处数, fiscal_year AS 年度, department AS 部门,
        project AS 项目, annual_value AS 年度指标值, relevance AS 相关度, id AS 编号
    FROM {values} JOIN search_texts USING (text_id) WHERE text_id IN ({listed})
    ORDER BY relevance DESC, text_id"""  # noqa: S608


def ranked(
    connection: duckdb.DuckDBPyConnection, words: str, least: float, limit: int
) -> Found | None:
    """The ``limit`` best texts for the words, or None where the index cannot tell: a word of one
    character, or more than MOST pairs. ``connection`` knows what NEEDS names.
    """
    asked = _asked(connection, words, least, limit)
    if asked is None or not asked.pairs:
        return None if asked is None else []
    if len(whole := _wholly(connection, asked)) == limit:
        return whole
    first = _best(connection, asked, f" AND text_id < {FIRST}", len(asked.pairs))
    enough = len(first) == limit
    if enough and first[-1][1] >= round(asked.most(), 1):
        return first
    return _best(connection, asked, "", asked.needed(first[-1][1] if enough else 0))


def _asked(
    connection: duckdb.DuckDBPyConnection, words: str, least: float, limit: int
) -> Asked | None:
    pairs = {word: _pairs(word) for word in _folded(connection, words)}
    every = sorted({pair for some in pairs.values() for pair in some})
    if any(len(word) == 1 for word in pairs) or len(every) > MOST:
        return None
    listed = ", ".join(map(quote, every)) or "NULL"
    held = connection.execute(
        f"FROM search_pair_counts WHERE pair IN ({listed}) ORDER BY text_count, pair"  # quoted
    ).fetchall()
    weights = {pair: log(1 + all_places / places) for pair, _, places, all_places in held}
    total = sum(weights.get(pair, max(weights.values(), default=1)) for pair in every)
    known = _bits(pairs, list(weights))
    shares = tuple((pair, weight / total) for pair, weight in weights.items())
    return Asked(shares, known, least, limit)


def _folded(connection: duckdb.DuckDBPyConnection, words: str) -> list[str]:
    """The different words, folded as the texts are."""
    found = connection.execute(
        r"SELECT DISTINCT replace(lower(folded(one)), '的', '') AS word FROM (SELECT"
        r" unnest(string_split_regex(?, '[\s\p{Z}]+')) AS one) WHERE word <> '' ORDER BY word",
        [words],
    ).fetchall()
    return [word for (word,) in found]


def _bits(pairs: dict[str, set[str]], held: list[str]) -> dict[str, int | None]:
    """Of each word the bits of its pairs; None where no text has one of them."""
    bits = {pair: 1 << number for number, pair in enumerate(held)}
    return {
        word: sum(bits[pair] for pair in some) if some <= bits.keys() else None
        for word, some in pairs.items()
    }


def _pairs(word: str) -> set[str]:
    return {word[place : place + 2] for place in range(len(word) - 1)}


def _best(connection: duckdb.DuckDBPyConnection, asked: Asked, where: str, needed: int) -> Found:
    """The best of the texts that hold one of the ``needed`` rarest pairs. What each can have at
    most is told by its pairs; the texts themselves are looked at until no other can come before.
    """
    look = 2 * asked.limit
    while True:
        candidates = connection.execute(f"{_candidates(asked, where, needed)} LIMIT {look}")
        most = candidates.fetchall()
        best = _looked_at(connection, asked, most)[: asked.limit]
        if len(most) < look or (
            len(best) == asked.limit and _key(best[-1]) < _key((most[-1][0], most[-1][2]))
        ):
            return best
        look *= 8


def _wholly(connection: duckdb.DuckDBPyConnection, asked: Asked) -> Found:
    """The best of the texts that hold every word as it stands, among the first that hold the rarest
    pair: where these are enough, no other comes before them.
    """
    if None in asked.words.values():
        return []
    rarest = connection.execute(
        f"SELECT text_id, 1::DOUBLE, 200 FROM search_pairs"  # noqa: S608  # quoted
        f" WHERE pair = {quote(asked.pairs[0][0])} ORDER BY text_id LIMIT {20 * asked.limit}"
    )
    found = _looked_at(connection, asked, rarest.fetchall())
    return [one for one in found if one[1] == 200][: asked.limit]


def _key(one: tuple[int, float]) -> tuple[float, int]:
    return -one[1], one[0]


def _candidates(asked: Asked, where: str, needed: int) -> str:
    """SELECT text_id, share, most: texts by the relevance that they can have."""
    # numbers, and pairs that are quoted
    few, others = (
        " UNION ALL ".join(
            f"SELECT text_id, {1 << number}::BIGINT AS bit FROM search_pairs"  # noqa: S608
            f" WHERE pair = {quote(asked.pairs[number][0])}{where}{more}"
            for number in numbers
        )
        for numbers, more in (
            (range(needed), ""),
            (range(needed, len(asked.pairs)), " AND text_id IN (SELECT text_id FROM few)"),
        )
    )
    share = " + ".join(
        f"((held >> {number}) & 1) * {share!r}::DOUBLE"
        for number, (_, share) in enumerate(asked.pairs)
    )
    whole = [f"(held & {bits} = {bits})::INTEGER" for bits in asked.words.values() if bits]
    most = f"100 * share + 100 * ({' + '.join(whole) or 0}) / {len(asked.words)}"
    # the parts above
    return (
        f"WITH few AS MATERIALIZED ({few}), held AS"  # noqa: S608
        " (SELECT text_id, bit_or(bit) AS held FROM"
        f" (FROM few{' UNION ALL ' if others else ''}{others}) GROUP BY text_id)"
        f" SELECT text_id, share, round({most}, 1) AS most"
        f" FROM (SELECT *, {share} AS share FROM held) WHERE share >= {asked.least - 1e-9}"
        " ORDER BY most DESC, text_id"
    )


def _looked_at(
    connection: duckdb.DuckDBPyConnection,
    asked: Asked,
    candidates: Sequence[tuple[int, float, float]],
) -> Found:
    """The candidates with their relevance, best first."""
    listed = ", ".join(str(number) for number, *_ in candidates) or "NULL"
    # numbers
    held = connection.execute(
        "SELECT text_id, folded_text FROM search_texts"  # noqa: S608
        f" WHERE text_id IN ({listed})"
    )
    texts = dict(held.fetchall())
    found = [
        (number, round(100 * share + 100 * _whole(asked, texts[number]), 1))
        for number, share, _ in candidates
    ]
    return sorted(found, key=_key)


def _whole(asked: Asked, text: str) -> float:
    return sum(word in text for word in asked.words) / len(asked.words)
