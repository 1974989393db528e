"""What in a document's description deserves a second look. Nothing here is asked of any other computer."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

PERSONAL = (
    "It seems to hold an email address or a telephone number. Leave out personal details: give the role."
)
INSIDE = "The link seems to open only inside your council. Others may need a public copy, or who holds it."
NOT_SECURE = "The link starts with http://. If the page has a link with https://, use that."
_EMAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d/.-])(?:\+44\s?|0)(?:\d[\s-]?){9,10}(?![\d-])")
_INSIDE = (".local", ".internal", ".lan", ".intranet", ".corp")


def doubts(title, link="", held_by=""):
    """Return a sentence for each thing that may be a mistake; empty if nothing is."""
    found = []
    if any(_EMAIL.search(text) or _PHONE.search(text) for text in (title, held_by)) or _EMAIL.search(link):
        found.append(PERSONAL)
    if link and _is_inside(link):
        found.append(INSIDE)
    elif link.lower().startswith("http://"):
        found.append(NOT_SECURE)
    return found


def _is_inside(link):
    try:
        host = (urlsplit(link).hostname or "").rstrip(".")
    except ValueError:
        return True
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_INSIDE) or host.startswith("intranet.")
