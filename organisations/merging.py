"""What a merge of two organisations would do, in values that a page can show before it happens.

Every row that points to the double is found through the models themselves, so that apps
above this one (case studies, quotations) take part without being named here.
"""

import hashlib
from dataclasses import dataclass

from django.db.models import Model, Q, UniqueConstraint
from django.utils.functional import cached_property
from django.utils.text import capfirst

from organisations.models import Connection, Organisation
from organisations.names import searchable

FILLED = ("legal_form", "council_id", "place", "postcode", "what_it_does", "website", "founded_year")
FILLED += ("ended_on",)
# What goes together with where it was read, or not at all.
OWN_WORDS = ("own_words", "own_words_source_id")
SOURCE = ("source_id", "stated_on", "basis", "confirmed_on", "confirmed_by_role")


def alike(organisation, most=10):
    """Return organisations that may be the same one: alike in name or website, or called that too.

    In the same council's area, a name that begins with the same two words is enough.
    """
    name = searchable(organisation.name)
    same = Q(search_text__startswith=name) | Q(other_names__search_text=name)
    if organisation.website:
        same |= Q(website=organisation.website)
    first_words = name.split()[:2]
    if organisation.council_id and len(first_words) == 2:
        same |= Q(council=organisation.council_id, search_text__startswith=searchable(*first_words))
    found = Organisation.objects.known().exclude(pk=organisation.pk).filter(same)
    return found.select_related("council").distinct().order_by("pk")[:most]


@dataclass(frozen=True)
class Move:
    """A row of the double: it moves, or it says what ``twin`` says already, or it joins the two.

    ``moved`` is a connection as it would stand, its ends in their one order.
    """

    row: Model
    field: str
    twin: Model | None = None
    joins_the_two: bool = False
    moved: Model | None = None

    @property
    def is_dropped(self):
        return self.twin is not None or self.joins_the_two

    @property
    def kind(self):
        return capfirst(self.row._meta.verbose_name)

    @property
    def words(self):
        """Return what becomes of the row, in a sentence."""
        if self.joins_the_two:
            return f"{self.kind}: {self.row}. It connects the two with each other, so it goes."
        if self.twin is not None:
            return f"{self.kind}: {self.row}. It is there already; what only this one knows is added to it."
        return f"{self.kind}: {self.row}."


class Merge:
    """Two rows of which one turned out to be the other's double."""

    def __init__(self, keep, double):
        self.keep, self.double = keep, double

    @property
    def refusal(self):
        """Return why the two cannot be merged, in a sentence, or nothing."""
        if self.keep.pk == self.double.pk:
            return "Choose another organisation: this is the one that you keep."
        for one in (self.keep, self.double):
            if one.merged_into_id:
                return f"{one.name} ({one.short_id}) was merged into another one already."
        return ""

    @property
    def warning(self):
        """Return what the public gains or loses at once if one of the two is a draft, or nothing."""
        keep, double = self.keep, self.double
        if double.is_public and not keep.is_public:
            return f"{keep.name} is a draft: the page of {double.name} is gone until you publish it."
        if keep.is_public and not double.is_public:
            return f"{double.name} is a draft: what is filled in and what moves is public at once."
        return ""

    @cached_property
    def moves(self):
        """Return what becomes of every row that points to the double."""
        return [
            self._move(row, relation.field)
            for relation in Organisation._meta.related_objects
            if relation.one_to_many
            for row in relation.related_model._base_manager.filter(
                **{relation.field.name: self.double}
            ).order_by("pk")
        ]

    def _move(self, row, field):
        if isinstance(row, Connection):
            return self._move_of_connection(row, field.name)
        return Move(row, field.name, self._twin(row, field.name))

    def _move_of_connection(self, row, field):
        if {self.keep, self.double} == {row.first, row.second}:
            return Move(row, field, joins_the_two=True)
        moved = Connection.objects.get(pk=row.pk)
        setattr(moved, field, self.keep)
        moved.put_in_order()
        return Move(row, field, moved.twin(), moved=moved)

    def _twin(self, row, field):
        """Return the row of the one that is kept that must be alone, by a constraint of the model."""
        for constraint in row._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and field in constraint.fields:
                same = {name: getattr(row, name) for name in constraint.fields} | {field: self.keep}
                if found := type(row)._base_manager.filter(**same).first():
                    return found
        return None

    @cached_property
    def filled(self):
        """Return the columns in which only the double knows something."""
        keep, double = self.keep, self.double
        found = [name for name in FILLED if not getattr(keep, name) and getattr(double, name)]
        for columns in (OWN_WORDS, SOURCE):
            if getattr(double, columns[0]) and not getattr(keep, columns[0]):
                found += columns
        return found

    @cached_property
    def adds_name(self):
        """Whether the double's name becomes another name: not if the one that is kept is called that."""
        known = [self.keep.name, *self.keep.other_names.values_list("name", flat=True)]
        return searchable(self.double.name) not in map(searchable, known)

    @property
    def filled_in_words(self):
        names = [Organisation._meta.get_field(name.removesuffix("_id")).verbose_name for name in self.filled]
        return ", ".join(map(str, names))

    @property
    def fingerprint(self):
        """Stands for exactly this merge: what was previewed and what is done must have the same one."""
        seen = [(self.keep.pk, self.double.pk), (self.keep.name, self.double.name), *self.filled]
        seen.append(self.warning)
        seen += [(move.row._meta.label, move.row.pk, move.words) for move in self.moves]
        return hashlib.sha256(repr(seen).encode()).hexdigest()
