"""Elements of HTML by how a browser shows what they hold."""

from __future__ import annotations

# nothing of them is text of the page
SKIPPED = frozenset(
    """
    script style noscript template head select svg iframe object rt rp
    """.split()  # noqa: SIM905
)
# they break no line
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label
    mark nobr o:p q ruby rb s samp small span strike strong sub sup time tt u var
    wbr img input select textarea button
    """.split()  # noqa: SIM905
)
