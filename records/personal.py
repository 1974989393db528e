"""What the tables of records know of people."""

from django.utils import timezone

from records.holdings import Period, Step, Table, months_before
from records.models import (
    Confirmation,
    ImportedRow,
    LinkCheck,
    Proposal,
    PublicName,
    RegisterVersion,
    SavedView,
    Source,
    Suggestion,
)

# Months.
SENDERS = 6


def take_name_down(name, values):
    """A public name goes as a whole, as it does on request; the post stays."""
    PublicName.objects.filter(pk=name.pk).update(name="", removed_on=timezone.localdate())


def remove_own_views(rows, known, by):
    """Nobody else sees a view that is not shared."""
    rows.filter(shared=False).delete()


def forget_senders(suggestions):
    """Take the address out; what was suggested and done about it stays."""
    suggestions.update(reply_to="")


def forget_sender(rows, known, by):
    """The same for those that the person sent; of those they resolved, the senders are others."""
    for address in known.addresses:
        rows.filter(reply_to__iexact=address).update(reply_to="")


ADDRESS = "The address of one of our pages."
TABLES = [
    Table(RegisterVersion),
    Table(
        Source, words="title publisher note", nobody={"key": "A short word of ours.", "url": "A public page."}
    ),
    Table(PublicName, words="name", rewrite=take_name_down),
    Table(
        ImportedRow,
        words="values",
        nobody={"kind": "The name of a file.", "key": "The key of a row in our own files."},
    ),
    Table(
        LinkCheck,
        nobody={
            "url": "The address of a public page.",
            "moved_to": "Where its site says that it went.",
            "answer": "A sentence of ours about the page.",
        },
    ),
    Table(
        SavedView,
        title="Saved views of lists",
        people="owner",
        words="name query",
        nobody={"label": "The name of a list."},
        erase=remove_own_views,
        erased="Deleted. Those that are shared with colleagues stay.",
    ),
    Table(
        Confirmation,
        title="What you said is still right",
        people="by",
        words="role facts left_out",
        nobody={"about": ADDRESS, "name": "The name of a council.", "request": "Which message it was."},
    ),
    Table(
        Proposal,
        title="Changes you proposed or decided on",
        people="by answered_by",
        words="role values against note answer",
        nobody={"about": ADDRESS, "name": "The name of a council.", "source_link": "A public page."},
    ),
    Table(
        Suggestion,
        title="Suggestions you sent or resolved",
        people="closed_by",
        addresses="reply_to",
        words="text replies done",
        nobody={"about": ADDRESS, "name": "The title of a page."},
        erase=forget_sender,
        erased="What was suggested stays, without the address for the answer.",
    ),
]

PERIODS = [
    Period(
        "Your email address, if you gave one with a suggestion",
        f"{SENDERS} months after the suggestion is resolved",
        "So that we can answer, and answer again if you come back to it.",
        (
            Step(
                lambda now: Suggestion.objects.with_sender(closed_before=months_before(now, SENDERS)),
                forget_senders,
                "without the address",
            ),
        ),
    ),
    Period(
        "What was suggested, proposed and confirmed about a public page",
        "as long as the register; without your name once your account has ended",
        "The network has to be able to show how a fact came about.",
    ),
]
