"""Hosts that a list from elsewhere must not lead to: of this machine, of the office's network, and
the service that tells a cloud machine its own credentials.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Allowed:
    """Private hosts that the operator listed: names, addresses or networks (10.1.0.0/16)."""

    listed: frozenset[str] = frozenset()

    def refuses(self, host: str, address: str) -> bool:
        """Whether ``address``, one of those of ``host``, must not be asked.

        >>> Allowed().refuses("a.gov.cn", "169.254.169.254"), Allowed().refuses("a", "1.1.1.1")
        (True, False)
        >>> Allowed(frozenset(["10.1.0.0/16"])).refuses("nas", "10.1.2.3")
        False
        """
        if host.lower() in self.listed:
            return False
        return any(
            not one.is_global and not any(one in network for network in self._networks())
            for one in _meant(address)
        )

    def refuses_name(self, host: str) -> bool:
        """The same where somebody else looks the name up, a proxy say."""
        try:
            return self.refuses(host, host.strip("[]"))
        except ValueError:
            return host.lower() not in self.listed and is_local(host)

    def _networks(self) -> Iterator[IPv4Network | IPv6Network]:
        for one in self.listed:
            try:
                yield ip_network(one, strict=False)
            except ValueError:
                continue  # a name


def is_local(host: str) -> bool:
    """Whether a name is one of this machine."""
    return host.lower().rstrip(".").rpartition(".")[2] in ("localhost", "localdomain", "internal")


def _meant(address: str) -> Iterator[IPv4Address | IPv6Address]:
    """Every address that one stands for: some of IPv6 hold one of IPv4. Raises ValueError for a
    name.
    """
    one = ip_address(address.partition("%")[0])
    if not isinstance(one, IPv6Address):
        yield one
        return
    inner = one.ipv4_mapped or one.sixtofour
    if one in _NAT64:
        inner = IPv4Address(int(one) & 0xFFFFFFFF)
    yield inner or one
