"""Libraries that log the addresses they ask, with the keys in them."""

from __future__ import annotations

import logging

_TALKATIVE = ("httpx", "httpcore", "requests", "urllib3")
_LOUDER = "apprise"  # its errors quote addresses that it does not know; alerts.py says what failed


def keep_addresses_out_of_logs() -> None:
    """They log warnings only, whatever the level of the others, or nothing."""
    logging.getLogger(_LOUDER).setLevel(logging.CRITICAL)
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(max(logging.WARNING, logger.level))
