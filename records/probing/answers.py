"""What an address answered, and what that says about the link."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.db.models import TextChoices

PERMANENT = {301, 308}
# A page that is not there. Whatever else a site refuses us, it may show to people.
GONE = {404: "There is no such page (404).", 410: "The page was taken away (410)."}
REFUSED = {
    401: "It asks for a password (401).",
    403: "It does not let us look (403).",
    405: "It does not answer checks like ours (405).",
    429: "It wants to be asked less often (429).",
}
LONGEST_ADDRESS = 500


class Outcome(TextChoices):
    """The four things that a check can come to."""

    WORKS = "works", "Works"
    MOVED = "moved", "Has moved"
    UNREAD = "unread", "Could not be read by us"
    FAILED = "failed", "Failed"


@dataclass(frozen=True)
class Answer:
    """What came of asking; ``answered`` says whether a web server said anything at all."""

    outcome: Outcome
    words: str
    moved_to: str = ""
    answered: bool = False


def unread(why):
    """Return that nothing was learned about the link."""
    return Answer(Outcome.UNREAD, f"Could not be read by us. {why}")


def failed(why):
    """Return that there is no web server to show the page."""
    return Answer(Outcome.FAILED, why)


def judge(status, headers, asked):
    """Return what a status says. ``headers`` has ``get``; ``asked`` is the address as a text."""
    if status in PERMANENT:
        return _moved(status, headers.get("Location") or "", asked)
    if status < 400:
        return Answer(Outcome.WORKS, f"It works ({status}).", answered=True)
    if status in GONE:
        return Answer(Outcome.FAILED, GONE[status], answered=True)
    if (status >= 500 or status == 408) and status < 600 and not _is_a_wall(headers):
        return Answer(Outcome.FAILED, f"The site has a fault ({status}).", answered=True)
    why = REFUSED.get(status, f"It does not answer checks like ours ({status}).")
    return Answer(Outcome.UNREAD, f"Could not be read by us. {why}", answered=True)


def _is_a_wall(headers):
    """Whether something that keeps robots out answered in the site's place."""
    return bool(headers.get("cf-mitigated")) or "cloudflare" in (headers.get("Server") or "").lower()


def _moved(status, location, asked):
    """Say where a page went to, as a mere text: it comes from a stranger."""
    try:
        there = urljoin(asked, location)
    except ValueError:
        there = location
    there = "".join(char for char in there if char.isprintable())[:LONGEST_ADDRESS]
    if not location.strip() or not there:
        why = f"It says that it has moved, but not where ({status})."
        return Answer(Outcome.UNREAD, f"Could not be read by us. {why}", answered=True)
    return Answer(Outcome.MOVED, f"It has moved ({status}).", moved_to=there, answered=True)
