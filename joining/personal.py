"""What the tables of joining know of people: who applied, whom they named, and who decided."""

from django.db.models import Q

from joining import kept
from joining.actions import forget
from joining.models import Application, ApplicationEvent, ReadyText
from records.holdings import Table


def _is(known, column):
    wanted = Q(pk__in=[])
    for address in known.addresses:
        wanted |= Q(**{f"{column}__iexact": address})
    return wanted


def take_out(rows, known, by):
    """A draft of theirs goes; of what was sent, who sent it goes, and whom it names if that is them."""
    theirs = rows.filter(_is(known, "email"))
    theirs.filter(reference=None).delete()
    forget(theirs, known.nowhere)
    rows.filter(_is(known, "lead_email")).update(lead_name="", lead_role="")


TABLES = [
    Table(
        Application,
        title="Applications for a council to join",
        addresses="email lead_email",
        words="councillor_role officer_role signed_councillor signed_officer planned_for "
        "who_took_part what_was_agreed lead_name lead_role",
        nobody={
            "reference link": "A number, and a public page.",
            "parts": "Words of ours.",
            "decided_by": "Who decided stands in the steps taken with applications.",
        },
        withheld="key generation",
        shows={"council": "council__name"},
        erase=take_out,
        erased="A draft is deleted. What was sent stays with its decision, without name and address.",
    ),
    Table(
        ApplicationEvent,
        title="Steps taken with applications to join, with what was written",
        people="by",
        words="note",
        nobody={"move text": "Words of our own table of moves."},
        shows={"council": "application__council__name"},
    ),
    Table(ReadyText, words="title about body", nobody={"key": "The last part of an address."}),
]

PERIODS = kept.PERIODS
