"""The way to a host: its name is looked up once, and what was looked at is what is connected to."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from ipaddress import IPv6Address, ip_address, ip_network

from records.probing.addresses import NotAsked

PRIVATE = "Its name leads into a network that is not public."
# At most so many of a host's addresses are tried.
TRIED = 3

# Not public, or ways to somewhere that is not, whatever a version of Python says of them.
NEVER = tuple(
    map(
        ip_network,
        (
            *("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15"),
            "168.63.129.16/32",  # a cloud's own services, seen from inside it alone
            *("2001::/23", "2002::/16", "3fff::/20"),  # tunnels, and addresses for examples
        ),
    )
)
UNICAST = ip_network("2000::/3")


def is_public(text):
    """Whether an IP address is one that the whole internet can reach."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address.scope_id is not None or address not in UNICAST:
            return False
    odd = address.is_multicast or address.is_reserved or address.is_private or not address.is_global
    return not odd and not any(address in network for network in NEVER if network.version == address.version)


def look_up(address):
    """Return what a host's name stands for as ``(family, socket address)`` pairs.

    IPv4 comes first, as a server without IPv6 would wait for nothing. The dot ends the name,
    so that no domain of our own network is put behind it. Raises ``socket.gaierror``.
    """
    name = address.host if address.is_number else f"{address.host}."
    found = socket.getaddrinfo(name, address.port, type=socket.SOCK_STREAM)
    pairs = dict.fromkeys((family, place) for family, _, _, _, place in found)
    return sorted(pairs, key=lambda pair: pair[0] != socket.AF_INET)


@cache
def trusted():
    """Return the certificates that this machine trusts."""
    return ssl.create_default_context()


@dataclass(frozen=True)
class Road:
    """How hosts are reached. Tests put in their own; the portal uses it as it is."""

    look_up: Callable = look_up
    may_enter: Callable = is_public
    certificates: Callable = field(default=trusted)
    seconds: float = 10

    def connect(self, address, deadline):
        """Return a socket to the host, with TLS if its address says so.

        Raises ``NotAsked`` if any of its IP addresses is not public, or ``OSError``.
        """
        found = self.look_up(address)
        if not found or not all(self.may_enter(place[0]) for _, place in found):
            raise NotAsked(PRIVATE)
        first = None
        for family, place in found[:TRIED]:
            try:
                return self._open(family, place, address, deadline)
            except OSError as fault:
                first = first or fault
        raise first

    def _open(self, family, place, address, deadline):
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(deadline.left())
            sock.connect(place)
            # What was looked at above is what we are connected to; asked again, as it costs nothing.
            if not self.may_enter(sock.getpeername()[0]):
                raise NotAsked(PRIVATE)
            if address.is_secure:
                sock.settimeout(deadline.left())
                sock = self.certificates().wrap_socket(sock, server_hostname=address.host)
        except BaseException:
            sock.close()
            raise
        return sock
