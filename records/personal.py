"""What the tables of records know of people."""

from django.utils import timezone

from records.holdings import Table
from records.models import ImportedRow, LinkCheck, PublicName, RegisterVersion, SavedView, Source


def take_name_down(name, values):
    """A public name goes as a whole, as it does on request; the post stays."""
    PublicName.objects.filter(pk=name.pk).update(name="", removed_on=timezone.localdate())


def remove_own_views(rows, known, by):
    """Nobody else sees a view that is not shared."""
    rows.filter(shared=False).delete()


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
]
