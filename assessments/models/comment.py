"""What colleagues write to each other beside a statement. It never leaves the council."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.models.assessment import Assessment
from principles.models import Statement


class Comment(models.Model):
    """One comment for colleagues. No page of staff, no export to others and no snapshot reads this table."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="comments")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="comment_says_something")]

    def __str__(self):
        return f"A comment on {self.statement.key}"
