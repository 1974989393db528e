"""Who follows what by email. An address counts only once somebody who reads it has said yes."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from councils.models import Council
from principles.models import Principle

# So long a reader can say yes; after that, what was asked is deleted.
VALID_FOR = timedelta(days=7)


class What(models.TextChoices):
    """What can be followed: the same that has a feed, and each council and principle."""

    COUNCIL = "council", "One council"
    PRINCIPLE = "principle", "One principle"
    NETWORK = "network", "What changes in the network"
    STUDIES = "case-studies", "New case studies"


class FollowerQuerySet(models.QuerySet):
    """Named questions about addresses."""

    def lonely(self):
        """Those that follow nothing, and ask for nothing."""
        return self.filter(~Exists(Following.objects.filter(follower=OuterRef("pk"))))


class Follower(models.Model):
    """One address. ``generation`` is part of the link to its page and grows when it stops everything."""

    address = models.EmailField("email address", help_text="Where the news goes. Nobody else sees it.")
    generation = models.PositiveIntegerField(default=1, editable=False)
    since = models.DateTimeField("known since", default=timezone.now, help_text="When it was first given.")
    looked_at = models.DateTimeField(
        "news looked for", default=timezone.now, help_text="News from before that day are not sent again."
    )
    sent_on = models.DateField("last email", null=True, blank=True, help_text="The day of the last news.")

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = "follower by email"
        verbose_name_plural = "followers by email"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["address"], name="one_follower_per_address"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="follower_address_is_lower"),
        ]

    def __str__(self):
        return f"Follower {self.pk}"


class FollowingQuerySet(models.QuerySet):
    """Named questions about what is followed."""

    def confirmed(self):
        """What is really followed."""
        return self.filter(state=Following.State.CONFIRMED)

    def can_be_confirmed(self):
        """What was asked for in the last seven days."""
        return self.filter(state=Following.State.ASKED, asked_at__gt=timezone.now() - VALID_FOR)

    def run_out(self, now):
        """What was asked for and nobody had said yes to in time."""
        return self.filter(state=Following.State.ASKED, asked_at__lte=now - VALID_FOR)

    def stop(self):
        """End these, and what was only asked for; links that would confirm them open nothing any more."""
        live = self.exclude(state=Following.State.STOPPED)
        return live.update(
            state=Following.State.STOPPED, stopped_at=timezone.now(), generation=F("generation") + 1
        )


class Following(models.Model):
    """One thing that an address follows. ``generation`` is part of the link that confirms it."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked for, not confirmed yet"
        CONFIRMED = "confirmed", "Followed"
        STOPPED = "stopped", "Stopped"

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="followings")
    what = models.CharField(max_length=12, choices=What.choices)
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, null=True, blank=True, related_name="followings"
    )
    principle = models.ForeignKey(
        Principle, on_delete=models.PROTECT, null=True, blank=True, related_name="followings"
    )
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    generation = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        ordering = ["follower", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="council", council__isnull=False, principle__isnull=True)
                | Q(what="principle", council__isnull=True, principle__isnull=False)
                | Q(what__in=["network", "case-studies"], council__isnull=True, principle__isnull=True),
                name="following_names_what_it_follows",
            ),
            models.CheckConstraint(
                condition=Q(state="asked")
                | Q(state="confirmed", confirmed_at__isnull=False)
                | Q(state="stopped", stopped_at__isnull=False),
                name="following_has_the_moment_of_its_state",
            ),
            *(
                models.UniqueConstraint(
                    fields=["follower", field],
                    condition=Q(what=what),
                    name=f"one_following_of_a_{field}",
                )
                for field, what in (("council", "council"), ("principle", "principle"))
            ),
            models.UniqueConstraint(
                fields=["follower", "what"],
                condition=Q(what__in=["network", "case-studies"]),
                name="one_following_of_a_feed",
            ),
        ]

    def __str__(self):
        return f"Following {self.pk}"

    @property
    def is_confirmed(self):
        return self.state == self.State.CONFIRMED

    @property
    def ends_on(self):
        """The last day on which it can be confirmed."""
        return timezone.localdate(self.asked_at + VALID_FOR)
