"""Where the name of a person named in public stands: what points to it, and what it was typed into.

Texts are searched through what each app declares of its tables (``records.holdings``), as in
erasing somebody with an account. Left out are other public names, which may be somebody else's; names of
people with accounts; and what the project's own files said when they were loaded: that is what keeps
the next load from bringing a name back, and nobody is shown it.
"""

from collections import Counter

from accounts.erasure import rewrite, rows_naming
from accounts.models import EarlierName
from accounts.traces import Known
from records.holdings import tables
from records.models import ImportedRow, PublicName

LEFT_OUT = (PublicName, EarlierName, ImportedRow)
# A single word is too often another word: it is shown, and left to a person to change.
FEWEST_WORDS = 2
# What stands before or behind a name is no part of it: “Cllr Sam Example OBE” is also “Sam Example”.
TITLES = ("cllr", "councillor", "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame")
TITLES += ("lord", "lady", "rev", "alderman", "obe", "mbe", "cbe", "jp", "mp")


def rows_with(name):
    """Return ``[(table, row, what is known)]`` of each row that somebody typed the name into."""
    words = [word for word in name.split() if word.strip(".,").lower() not in TITLES]
    if len(words) < FEWEST_WORDS:
        return []
    known = Known(None, (), (), (" ".join(words),))
    searched = [table for model, table in tables().items() if model not in LEFT_OUT]
    return [(table, row, known) for table in searched for row in rows_naming(table, known)]


def strike(name):
    """Take the name out of every text that it was typed into. Returns how many rows."""
    found = rows_with(name)
    for table, row, known in found:
        rewrite(table, row, known)
    return len(found)


def standing(name):
    """Return where a name stands, in sentences for whoever takes it down."""
    words = f"{'; '.join(_pointing_to(name)) or 'Nothing points to it'}."
    counts = Counter(_kind(table.model) for table, _, _ in rows_with(name.name))
    if counts:
        typed = ", ".join(f"{kind} ({count})" for kind, count in sorted(counts.items()))
        words += f" Also typed into: {typed}."
    same = PublicName.objects.filter(name__iexact=name.name).exclude(pk=name.pk).exclude(name="").count()
    if same:
        words += f" The same name stands in {same} more of these rows: tick them too if it is one person."
    return words


def _pointing_to(name):
    """Return what shows the name by pointing to it; earlier versions are not counted."""
    models = [model for model in tables() if not hasattr(model, "instance_type")]
    ways = [
        (model, column.name)
        for model in models
        for column in model._meta.concrete_fields
        if column.related_model is PublicName
    ]
    return [str(row) for model, way in ways for row in model._base_manager.filter(**{way: name.pk})]


def _kind(model):
    earlier = getattr(model, "instance_type", None)
    words = (earlier or model)._meta.verbose_name_plural
    return f"earlier versions of {words}" if earlier else str(words)
