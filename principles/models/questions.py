"""The statements of a question set, their levels, and the words that explain them."""

from django.db import models
from django.db.models import Q

from principles.models.principle import Principle
from principles.models.wording import QuestionSet, Wording


class Level(models.IntegerChoices):
    """The four levels, in their one order. Words, never numbers, are shown."""

    EARLY_DAYS = 1, "Early days"
    TRYING_OUT = 2, "Trying it out"
    REGULAR_USE = 3, "In regular use"
    HOW_WE_WORK = 4, "How we work"


class Statement(Wording):
    """Something a council can say of itself under one principle."""

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


class LevelDescriptor(Wording):
    """What would be true of a council at one level of one statement."""

    question_set_path = "statement__question_set"
    parent_fields = frozenset({"statement"})

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


class LevelMeaning(Wording):
    """What a level means for every statement of a set."""

    question_set = models.ForeignKey(
        QuestionSet,
        on_delete=models.CASCADE,
        related_name="level_meanings",
        help_text="The version it belongs to.",
    )
    level = models.PositiveSmallIntegerField(choices=Level.choices, help_text="Which of the four levels.")
    means = models.CharField(max_length=200, help_text="What the level means, in one sentence.")
    true_if = models.CharField(
        "would be true if",
        max_length=200,
        help_text="The rest of the sentence that begins “True if”, without a full stop.",
    )

    class Meta:
        ordering = ["question_set", "level"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "level"], name="one_meaning_per_level"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="meaning_level_is_one_of_four"),
        ]

    def __str__(self):
        return f"{self.get_level_display()}: {self.means}"


class Term(Wording):
    """A word in the statements and what counts as it: “What counts?” on every statement page."""

    question_set = models.ForeignKey(
        QuestionSet, on_delete=models.CASCADE, related_name="terms", help_text="The version it belongs to."
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    word = models.CharField(max_length=60, help_text="The word, such as “Several”.")
    meaning = models.CharField(max_length=250, help_text="What counts as it, in one sentence.")

    class Meta:
        ordering = ["question_set", "order"]
        constraints = [models.UniqueConstraint(fields=["question_set", "word"], name="one_meaning_per_word")]

    def __str__(self):
        return f"{self.word}: {self.meaning}"
