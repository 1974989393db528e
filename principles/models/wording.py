"""The question set and the guard that keeps its wording as it was asked."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from records.models import PublicQuerySet, PublicRow


class FrozenError(ValidationError):
    """The wording of a set that has been used cannot change."""

    def __init__(self):
        super().__init__(
            "These questions have been used in a self-assessment, so their wording cannot change. "
            "Make a new version instead."
        )


class QuestionSetQuerySet(PublicQuerySet):
    """Bulk writes refuse to touch a frozen set, like ``save`` and ``delete``."""

    def frozen(self):
        """Sets that have been used."""
        return self.filter(frozen_at__isnull=False)

    def public(self):
        """Sets that everybody may read: all but drafts."""
        return self.filter(is_draft=False)

    def refuse_frozen(self):
        if self.frozen().exists():
            raise FrozenError

    def update(self, **kwargs):
        self.refuse_frozen()
        return super().update(**kwargs)

    def delete(self):
        self.refuse_frozen()
        return super().delete()

    def put_right(self, **kwargs):
        """Write over what is frozen: only ``actions.fix_wording`` may, which logs it for everybody."""
        return super().update(**kwargs)

    put_right.alters_data = True


class QuestionSet(PublicRow):
    """A version of the statements. Once frozen, its wording stays as it was asked."""

    version = models.PositiveSmallIntegerField(unique=True, help_text="1 for the first set, then 2, 3…")
    title = models.CharField(max_length=120, help_text="For example “Version 1, 2026”.")
    introduction = models.TextField(blank=True, help_text="Shown at the top of the printed questions.")
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)
    minor = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        editable=False,
        help_text="How many typing mistakes were put right since it was first used.",
    )
    is_draft = models.BooleanField(
        "draft",
        default=False,
        db_default=False,
        help_text="Only staff see a draft. It stops being one when the first cycle that asks it opens.",
    )

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/about/questions/{self.version}/"

    @property
    def is_public(self):
        """Whether everybody may read it."""
        return not self.is_draft

    @property
    def full_version(self):
        """What people call the wording as it is now: 1, or 1.2 after two mistakes were put right."""
        return f"{self.version}.{self.minor}" if self.minor else str(self.version)

    def save(self, *args, **kwargs):
        QuestionSet.objects.filter(pk=self.pk).refuse_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        QuestionSet.objects.filter(pk=self.pk).refuse_frozen()
        return super().delete(*args, **kwargs)

    def freeze(self):
        """Close the wording for good, when the first cycle that asks it opens. Doing it twice is harmless."""
        unused = QuestionSet.objects.filter(pk=self.pk, frozen_at__isnull=True)
        unused.update(frozen_at=timezone.now(), is_draft=False)
        self.refresh_from_db(fields=["frozen_at", "is_draft"])


class WordingQuerySet(PublicQuerySet):
    """Bulk writes refuse to touch a frozen set, like ``save`` and ``delete``."""

    def _set_ids(self):
        return self.order_by().values(self.model.question_set_path)

    def _refuse_frozen(self):
        QuestionSet.objects.filter(pk__in=self._set_ids()).refuse_frozen()

    def update(self, **kwargs):
        self._refuse_frozen()
        for field in self.model.parent_fields:
            for name in {field, f"{field}_id"} & kwargs.keys():
                self.model.refuse_frozen_parent(field, [kwargs[name]])
        return super().update(**kwargs)

    def delete(self):
        self._refuse_frozen()
        return super().delete()

    def put_right(self, **kwargs):
        """Write over what is frozen: only ``actions.fix_wording`` may, which logs it for everybody."""
        return super().update(**kwargs)

    put_right.alters_data = True

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for field in self.model.parent_fields:
            self.model.refuse_frozen_parent(field, [getattr(obj, field) for obj in objs])
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs, fields, *args, **kwargs):
        objs = list(objs)
        self.model.objects.filter(pk__in=[obj.pk for obj in objs])._refuse_frozen()
        for field in self.model.parent_fields & set(fields):
            self.model.refuse_frozen_parent(field, [getattr(obj, field) for obj in objs])
        return super().bulk_update(objs, fields, *args, **kwargs)


class Wording(PublicRow):
    """A row of a question set that stays as it is once the set is frozen.

    The set is asked for in the database each time, so that a row that somebody read
    before the set was frozen cannot slip past.
    """

    question_set_path = "question_set"
    parent_fields = frozenset({"question_set"})

    objects = WordingQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def refuse_frozen_parent(cls, field, parents):
        """Refuse to add to, or move into, a frozen set. ``parents`` are rows or their keys."""
        keys = {getattr(parent, "pk", parent) for parent in parents}
        if field == "question_set":
            QuestionSet.objects.filter(pk__in=keys).refuse_frozen()
        else:
            cls._meta.get_field(field).related_model.objects.filter(pk__in=keys)._refuse_frozen()

    def _refuse_frozen(self):
        type(self).objects.filter(pk=self.pk)._refuse_frozen()
        for field in self.parent_fields:
            self.refuse_frozen_parent(field, [getattr(self, field)])

    def save(self, *args, **kwargs):
        self._refuse_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._refuse_frozen()
        return super().delete(*args, **kwargs)
