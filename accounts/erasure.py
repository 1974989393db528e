"""Erasing a person: first a plan of all that would happen, then the same, done.

What becomes of which table is said where the table lives, in each app's ``personal``.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from accounts.traces import Known
from records.holdings import tables
from records.models import RegisterVersion

# A name that stands in more places than anyone would look through is somebody else's as well.
MOST_MENTIONS = 500
UNREAD = "words that staff may not read"
CANNOT = (
    "Messages that have been delivered: they are in other people's mailboxes.",
    "Files that somebody downloaded, and copies that others keep of public pages.",
    "Backups, until they are replaced. Whoever puts an older one in place erases this person again.",
    "Phone numbers, nicknames and hints in what people wrote, unless you add them to what is looked for.",
)


@dataclass(frozen=True)
class Mention:
    """A row that is not the person's own, in which somebody's words name them."""

    key: str
    """What stands for the row in forms and commands, such as ``councils.membership:12``."""
    where: str
    excerpt: str


class Plan:
    """What erasing a person would do. ``also`` are words that staff add to what is looked for."""

    def __init__(self, person, also=()):
        self.person, self.known = person, Known.of(person, also)

    @cached_property
    def own(self):
        """Return ``{table: keys of the person's own rows}`` for every table that has any."""
        found = {
            table: list(table.own(self.known).values_list("pk", flat=True)) for table in tables().values()
        }
        return {table: keys for table, keys in found.items() if keys}

    @property
    def holdings(self):
        """Triples for a page: what it is, how many rows, what becomes of them."""
        return [(table.title, len(keys), table.erased) for table, keys in self.own.items()]

    @cached_property
    def _found(self):
        """Pairs of a table and a row in which words name the person; their own rows included."""
        return [(table, row) for table in tables().values() for row in rows_naming(table, self.known)]

    @cached_property
    def mentions(self):
        """Rows of others whose words name the person, if they are few enough to be looked through."""
        own = {table: set(keys) for table, keys in self.own.items()}
        others = [(table, row) for table, row in self._found if row.pk not in own.get(table, ())]
        return [_mention(table, row, self.known) for table, row in others]

    @property
    def too_many(self):
        """Whether the words stand in so many places that they cannot all be about this person."""
        return len(self.mentions) > MOST_MENTIONS

    @property
    def cannot(self):
        """What no erasure reaches, in sentences."""
        short = [
            f"“{name}” is a single word, so it is looked for only where the portal itself wrote it."
            for name in self.known.unsearched
        ]
        return [*short, *CANNOT]

    def carry_out(self, *, by, leave=(), others=True):
        """Do it, but for the mentions whose keys are in ``leave``. The caller holds the transaction.

        Without ``others`` the words of others stay as they are, and only own rows change.
        """
        own, found = self.own, self._found if others else []
        for table, keys in own.items():
            rows = table.model._base_manager.filter(pk__in=keys)
            if table.erase:
                table.erase(rows, self.known, by)
            _empty(table, rows, self.known)
            found += [] if others else [(table, row) for row in rows_naming(table, self.known, rows)]
        for table, row in found:
            if key_of(row) not in leave:
                rewrite(table, row, self.known)
        RegisterVersion.step()


def key_of(row):
    """Return what stands for a row in forms and commands."""
    return f"{row._meta.label_lower}:{row.pk}"


def rows_naming(table, known, rows=None):
    """Return the rows of a table, or those of ``rows``, in whose words the person stands."""
    columns = table.searched
    if not columns or not known.telling:
        return []
    rows = table.model._base_manager.all() if rows is None else rows
    rows = rows.annotate(**{f"text_of_{name}": Cast(name, models.TextField()) for name in columns})
    wanted = Q()
    for hint in set(known.hints()):
        for name in columns:
            wanted |= Q(**{f"text_of_{name}__icontains": hint})
    found = rows.filter(wanted).order_by("pk").iterator()
    return [row for row in found if any(known.named_in(getattr(row, name)) for name in columns)]


def _mention(table, row, known):
    name = next(name for name in table.searched if known.named_in(getattr(row, name)))
    excerpt = UNREAD if name in table.private.split() else known.excerpt(getattr(row, name))
    where = f"{table.model._meta.verbose_name} {row.pk}"
    return Mention(key_of(row), where[:1].upper() + where[1:], excerpt)


def _empty(table, rows, known):
    """Empty in own rows what tells who it is: columns for that, addresses, and what was copied from them."""
    if table.replaced:
        rows.update(**table.replaced)
    for name in table.addresses.split():
        for address in known.addresses:
            rows.filter(**{f"{name}__iexact": address}).update(**{name: known.nowhere})
    if table.copies:
        for row in rows.iterator():
            _rewrite(table, row, known, certain=True)


def rewrite(table, row, known):
    """Take what is known out of a row as it stands now; what was done before may have changed it."""
    fresh = table.model._base_manager.filter(pk=row.pk).first()
    if fresh is not None:
        _rewrite(table, fresh, known)


def _rewrite(table, row, known, *, certain=False):
    """Write a row's words without the person, worked-out columns included."""
    columns = table.copies.split() if certain else table.searched
    values = {name: known.without(getattr(row, name), certain=certain) for name in columns}
    values = {name: value for name, value in values.items() if value != getattr(row, name)}
    if not values:
        return
    if table.rewrite:
        table.rewrite(row, values)
        return
    for name, value in values.items():
        longest = row._meta.get_field(name).max_length
        setattr(row, name, value[:longest] if longest and isinstance(value, str) else value)
    worked_out = [column for column in row._meta.local_fields if getattr(column, "is_worked_out", False)]
    values = {name: getattr(row, name) for name in values}
    values |= {column.name: column.pre_save(row, False) for column in worked_out}
    _update(row, values)


def _update(row, values):
    rows = row._meta.model._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(**values)
    except IntegrityError:
        # Two rows that differed by the name alone: the number of the row keeps them apart.
        rows.update(**{name: f"{row.pk} {value}" for name, value in values.items() if isinstance(value, str)})
