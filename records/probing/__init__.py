"""Asks an address on the web whether it still leads anywhere, and never walks into our own network.

Addresses were typed by people, so each is hostile until shown otherwise: http and https on
their usual ports alone, no address that is not public, no redirect followed, little read,
and little time given. Nothing here knows the database. It is never used while somebody
waits for a page.
"""

from records.probing.addresses import NotAsked, read_address
from records.probing.answers import Answer, Outcome
from records.probing.asking import ask
from records.probing.roads import Road, is_public

__all__ = ["Answer", "NotAsked", "Outcome", "Road", "ask", "is_public", "read_address"]
