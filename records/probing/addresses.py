"""Reads an address strictly: what is odd about it is a reason not to ask."""

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

USUAL = {"http": 80, "https": 443}
HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
# 127.1, 0x7f000001 and 2130706433 are ways to write 127.0.0.1 that systems understand.
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
LONGEST_HOST = 253

ODD = "It is not a complete web address."
NO_WEB = "It begins with neither http:// nor https://."
SECRETS = "It has a name or a password in it."
PORT = "It names another port than the web's own."
NO_NAME = "It has no name that the whole internet knows."
NUMBERS = "Its host is a number that is not written out."


class NotAsked(Exception):
    """An address that is not asked, and why."""


@dataclass(frozen=True)
class Address:
    """An address in its parts; ``host`` and ``target`` are ASCII, the fragment is left out."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_secure(self):
        return self.scheme == "https"

    @property
    def is_number(self):
        """Whether the host is written as an IP address."""
        return ":" in self.host or bool(NUMBER.fullmatch(self.host.rsplit(".", 1)[-1]))

    def __str__(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == USUAL[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def read_address(text):
    """Return the ``Address`` of a text. Raises ``NotAsked``."""
    if "\\" in text or not all(char.isprintable() and not char.isspace() for char in text):
        raise NotAsked(ODD)
    try:
        parts = urlsplit(text)
        name, port = parts.hostname, parts.port
    except ValueError:
        raise NotAsked(ODD) from None
    if parts.scheme not in USUAL:
        raise NotAsked(NO_WEB)
    if "@" in parts.netloc:
        raise NotAsked(SECRETS)
    if (port if port is not None else USUAL[parts.scheme]) not in USUAL.values():
        raise NotAsked(PORT)
    query = f"?{parts.query}" if parts.query else ""
    return Address(
        scheme=parts.scheme,
        host=_host(name or "", is_bracketed="[" in parts.netloc),
        port=port or USUAL[parts.scheme],
        target=iri_to_uri(f"{parts.path or '/'}{query}"),
    )


def _host(name, *, is_bracketed):
    """Return a host's name in ASCII, or its IP address. Raises ``NotAsked``."""
    if is_bracketed:
        # What follows a percent sign names one of our own network cards.
        return _number(IPv6Address, name.replace("%", "no zone"))
    try:
        host = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise NotAsked(ODD) from None
    if not HOST.fullmatch(host) or len(host) > LONGEST_HOST:
        raise NotAsked(ODD)
    if NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
        return _number(IPv4Address, host)
    if "." not in host:
        raise NotAsked(NO_NAME)
    return host


def _number(kind, text):
    try:
        return str(kind(text))
    except AddressValueError:
        raise NotAsked(NUMBERS) from None
