"""What the tables of the register know of people."""

from django.utils import timezone

from councils import kept, models
from councils.models import CouncilRole
from records.holdings import Table

PUBLIC = "A code, name or address of a council, from public files."


def end_roles(rows, known, by):
    """End the roles that are open, each with its line of history."""
    today = timezone.localdate()
    for role in rows.filter(ends_on__isnull=True) | rows.filter(ends_on__gt=today):
        role.ends_on = max(today, role.starts_on)
        role._history_user = by
        role.save(update_fields=["ends_on"])


def take_back(rows, known, by):
    """Let no invitation to the person wait, and keep nothing of what was written to them."""
    to_them = [address.lower() for address in known.addresses]
    own = models.Invitation.objects.filter(pk__in=rows.values("pk"), email__in=to_them)
    for invitation in own.waiting():
        invitation.revoked_at, invitation.revoked_by = timezone.now(), by or known.person
        invitation.save(update_fields=["revoked_at", "revoked_by"])
    own.update(name="", note="")


TABLES = [
    Table(
        models.Council,
        words="ending_note governance_note statement confirmed_by_role",
        nobody={"gss_code local_authority_code slug name official_name website": PUBLIC},
    ),
    Table(models.FormerCode, nobody={"code": PUBLIC}),
    Table(models.FormerSlug, nobody={"slug": PUBLIC}),
    Table(models.CouncilAlias, nobody={"name": PUBLIC}),
    Table(models.Succession, words="confirmed_by_role"),
    Table(models.Membership, words="joined_note ended_note confirmed_by_role"),
    Table(models.Endorsement, words="confirmed_by_role", nobody={"link": "A public page."}),
    Table(models.Signatory, words="role"),
    Table(models.Champion, words="role note confirmed_by_role"),
    Table(
        models.CommunityConversation,
        words="planned_for who_took_part what_was_agreed what_happened_next confirmed_by_role",
        nobody={"link": "A public page."},
    ),
    Table(models.Asking),
    Table(models.Pause, words="why"),
    Table(models.Tile),
    Table(
        CouncilRole,
        title="Roles on councils",
        people="user",
        shows={"council": "council__name"},
        erase=end_roles,
        erased="Ended today. They stay on record, as a former colleague’s.",
    ),
    Table(
        models.Invitation,
        title="Invitations to act for a council, sent and received",
        people="invited_by revoked_by role__user",
        addresses="email",
        words="name note",
        # Whom a colleague invited is that person's own affair.
        only="kind made_at sent_at expires_at accepted_at revoked_at",
        shows={"council": "council__name"},
        erase=take_back,
        erased="Those to them are taken back and emptied. The others stay, as a former colleague’s.",
    ),
]

PERIODS = kept.PERIODS
