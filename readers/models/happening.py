"""What has been told of in the network, so that each piece of news is news once."""

from django.db import models


class Happening(models.Model):
    """A piece of news that stood in the feeds, by the name that it has there.

    ``seen_at`` is empty for what was there before anybody could follow. The words are not
    kept: they are read afresh from what is published when they are sent.
    """

    key = models.CharField(max_length=200, unique=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.key
