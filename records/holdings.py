"""What each table knows of people: the shapes in which every app declares its own, in its ``personal``.

Three things are done from these declarations alone: a person's data are handed out, a person
is erased, and what is kept too long is tidied away. ``tests/test_personal.py`` walks every
column of every table, so that a new one cannot be forgotten.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.module_loading import module_has_submodule

FORMER = "Former colleague"
STAYS = "Stays, as done by a former colleague."


@dataclass(frozen=True, eq=False)
class Table:
    """One table, column by column. Columns are named in one string with spaces between.

    A row is a person's own if one of its ``people`` is the person, one of its ``addresses``
    is theirs, or ``find`` says so.
    """

    model: type[models.Model]
    title: str = ""
    """The heading over a person's own rows, such as “Roles on councils”."""
    people: str = ""
    """Columns that point to a person, or ways to them, such as ``email_address__user``."""
    addresses: str = ""
    """Columns with email addresses."""
    words: str = ""
    """What people write freely: it may name anybody, and is searched for names and addresses."""
    copies: str = ""
    """Where the portal itself copies names and addresses: in own rows even a single word is found."""
    replaced: dict = field(default_factory=dict)
    """Columns of an own row that tell who it is, and what stands there afterwards."""
    nobody: dict = field(default_factory=dict)
    """Columns that name nobody, with the reason: ``{"key title": "Words of ours."}``."""
    withheld: str = ""
    """Columns that are never handed out: secrets, and texts of messages."""
    private: str = ""
    """Words that staff never read: they are handed out to their writer alone, and where they name somebody,
    staff are told the place and not the words."""
    shows: dict = field(default_factory=dict)
    """What else is handed out of a row: a plain key, and the way to it."""
    only: str = ""
    """If given, the only columns of the row that are handed out."""
    find: Callable | None = None
    """``find(known)`` returns the condition for a person's own rows, where columns do not tell."""
    erase: Callable | None = None
    """``erase(rows, known, by)`` does what erasure does beyond ``replaced``, own addresses and words."""
    rewrite: Callable | None = None
    """``rewrite(row, values)`` writes the words without the person, where a plain update is not enough."""
    erased: str = STAYS
    """What erasure does to own rows, in words."""

    @property
    def searched(self):
        """Columns in which names and addresses are looked for."""
        return [*self.words.split(), *self.copies.split(), *self.addresses.split()]

    @property
    def declared(self):
        """Every column that is spoken of here."""
        named = " ".join([self.people, *self.nobody]).split()
        return {name.partition("__")[0] for name in [*self.searched, *self.replaced, *named]}

    def own(self, known):
        """Return the rows that are this person's own."""
        if not self.title:
            return self.model._base_manager.none()
        wanted = self.find(known) if self.find else Q(pk__in=[])
        for way in self.people.split():
            wanted |= Q(**{way: known.person.pk})
        for name in self.addresses.split():
            for address in known.addresses:
                wanted |= Q(**{f"{name}__iexact": address})
        rows = self.model._base_manager.filter(wanted)
        # A way over several rows can lead to one row twice.
        return rows.distinct() if "__" in self.people else rows


@dataclass(frozen=True, eq=False)
class Step:
    """What tidying does when something is over its time; safe to repeat."""

    due: Callable
    """``due(now)`` returns the rows that are over their time, with ``count()``."""
    do: Callable = lambda rows: rows.delete()
    done: str = "deleted"
    """What becomes of them, as in “12 deleted”."""


@dataclass(frozen=True, eq=False)
class Period:
    """How long something is kept, and why: printed on the privacy page and for whoever runs the portal."""

    what: str
    """What is kept, in words that a resident understands."""
    kept: str
    """How long, in words: it is printed as it stands."""
    why: str
    steps: tuple[Step, ...] = ()
    """None where nothing ends by itself, or where it ends without tidying."""


def months_before(moment, months):
    """Return the same day so many months earlier, or the last day of that month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


@cache
def tables():
    """Return ``{model: its Table}`` for every app that declares some, histories of the register included."""
    declared = {table.model: table for module in _modules() for table in module.TABLES}
    histories = [_history_of(table) for table in declared.values() if _history_model(table.model)]
    return declared | {table.model: table for table in histories}


@cache
def periods():
    """Return every ``Period``, those of accounts first."""
    return [period for module in _modules() for period in getattr(module, "PERIODS", ())]


@cache
def without_model():
    """Return ``{table of the database that has no model: why it names nobody}``."""
    return {name: why for module in _modules() for name, why in getattr(module, "WITHOUT_MODEL", {}).items()}


def _modules():
    found = [app.name for app in apps.get_app_configs() if module_has_submodule(app.module, "personal")]
    # Whoever reads of a person begins with the account.
    found.sort(key=lambda name: name != "accounts")
    return [import_module(f"{name}.personal") for name in found]


def own_rows(model, known):
    """Return a person's own rows of a model."""
    table = tables().get(model)
    return table.own(known) if table else model._base_manager.none()


def undeclared(model):
    """Return the columns of a model that may name somebody and that no app has declared."""
    table = tables().get(model)
    declared = table.declared if table else set()
    telling = [column.name for column in model._meta.local_fields if _may_name(column)]
    return [name for name in telling if name not in declared]


def unknown(table):
    """Return the columns that a declaration speaks of and that its model does not have."""
    has = {column.name for column in table.model._meta.get_fields()}
    spoken = {*table.declared, *table.withheld.split(), *table.private.split(), *table.only.split()} - {"pk"}
    return sorted(spoken - has)


HARMLESS = (
    models.AutoField,
    models.BooleanField,
    models.DateField,
    models.DecimalField,
    models.DurationField,
    models.FloatField,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)


def _may_name(column):
    """Whether something that tells who a person is could stand in a column."""
    if column.is_relation:
        return column.related_model._meta.label == settings.AUTH_USER_MODEL
    if column.choices or getattr(column, "is_worked_out", False):
        return False
    return not isinstance(column, HARMLESS)


def _history_model(model):
    manager = getattr(model, getattr(model._meta, "simple_history_manager_attribute", "history"), None)
    return getattr(manager, "model", None)


def _history_of(table):
    """Return what the earlier versions of a table know: the same columns, and who changed them."""
    name = table.model._meta.verbose_name_plural
    return Table(
        _history_model(table.model),
        title=f"Changes to {name} ({table.model._meta.app_label})",
        people=f"{table.people} history_user",
        addresses=table.addresses,
        words=f"{table.words} history_change_reason",
        copies=table.copies,
        replaced=table.replaced,
        nobody=table.nobody,
        withheld=table.withheld,
        private=table.private,
        shows=table.shows,
        only="" if table.people else "id history_date history_type history_change_reason",
    )
