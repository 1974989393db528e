"""Who may act for a council in the portal, and from when to when."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from councils.models.council import Council


class CouncilRoleQuerySet(models.QuerySet):
    """Named questions about roles."""

    def open(self):
        """Roles that have begun and have not ended by today."""
        today = timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today, user__is_active=True
        )

    def of(self, user):
        """Open roles of one person."""
        return self.open().filter(user=user)

    def councils_of(self, user):
        """The councils that one person acts for today, by name."""
        own = self.of(user).values("council")
        return Council.objects.filter(pk__in=own).order_by("name").only("slug", "name", "official_name")

    def former_people(self, council):
        """The numbers of those who had a role on a council and have none today: former colleagues."""
        today = timezone.localdate()
        rows = (
            self.filter(council=council)
            .order_by()
            .values_list("user", "starts_on", "ends_on", "user__is_active")
        )
        ended, here = set(), set()
        for user, starts_on, ends_on, is_active in rows:
            is_open = is_active and starts_on <= today and (ends_on is None or ends_on > today)
            (here if is_open else ended).add(user)
        return frozenset(ended - here)


class CouncilRole(models.Model):
    """One person's role on one council. Access stops at the next request after the last day."""

    SEPARATE = (
        "One person cannot be lead and sign-off officer of the same council at the same time. "
        "Choose another person, or end the other role first."
    )

    class Kind(models.TextChoices):
        LEAD = "lead", "Lead officer"
        CONTRIBUTOR = "contributor", "Contributor"
        VIEWER = "viewer", "Viewer"
        SIGNER = "signer", "Sign-off officer"
        CHAMPION = "champion", "Cabinet champion"

    MOST_LEADS = 3
    TOO_MANY_LEADS = "A council has at most three lead officers. End another lead's role first."

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="council_roles",
        verbose_name="person",
        help_text="Who it is.",
    )
    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="roles", help_text="The council they act for."
    )
    kind = models.CharField(
        "role",
        max_length=12,
        choices=Kind.choices,
        help_text="What they may do. Lead and sign-off officer must be different people.",
    )
    starts_on = models.DateField(default=timezone.localdate, help_text="First day.")
    ends_on = models.DateField(
        null=True, blank=True, help_text="The day access stops. Leave empty while it goes on."
    )
    # No index: the table is small, and making one would hold up everybody who signs in meanwhile.
    stands_in_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="stand_ins",
        help_text="The sign-off officer in whose place this person signs.",
    )

    objects = CouncilRoleQuerySet.as_manager()
    history = HistoricalRecords(no_db_index=["stands_in_for"])

    class Meta:
        verbose_name = "role on a council"
        verbose_name_plural = "roles on councils"
        ordering = ["council", "kind", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "council", "kind"],
                condition=Q(ends_on__isnull=True),
                name="one_open_role_of_a_kind",
                violation_error_message="This person has this role already.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="role_ends_after_it_starts",
                violation_error_message="A role cannot end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(kind="signer"),
                name="only_a_signer_stands_in",
                violation_error_message="Only a sign-off officer can stand in for another.",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_kind_display()}, {self.council.name}"

    def clean(self):
        super().clean()
        if self.user_id is None or self.council_id is None:
            return
        beside = CouncilRole.objects.filter(user=self.user_id, council=self.council_id).exclude(pk=self.pk)
        if any(self.may_not_stand_beside(role) for role in beside):
            raise ValidationError(self.SEPARATE)

    def may_not_stand_beside(self, other):
        """Whether one person would lead and sign off for one council at the same time."""
        kinds = {self.kind, other.kind}
        return (
            kinds == {self.Kind.LEAD, self.Kind.SIGNER}
            and self.council_id == other.council_id
            and (self.ends_on is None or self.ends_on > other.starts_on)
            and (other.ends_on is None or other.ends_on > self.starts_on)
        )
