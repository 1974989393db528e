"""A question that a reader sent to a council's lead officers, or to Locality."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.working_days import working_days_after
from councils.models import Council
from practice.models import CaseStudy

# So long a reader is asked to wait, and a reader of questions to take.
WORKING_DAYS = 10
GONE = Q(name="", address="", text="")


class QuestionQuerySet(models.QuerySet):
    """Named questions about questions."""

    def waiting(self):
        """Those that wait for Locality on a page of the admin."""
        return self.filter(reader=Question.Reader.DESK, answered_at__isnull=True)


class Question(models.Model):
    """That a question was sent, about what and to whom. Its words are kept only while they wait here.

    What goes by email is in the message until that is delivered, and never in this row.
    """

    class Reader(models.TextChoices):
        LEADS = "leads", "The council’s lead officers, by email"
        LOCALITY = "locality", "Locality, by email"
        DESK = "desk", "Locality, on this page"

    council = models.ForeignKey(
        Council,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        help_text="The council it is about.",
    )
    study = models.ForeignKey(
        CaseStudy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name="case study",
        help_text="The case study it is about.",
    )
    reader = models.CharField(
        "who reads it", max_length=10, choices=Reader.choices, help_text="Who got the question."
    )
    once = models.CharField(
        max_length=40, unique=True, editable=False, help_text="Tells two presses of one button apart."
    )
    sent_at = models.DateTimeField("sent", default=timezone.now, help_text="When it was sent.")
    name = models.CharField(max_length=100, blank=True, help_text="Who asks; gone once it is answered.")
    address = models.EmailField(
        "email address", blank=True, help_text="Where the answer goes; gone once it is answered."
    )
    text = models.TextField("message", blank=True, help_text="What they wrote; gone once it is answered.")
    answered_at = models.DateTimeField("answered", null=True, blank=True, help_text="When it was answered.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who said that it was answered.",
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question from a reader"
        verbose_name_plural = "questions from readers"
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reader="desk", answered_at__isnull=True) | GONE,
                name="words_of_a_question_stay_only_while_it_waits",
            )
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self):
        """What people quote, such as KIL-Q0042: the row's own number."""
        return f"KIL-Q{self.pk:04d}"

    @property
    def answer_by(self):
        """The day by which the sender was told to expect an answer."""
        return working_days_after(timezone.localdate(self.sent_at), WORKING_DAYS)

    @property
    def about(self):
        """What it is about, in the words of its page."""
        return str(self.study or self.council or "Keep it Local")
