"""Links in messages to readers: signed numbers of a row and its generation, made on delivery, never kept.

Each kind of link has a signer of its own, so that a link that stops cannot confirm.
"""

from django.core.signing import BadSignature, Signer

# A dot is no part of what is signed, and stays inside a link in every mail program.
SEPARATOR = "."
LONGEST = 120
# Part of an address: what a token can look like.
PATTERN = rf"(?P<token>[\w.=-]{{1,{LONGEST}}})"


def _signer(kind):
    return Signer(salt=f"readers.{kind}", sep=SEPARATOR)


def token(kind, *numbers):
    """Return the token of a kind for these numbers."""
    return _signer(kind).sign("-".join(map(str, numbers)))


def numbers(kind, given, count):
    """Return the numbers of a token that we made for this kind, or None."""
    try:
        found = _signer(kind).unsign(given).split("-")
    except BadSignature:
        return None
    return tuple(map(int, found)) if len(found) == count else None


def confirm_path(following, generation):
    """Return the address of the page that asks for a yes to one thing."""
    return f"/follow/confirm/{token('confirm', following, generation)}/"


def manage_path(follower, generation):
    """Return the address of the page with everything that an address follows."""
    return f"/follow/manage/{token('manage', follower, generation)}/"


def stop_path(follower):
    """Return the address that stops everything: from any message, however old, so without a generation."""
    return f"/follow/stop/{token('stop', follower)}/"


def sent_path(question):
    """Return the address of the page that says that a question was sent."""
    return f"/contact/sent/{token('sent', question)}/"
