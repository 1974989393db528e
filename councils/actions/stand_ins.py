"""Who signs while the sign-off officer is away."""

from django.core.exceptions import ValidationError
from django.db import transaction

from councils import messages
from councils.actions.roles import hold
from councils.models import CouncilRole
from councils.permissions import can_name_stand_in


@transaction.atomic
def name_stand_in(*, role, away, by):
    """Let a sign-off officer sign in the place of another, or for themselves again if ``away`` is None.

    Both roles stay as they are; what is signed meanwhile says who stood in for whom. Raises
    ``PermissionDenied`` or ``ValidationError``.
    """
    council = hold(role.council)
    can_name_stand_in(by, council).require()
    signers = CouncilRole.objects.open().filter(council=council, kind=CouncilRole.Kind.SIGNER)
    found = {row.pk: row for row in signers.select_related("user", "council")}
    if role.pk not in found or (away is not None and away.pk not in found):
        raise ValidationError("Choose two sign-off officers of this council.")
    current = found[role.pk]
    if away is not None and (away.user_id == current.user_id or found[away.pk].stands_in_for_id):
        raise ValidationError("Nobody stands in for themselves, or for somebody who stands in.")
    if current.stands_in_for_id == (away.pk if away else None):
        return current
    current.stands_in_for = found[away.pk] if away else None
    current._history_user = by
    current.save()
    if away is not None:
        messages.queue_stand_in(current, by)
    return current
