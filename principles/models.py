"""The six Keep it Local principles, and the sets of statements councils assess themselves by."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from records.models import PublicQuerySet, PublicRow, Sourced


class Principle(Sourced, PublicRow):
    """One of the six. The name is official; label and meaning are our reading."""

    number = models.PositiveSmallIntegerField(unique=True, help_text="1 to 6, in Locality's order.")
    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="The last part of the page's address. It is a promise: do not change it.",
    )
    name = models.CharField(max_length=200, help_text="The official name, exactly as Locality publishes it.")
    wording_version = models.CharField(
        max_length=60, default="March 2020", help_text="Which published wording this is."
    )
    short_label = models.CharField(
        max_length=40, help_text="Two or three words for tight places. Our reading."
    )
    meaning = models.TextField(help_text="What it means, in one or two plain sentences. Our reading.")
    why = models.TextField(
        "why it matters", blank=True, help_text="Why a resident would notice. Our reading."
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.CheckConstraint(condition=Q(number__range=(1, 6)), name="six_principles")]

    def __str__(self):
        return f"{self.number}. {self.name}"

    def get_absolute_url(self):
        return f"/principles/{self.slug}/"


class PrincipleNote(Sourced, PublicRow):
    """Something councils do under a principle, or a sign of good practice."""

    class Kind(models.TextChoices):
        ACTION = "action", "What councils do"
        SIGN = "sign", "Sign of good practice"

    principle = models.ForeignKey(
        Principle, on_delete=models.CASCADE, related_name="notes", help_text="The principle it belongs to."
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, help_text="What kind of note this is.")
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    text = models.TextField(help_text="One plain sentence.")

    class Meta:
        ordering = ["principle", "kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["principle", "kind", "order"], name="one_note_per_place")
        ]

    def __str__(self):
        return self.text


class Level(models.IntegerChoices):
    """The four levels, in their one order. Words, never numbers, are shown."""

    EARLY_DAYS = 1, "Early days"
    TRYING_OUT = 2, "Trying it out"
    REGULAR_USE = 3, "In regular use"
    HOW_WE_WORK = 4, "How we work"


class QuestionSet(PublicRow):
    """A version of the statements. Once frozen, its wording stays as it was asked."""

    version = models.PositiveSmallIntegerField(unique=True, help_text="1 for the first set, then 2, 3…")
    title = models.CharField(max_length=120, help_text="For example “Version 1, 2026”.")
    introduction = models.TextField(blank=True, help_text="Shown at the top of the printed questions.")
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-version"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/about/questions/{self.version}/"


class FrozenError(ValidationError):
    """The wording of a set that has been used cannot change."""

    def __init__(self):
        super().__init__(
            "These questions have been used in a self-assessment, so their wording cannot change. "
            "Make a new version instead."
        )


class WordingQuerySet(PublicQuerySet):
    """Bulk writes refuse to touch a frozen set, like ``save`` and ``delete``."""

    frozen_lookup = "question_set__frozen_at__isnull"

    def _refuse_frozen(self):
        if self.filter(**{self.model.frozen_lookup: False}).exists():
            raise FrozenError

    def update(self, **kwargs):
        self._refuse_frozen()
        return super().update(**kwargs)

    def delete(self):
        self._refuse_frozen()
        return super().delete()


class Wording(PublicRow):
    """A row of a question set that stays as it is once the set is frozen."""

    frozen_lookup = ""

    objects = WordingQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_question_set(self):
        raise TypeError("Say which question set this wording belongs to.")

    def save(self, *args, **kwargs):
        if self.get_question_set().frozen_at:
            raise FrozenError
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.get_question_set().frozen_at:
            raise FrozenError
        return super().delete(*args, **kwargs)


class Statement(Wording):
    """Something a council can say of itself under one principle."""

    frozen_lookup = "question_set__frozen_at__isnull"

    question_set = models.ForeignKey(
        QuestionSet,
        on_delete=models.PROTECT,
        related_name="statements",
        help_text="The version it belongs to.",
    )
    principle = models.ForeignKey(
        Principle,
        on_delete=models.PROTECT,
        related_name="statements",
        help_text="The principle it belongs to.",
    )
    key = models.CharField(
        max_length=4,
        help_text="The principle's number and a letter, such as 4a. It stays the same from year to year.",
    )
    text = models.CharField(max_length=200, help_text="The statement itself, as “we”.")
    hint = models.CharField(
        max_length=200, blank=True, help_text="A few examples, shown under the statement."
    )
    could_point_to = models.CharField(max_length=200, blank=True, help_text="Documents that could show it.")
    allows_not_our_service = models.BooleanField(
        "may be another council's service",
        default=False,
        help_text="Whether “Not our service” can be chosen.",
    )

    class Meta:
        ordering = ["question_set", "key"]
        constraints = [models.UniqueConstraint(fields=["question_set", "key"], name="one_statement_per_key")]

    def __str__(self):
        return f"{self.key} {self.text}"

    def get_question_set(self):
        return self.question_set


class LevelDescriptor(Wording):
    """What would be true of a council at one level of one statement."""

    frozen_lookup = "statement__question_set__frozen_at__isnull"

    statement = models.ForeignKey(
        Statement,
        on_delete=models.CASCADE,
        related_name="descriptors",
        help_text="The statement it describes.",
    )
    level = models.PositiveSmallIntegerField(choices=Level.choices, help_text="Which of the four levels.")
    text = models.CharField(max_length=300, help_text="What would be true, in 25 words or fewer.")

    class Meta:
        ordering = ["statement", "level"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "level"], name="one_descriptor_per_level"),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="descriptor_level_is_one_of_four"
            ),
        ]

    def __str__(self):
        return f"{self.get_level_display()}: {self.text}"

    def get_question_set(self):
        return self.statement.question_set
