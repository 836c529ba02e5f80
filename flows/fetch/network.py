"""The connections of a fetch: only to hosts that may be asked, and never longer than allowed."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from flows.fetch.deadlines import at_most, left
from flows.fetch.private import Allowed
from schemas.messages import say


class PrivateHostError(httpx.RequestError):
    """An address of the own network that nobody listed."""


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends with the deadline of the thread that uses it."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes, as they come. Raises httpcore.ReadTimeout."""
        if left() <= 0:
            raise httpcore.ReadTimeout(say("fetch.too_long"))
        return self._inner.read(max_bytes, at_most(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send. Raises httpcore.WriteTimeout."""
        self._inner.write(buffer, at_most(timeout))

    def close(self) -> None:
        """End it."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same, encrypted."""
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, at_most(timeout)))

    def get_extra_info(self, info: str) -> Any:
        """As the connection below says."""
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to the address that was checked: a name that is looked up twice may answer twice."""

    def __init__(self, allowed: Allowed) -> None:
        self._inner, self._allowed = httpcore.SyncBackend(), allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """The first address that answers. Raises PrivateHostError, httpcore.ConnectError."""
        found = _addresses(host, port)
        allowed = [one for one in found if not self._allowed.refuses(host, one)]
        if found and not allowed:
            raise PrivateHostError(say("fetch.private", host=host, address=found[0]))
        failed: Exception = httpcore.ConnectError(say("fetch.no_address", host=host))
        for address in allowed:
            try:
                return _Stream(
                    self._inner.connect_tcp(
                        address, port, at_most(timeout), local_address, socket_options
                    )
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class _Transport(httpx.HTTPTransport):
    """httpx's, on our connections. With a proxy: what the environment allows is the proxy."""

    def __init__(self, allowed: Allowed, proxy: str | None = None) -> None:
        super().__init__()
        tls = httpx.create_ssl_context()
        if proxy is None:
            self._pool = httpcore.ConnectionPool(tls, network_backend=_Backend(allowed))
        else:
            who = httpx.Proxy(proxy)
            named = Allowed(frozenset([who.url.host.lower()]))
            self._pool = httpcore.HTTPProxy(
                str(who.url),
                proxy_auth=who.raw_auth,
                ssl_context=tls,
                network_backend=_Backend(named),
            )


class Transport(httpx.BaseTransport):
    """Directly, or by the proxy that the environment names for a host."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed, self._direct = allowed, _Transport(allowed)
        self._by_proxy = {
            scheme: _Transport(allowed, proxy)
            for scheme, proxy in getproxies().items()
            if scheme in ("http", "https") and proxy.startswith("http")
        }

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Ask. Raises PrivateHostError and what httpx raises."""
        host, proxied = request.url.host, self._by_proxy.get(request.url.scheme)
        if proxied is None or proxy_bypass(host):
            return self._direct.handle_request(request)
        # the proxy looks names up: only what the address itself says can be refused
        if self._allowed.refuses_name(host):
            raise PrivateHostError(say("fetch.private", host=host, address=host))
        return proxied.handle_request(request)

    def close(self) -> None:
        """End all connections."""
        for one in (self._direct, *self._by_proxy.values()):
            one.close()
