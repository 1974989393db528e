"""Where facts come from, and when the public register last changed.

Nothing here knows a council, a principle or an assessment: the apps above hand
over texts and addresses, and their fact rows inherit from the abstract models.
"""

from functools import partial
from hashlib import blake2b

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords


class RegisterVersion(models.Model):
    """One row, raised in the transaction of every change that the public can see.

    Cached public pages carry the number in their key, so a change is seen by
    the next request of every worker.
    """

    number = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="only_one_register_version")]

    def __str__(self):
        return f"register version {self.number}"

    @classmethod
    def current(cls):
        """Return the one row; it is made on the first call on a new database.

        Every public request asks for it, and putting the query together would cost three
        times as much as running it: so it is written out.
        """
        found = list(cls.objects.raw("SELECT * FROM records_registerversion WHERE id = 1"))
        return found[0] if found else cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def step(cls):
        """Mark the public register as changed now."""
        changed = cls.objects.filter(pk=1).update(number=F("number") + 1, changed_at=timezone.now())
        if not changed:
            cls.objects.get_or_create(pk=1)


class PublicQuerySet(models.QuerySet):
    """A queryset whose bulk writes also step the register version, unless they touched no row."""

    def _stepping(self, write, touched=bool):
        with transaction.atomic():
            result = write()
            if touched(result):
                RegisterVersion.step()
        return result

    def update(self, **kwargs):
        return self._stepping(partial(super().update, **kwargs))

    update.alters_data = True

    def delete(self):
        return self._stepping(super().delete, touched=lambda deleted: deleted[0])

    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs, *args, **kwargs):
        return self._stepping(partial(super().bulk_create, objs, *args, **kwargs))

    def bulk_update(self, objs, fields, *args, **kwargs):
        return self._stepping(partial(super().bulk_update, objs, fields, *args, **kwargs))


class PublicRow(models.Model):
    """A row that public pages show: every write to it steps the register version."""

    objects = PublicQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            RegisterVersion.step()

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            deleted = super().delete(*args, **kwargs)
            RegisterVersion.step()
        return deleted


class Source(PublicRow):
    """A document or page that a fact was read in."""

    key = models.SlugField(
        "short key",
        max_length=60,
        unique=True,
        help_text="A short name in small letters, such as locality-launch-2020.",
    )
    title = models.CharField(
        max_length=300, help_text="What the page or document is called, in our own words."
    )
    publisher = models.CharField(max_length=200, help_text="Who published it.")
    url = models.URLField(
        "link",
        max_length=500,
        blank=True,
        help_text="Where it can be read. Leave empty if there is no public copy.",
    )
    published_on = models.DateField(
        null=True, blank=True, help_text="The date on it. Leave empty if it shows none."
    )
    note = models.CharField(
        max_length=300,
        blank=True,
        help_text="Anything a reader should know, such as “the copy read is cut short”.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["publisher", "title"]

    def __str__(self):
        return f"{self.publisher}: {self.title}"


class Basis(models.TextChoices):
    """Whether a fact stands in its source or is what we read out of it."""

    STATED = "stated", "Stated by the source"
    OUR_READING = "reading", "Our reading"


class Sourced(models.Model):
    """A fact's source, the day it was stated, and when and by which role it was last checked."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where this comes from.",
    )
    stated_on = models.DateField(
        null=True, blank=True, help_text="The day the source said so, if it shows one."
    )
    confirmed_on = models.DateField(
        "last checked on",
        null=True,
        blank=True,
        help_text="The day somebody last checked that this is still true.",
    )
    confirmed_by_role = models.CharField(
        "checked by",
        max_length=120,
        blank=True,
        help_text="A role, not a name: for example “Locality” or “Lead officer, Oldham Council”.",
    )
    basis = models.CharField(
        max_length=10,
        choices=Basis.choices,
        default=Basis.STATED,
        help_text="“Our reading” is shown beside anything that the source does not say in so many words.",
    )

    class Meta:
        abstract = True

    @property
    def is_our_reading(self):
        return self.basis == Basis.OUR_READING

    @property
    def version(self):
        """A short mark of what the row says: it changes with every value but the day and role of a check."""
        checks = ("confirmed_on", "confirmed_by_role")
        fields = [field for field in self._meta.concrete_fields if field.name not in checks]
        said = [getattr(self, field.attname) for field in fields]
        return blake2b(repr(said).encode(), digest_size=6).hexdigest()


class PublicName(PublicRow):
    """A person named in public, such as a champion or a signatory.

    Everything that shows the name points here, so that one removal reaches
    every page and every earlier version of the rows.
    """

    name = models.CharField(
        max_length=150, blank=True, help_text="As the person is named in public, such as “Cllr Sam Example”."
    )
    removed_on = models.DateField(
        null=True, blank=True, help_text="Fill this to take the name down everywhere. The role stays."
    )

    class Meta:
        verbose_name = "person named in public"
        verbose_name_plural = "people named in public"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_on__isnull=False, name="") | (Q(removed_on__isnull=True) & ~Q(name="")),
                name="public_name_is_named_or_removed",
                violation_error_message=(
                    "Enter the name, or the day it was removed on request with the name left empty."
                ),
            )
        ]

    def __str__(self):
        return self.name or "Name removed on request"


class ImportedRow(models.Model):
    """What the project's own data files said of a row when they were last loaded.

    With it an import can tell what the file changed from what staff changed since:
    a field that differs from this was changed by hand, and is kept. ``object_pk`` names
    the row it became, so that one that staff removed does not come back.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    object_pk = models.PositiveBigIntegerField()
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_imported_row_per_key")]

    def __str__(self):
        return f"{self.kind} {self.key}"


class SavedViewQuerySet(models.QuerySet):
    """Named questions about saved views."""

    def of_list(self, label, reader):
        """Views of one list for somebody who may open it, their own first."""
        mine = Q(owner=reader)
        rows = self.filter(mine | Q(shared=True), label=label).select_related("owner")
        return rows.order_by(models.Case(models.When(mine, then=0), default=1), Lower("name"), "pk")


class SavedView(models.Model):
    """The filters, search and order of a list that staff work with, under a name."""

    label = models.CharField(max_length=80)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_views")
    shared = models.BooleanField(default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "label", "owner", Lower("name"), name="one_view_of_a_name_per_list_and_owner"
            )
        ]

    def __str__(self):
        return self.name

    def is_kept_by(self, person):
        """Whether this person may rename, share or remove it: its maker; of a shared one a superuser too."""
        return self.owner_id == person.pk or (self.shared and person.is_superuser)
