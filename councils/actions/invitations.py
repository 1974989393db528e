"""Invite somebody to a role, send it again, take it back, accept it.

Whatever changes who is in a team holds the council's row, so that two people cannot, each
knowing nothing of the other, make a fourth lead or leave a council with none.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from councils import messages
from councils.actions.roles import check_free, give_role, hold
from councils.models import CouncilRole, Invitation
from councils.models.invitation import valid_until
from councils.permissions import can_invite

# Enough for the largest team; more is a mistake, or somebody who writes to strangers.
MOST_WAITING = 30
# Who presses the button twice has sent it once.
SEND_AGAIN_AFTER = timedelta(minutes=10)
NOT_FOR_YOU = "This invitation went to another address. Sign in with the address that the email came to."


@transaction.atomic
def invite(*, council, email, kind, by, note="", name="", stands_in_for=None):
    """Invite somebody to a role on a council, and mail them. Returns the invitation.

    An invitation to this address and role that still waits is given back as it is; one that
    ran out is sent again. Raises ``PermissionDenied``, or ``ValidationError`` where the person
    has the role already, cannot have it beside another, or the council has enough leads.
    """
    council = hold(council)
    email = _address(email)
    _require_may_invite(by, council, email, kind, stands_in_for)
    said = {"note": note.strip(), "name": name.strip()[:150], "stands_in_for": stands_in_for}
    waiting = council.invitations.waiting().filter(email=email, kind=kind).first()
    if waiting is not None:
        return waiting if waiting.is_open else _send_again(waiting, by, **said)
    _check_room(council, email, kind)
    invitation = Invitation.objects.create(council=council, email=email, kind=kind, invited_by=by, **said)
    messages.queue_invitation(invitation)
    return invitation


def check_invitation(*, council, email, kind, by):
    """Raise what ``invite`` would, without inviting: for a form that asks before it is saved."""
    email = _address(email)
    if email == by.email.lower():
        raise ValidationError({"email": "This is your own address. Nobody gives themselves a role."})
    _require_may_invite(by, council, email, kind, None)
    _check_room(council, email, kind)


def _address(email):
    """Return the address as it is compared, or raise ``ValidationError``."""
    try:
        return Invitation._meta.get_field("email").clean(email.strip().lower(), None)
    except ValidationError:
        raise ValidationError({"email": "Enter an email address like name@council.gov.uk."}) from None


def _require_may_invite(by, council, email, kind, stands_in_for):
    if email == by.email.lower():
        raise PermissionDenied("Nobody gives themselves a role. Ask another lead officer, or Locality.")
    if kind not in CouncilRole.Kind.values:
        raise ValidationError({"kind": "Choose a role from the list."})
    can_invite(by, council, stand_in=stands_in_for is not None).require()
    if council.ended_on and council.ended_on <= timezone.localdate():
        raise ValidationError(f"{council.official_name} has ended, so nobody can be invited to act for it.")
    is_signer_here = stands_in_for is None or (
        stands_in_for.council_id == council.pk and stands_in_for.kind == kind == CouncilRole.Kind.SIGNER
    )
    if not is_signer_here:
        raise ValidationError("Choose a sign-off officer of this council to stand in for.")


def _check_room(council, email, kind):
    """Raise ``ValidationError`` if this role is not free for this address, or too much waits already."""
    waiting = council.invitations.open()
    if waiting.count() >= MOST_WAITING:
        raise ValidationError(
            f"{MOST_WAITING} invitations wait to be accepted. Take back those that are no longer needed."
        )
    offered = waiting.filter(kind=kind).exclude(email=email).count() if kind == CouncilRole.Kind.LEAD else 0
    check_free(council, User.objects.filter(email__iexact=email).first(), kind, offered=offered)


@transaction.atomic
def resend(*, invitation, by):
    """Mail an invitation once more, for another seven days. Links of earlier mails open nothing then."""
    council = hold(invitation.council)
    current = council.invitations.waiting().filter(pk=invitation.pk).first()
    if current is None:
        raise PermissionDenied("This invitation has been accepted or taken back, so it cannot be sent again.")
    can_invite(by, council, stand_in=current.stands_in_for_id is not None).require()
    if current.is_open and current.sent_at + SEND_AGAIN_AFTER > timezone.now():
        return current
    _check_room(council, current.email, current.kind)
    return _send_again(current, by)


def _send_again(invitation, by, **said):
    for name, value in {**said, "invited_by": by}.items():
        setattr(invitation, name, value)
    invitation.generation += 1
    invitation.sent_at, invitation.expires_at = timezone.now(), valid_until()
    invitation.save()
    messages.queue_invitation(invitation)
    return invitation


@transaction.atomic
def revoke(*, invitation, by):
    """Take an invitation back: its link opens nothing from now on. Taking it back twice is once."""
    council = hold(invitation.council)
    can_invite(by, council, stand_in=invitation.stands_in_for_id is not None).require()
    current = council.invitations.get(pk=invitation.pk)
    if current.accepted_at:
        raise PermissionDenied("This invitation has been accepted. You can end the role instead.")
    if current.revoked_at is None:
        current.revoked_at, current.revoked_by = timezone.now(), by
        current.save(update_fields=["revoked_at", "revoked_by"])
    return current


@transaction.atomic
def accept(*, invitation, generation, by, name=""):
    """Take the role that is offered; return the invitation with its ``role``.

    ``by`` is who is signed in, or None for somebody who has no account yet: then one is made
    under the invited address with ``name``. It opens nothing by itself: they sign in with a code
    that goes to that address. Raises ``PermissionDenied`` with a sentence that says what to do.
    """
    council = hold(invitation.council)
    current = council.invitations.select_related("invited_by", "stands_in_for").get(pk=invitation.pk)
    if refusal := refusal_of(current, generation):
        raise PermissionDenied(refusal)
    person = _account_for(current, by, name)
    current.role = _role_for(council, person, current)
    current.accepted_at = timezone.now()
    current.save(update_fields=["role", "accepted_at"])
    messages.queue_accepted(current)
    return current


def _role_for(council, person, invitation):
    """Give the role, unless something has changed since it was offered: then say what, on the page."""
    try:
        return give_role(council, person, invitation.kind, stands_in_for=invitation.stands_in_for, by=person)
    except ValidationError as refused:
        raise PermissionDenied(" ".join(refused.messages)) from refused


def refusal_of(invitation, generation):
    """Return the sentence that says why a link opens nothing any more, or nothing if it still does."""
    if invitation.accepted_at:
        return "This invitation has been accepted, and it works once. If that was you, just sign in."
    if invitation.revoked_at:
        return "This invitation has been taken back. If you think that is a mistake, ask who invited you."
    if generation != invitation.generation:
        return "A newer email with this invitation was sent to you. Use the link in that one."
    if invitation.has_run_out:
        return (
            "This invitation was open for seven days and has run out. Ask who invited you to send it again."
        )
    return ""


def _account_for(invitation, by, name):
    """Return whose role it will be, or refuse; makes the account of somebody who has none."""
    known = User.objects.filter(email__iexact=invitation.email).first()
    if by is None and known is None:
        person = User(email=invitation.email, name=name.strip())
        person.set_unusable_password()
        person.full_clean()
        person.save()
        return person
    if by is None or known is None or by.pk != known.pk or not by.is_active:
        raise PermissionDenied(NOT_FOR_YOU)
    return known
