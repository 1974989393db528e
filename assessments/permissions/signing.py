"""Who can stand behind a self-assessment: never a lead officer, never who sent it."""

from accounts.permissions import YES, no
from councils.models import CouncilRole
from councils.powers import LEAD, SIGNER, holders


def can_sign_off(user, assessment, roles):
    """Could this person stand behind it: a signer who is not a lead and did not send it?"""
    if not roles & holders("sign"):
        return no("Only the sign-off officer can do this.")
    if LEAD in roles:
        return no("You are a lead officer for this council, so somebody else has to sign it off.")
    if assessment.sent_by_id == user.pk:
        return no("You sent this for sign-off, so somebody else has to sign it off.")
    return YES


def signers_for(council, sender=None):
    """Return the open signer roles of people who are not leads here and did not send it."""
    leads = CouncilRole.objects.open().filter(council=council, kind=LEAD).values("user")
    signers = CouncilRole.objects.open().filter(council=council, kind=SIGNER).exclude(user__in=leads)
    if sender is not None:
        signers = signers.exclude(user=sender)
    return signers.select_related("user")
