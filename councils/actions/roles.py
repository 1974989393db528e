"""Give, change and end roles. Each holds the council's row: see ``invitations``."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from councils import messages
from councils.models import Council, CouncilRole
from councils.permissions import NO_LEAD_LEFT, can_change_role, can_end_role, is_last_lead

LEAD = CouncilRole.Kind.LEAD
OVER = "This role has ended already."


def hold(council):
    """Return the council, its row held until the transaction ends: its team changes one by one."""
    return Council.objects.select_for_update().get(pk=council.pk)


def check_free(council, person, kind, *, offered=0, instead_of=None):
    """Raise ``ValidationError`` unless this person, if known, can have this role here now.

    ``offered`` counts invitations that would fill a lead's place too; ``instead_of`` is the role
    that would make room.
    """
    here = CouncilRole.objects.open().filter(council=council)
    if instead_of is not None:
        here = here.exclude(pk=instead_of.pk)
    if kind == LEAD and here.filter(kind=LEAD).count() + offered >= CouncilRole.MOST_LEADS:
        raise ValidationError(CouncilRole.TOO_MANY_LEADS)
    if person is None:
        return
    if not person.is_active:
        raise ValidationError("The account with this address is closed. Ask Locality to open it again.")
    wanted = CouncilRole(user=person, council=council, kind=kind)
    for role in here.filter(user=person):
        if role.kind == kind:
            raise ValidationError("This person has this role already.")
        if wanted.may_not_stand_beside(role):
            raise ValidationError(CouncilRole.SEPARATE)


def give_role(council, person, kind, *, by, stands_in_for=None, instead_of=None):
    """Write the row of a role that begins today; the caller holds the council. Returns the role."""
    check_free(council, person, kind, instead_of=instead_of)
    if stands_in_for is not None and not CouncilRole.objects.open().filter(pk=stands_in_for.pk).exists():
        stands_in_for = None
    role = CouncilRole(user=person, council=council, kind=kind, stands_in_for=stands_in_for)
    role._history_user = by
    role.save()
    return role


@transaction.atomic
def end_role(*, role, by):
    """End a role today: access stops at the next request, and what the person wrote stays.

    Raises ``PermissionDenied`` for the council's last lead. Staff may end even that one.
    """
    hold(role.council)
    current = CouncilRole.objects.select_related("user", "council").get(pk=role.pk)
    if not _goes_on(current):
        return current
    can_end_role(by, current).require()
    _end(current, by)
    messages.queue_ended(current, by)
    return current


@transaction.atomic
def change_role(*, role, kind, by):
    """Give somebody another role in the place of one they have; return the new one.

    Nobody changes their own, and the last lead stays one. Raises ``PermissionDenied`` or
    ``ValidationError``.
    """
    council = hold(role.council)
    current = CouncilRole.objects.select_related("user", "council").get(pk=role.pk)
    can_change_role(by, current).require()
    if not _goes_on(current):
        raise PermissionDenied(OVER)
    if kind not in CouncilRole.Kind.values:
        raise ValidationError({"kind": "Choose a role from the list."})
    if kind == current.kind:
        return current
    if is_last_lead(current):
        raise PermissionDenied(NO_LEAD_LEFT)
    check_free(council, current.user, kind, instead_of=current)
    _end(current, by)
    new = give_role(council, current.user, kind, by=by)
    messages.queue_changed(new, current.kind, by)
    return new


def _goes_on(role):
    return role.ends_on is None or role.ends_on > timezone.localdate()


def _end(role, by):
    role.ends_on = max(timezone.localdate(), role.starts_on)
    role._history_user = by
    role.save()
