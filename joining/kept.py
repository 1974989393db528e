"""How long applications to join are kept, and why."""

from joining.actions import forget, lapse
from joining.models import Application
from joining.workflow import OVER, State
from records.holdings import Period, Step, months_before

DRAFT = QUESTION = 6
OVER_FOR = 12


def untouched_drafts(now):
    """Return drafts that nobody has changed for six months."""
    return Application.objects.filter(state=State.DRAFT, touched_at__lt=months_before(now, DRAFT))


def unanswered(now):
    """Return applications to which Locality's question was put six months ago, with no sign of an answer."""
    since = months_before(now, QUESTION)
    return Application.objects.filter(state=State.ASKED, touched_at__lt=since, state_since__lt=since)


def long_over(now):
    """Return applications that were decided, withdrawn or lapsed a year ago and still name people."""
    since = months_before(now, OVER_FOR)
    return Application.objects.filter(state__in=OVER, erased_at=None, state_since__lt=since)


PERIODS = [
    Period(
        "Drafts of an application to join that were never sent",
        f"{DRAFT} months after they were last changed",
        "Whoever began one may need time for the council to decide.",
        (Step(untouched_drafts),),
    ),
    Period(
        "Applications to join: who sent them, and the lead officer they name",
        f"{OVER_FOR} months after the application was decided or withdrawn",
        "Locality may have to ask how a membership came about. What was decided stays, without names.",
        (
            Step(unanswered, lapse, "lapsed, as a question was not answered for six months"),
            Step(long_over, forget, "left without the people in them"),
        ),
    ),
]
