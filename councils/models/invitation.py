"""An invitation to act for a council: to one address, in one role, for seven days, once."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from councils.models.council import Council
from councils.models.role import CouncilRole

VALID_FOR = timedelta(days=7)
_SIGNER = signing.Signer(salt="councils.invitation")


def valid_until():
    """Return the moment at which an invitation sent now runs out."""
    return timezone.now() + VALID_FOR


class InvitationQuerySet(models.QuerySet):
    """Named questions about invitations."""

    def waiting(self):
        """Neither accepted nor taken back, run out or not: at most one for each address and role."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def open(self):
        """Those whose link can be used now."""
        return self.waiting().filter(expires_at__gt=timezone.now())

    def ran_out(self):
        """Those that nobody accepted in time."""
        return self.waiting().filter(expires_at__lte=timezone.now())

    def behind(self, token):
        """Return the invitation that a link's token was made for, and of which sending; or None.

        The token proves that the link is ours; whether it still opens anything is asked of the row.
        """
        try:
            number, generation = _SIGNER.unsign(token).split(".")
        except (signing.BadSignature, ValueError):
            return None
        found = self.select_related("council", "invited_by", "stands_in_for__user").filter(pk=number).first()
        if found is not None:
            found.asked_generation = int(generation)
        return found


class Invitation(models.Model):
    """Somebody is asked to take a role. The link is made when the mail goes out, and not kept."""

    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="invitations", help_text="The council to act for."
    )
    email = models.EmailField(
        "email address", help_text="Only somebody who signs in with this address can accept."
    )
    kind = models.CharField(
        "role", max_length=12, choices=CouncilRole.Kind.choices, help_text="The role that is offered."
    )
    name = models.CharField(max_length=150, blank=True, help_text="Who is invited, as far as it is known.")
    note = models.TextField(blank=True, help_text="Words of the inviter, for the invited person alone.")
    stands_in_for = models.ForeignKey(
        CouncilRole,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The sign-off officer in whose place the invited person would sign.",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text="Who invites."
    )
    made_at = models.DateTimeField("invited", default=timezone.now, help_text="When it was first sent.")
    sent_at = models.DateTimeField("last sent", default=timezone.now, help_text="When it was last sent.")
    expires_at = models.DateTimeField(
        "runs out", default=valid_until, help_text="From this moment on the link opens nothing."
    )
    generation = models.PositiveSmallIntegerField(
        default=1, help_text="Which sending it is. Links of earlier ones open nothing."
    )
    revoked_at = models.DateTimeField("taken back", null=True, blank=True, help_text="When that was done.")
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who took it back.",
    )
    accepted_at = models.DateTimeField("accepted", null=True, blank=True, help_text="When it was accepted.")
    role = models.ForeignKey(
        CouncilRole,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        help_text="The role that came of it.",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "email", "kind"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_of_a_kind",
                violation_error_message="This address has an invitation to this role already.",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_address_is_lower"),
            models.CheckConstraint(
                condition=Q(kind__in=CouncilRole.Kind.values), name="invitation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, role__isnull=True)
                | Q(accepted_at__isnull=False, role__isnull=False, revoked_at__isnull=True),
                name="accepted_invitation_has_its_role",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="invitation_taken_back_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(kind=CouncilRole.Kind.SIGNER),
                name="only_a_signer_is_invited_to_stand_in",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")),
                name="invitation_runs_out_after_it_was_sent",
            ),
        ]

    def __str__(self):
        return f"{self.name or self.email}, {self.get_kind_display()}, {self.council.name}"

    @property
    def token(self):
        """What stands in the link of the last sending."""
        return _SIGNER.sign(f"{self.pk}.{self.generation}")

    @property
    def has_run_out(self):
        """Whether nobody accepted it in time."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at <= timezone.now()

    def is_for(self, user):
        """Whether this is the person who was invited: whoever signs in with the address."""
        return user.is_authenticated and user.email.lower() == self.email

    @property
    def is_open(self):
        """Whether the link of the last sending can be used now."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
