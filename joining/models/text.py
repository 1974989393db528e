"""Texts that a council can take over: the endorsement, what champions do, a report to decide on."""

from django.db import models
from simple_history.models import HistoricalRecords

from records.models import PublicRow


class ReadyText(PublicRow):
    """One text to download as a Word file, with the council's name filled in."""

    key = models.SlugField(
        "address",
        max_length=40,
        unique=True,
        help_text="The last part of the file's address. It is a promise: do not change it.",
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")
    title = models.CharField(max_length=120, help_text="What the text is, such as “Champion's role”.")
    about = models.CharField(max_length=200, help_text="One plain sentence on what it is for.")
    body = models.TextField(
        "text",
        help_text=(
            "Leave a line empty between paragraphs. A short line of its own without a full stop becomes a "
            "heading. Lines that begin with a dash become a list. {council} stands for the council's name, "
            "and {principles}, on a line of its own, for the six principles."
        ),
    )
    is_draft = models.BooleanField(
        "draft by the portal",
        default=True,
        help_text="Untick once this is Locality's own wording. Until then page and file say that it is not.",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "ready text"
        ordering = ["order", "title"]

    def __str__(self):
        return self.title
