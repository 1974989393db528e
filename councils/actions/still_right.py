"""Asking a council's leads whether its facts are still right, and taking their answer."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.working_days import is_working_day
from councils import asked
from councils.due import QUARTER, Reason, standings
from councils.messages import queue_still_right
from councils.models import (
    Asking,
    Champion,
    CommunityConversation,
    Council,
    CouncilRole,
    Endorsement,
    Membership,
)
from councils.permissions import can_confirm
from records.actions import confirm
from records.models import Confirmation

OVER = "This link no longer works. A newer message may have come, or the role has ended."


def facts_of(council):
    """Return what can be confirmed of a member, ``{key: row}`` in the order of its page."""
    membership = Membership.objects.open().filter(council=council).first()
    if membership is None:
        return {}
    rows = [
        membership,
        *Endorsement.objects.filter(membership=membership).select_related("source"),
        *Champion.objects.open().filter(council=council).select_related("source", "person"),
        *CommunityConversation.objects.filter(membership=membership).select_related("source"),
    ]
    return {f"{row._meta.model_name}-{row.pk}": row for row in rows}


@transaction.atomic
def ask_due(*, quarterly_only=False, by=None):
    """Ask every council that is due today, one message to a person; return the ``Standing`` of each.

    ``by`` is nobody, as a timer runs it. Nothing happens at a weekend or on a bank holiday. A second
    run on one day asks nobody again: who was asked is written in the transaction that queues the mail.
    """
    # Held, so that two runs at once do not both find the same councils due.
    list(Council.objects.select_for_update().filter(pk__in=_members()).order_by("pk").values_list("pk"))
    due = to_ask(quarterly_only=quarterly_only)
    for standing, reason in due:
        step = standing.step + 1 if reason == Reason.STALE else 0
        values = {"reason": reason, "step": step, "asked_on": timezone.localdate()}
        standing.askings.append(Asking.objects.create(council=standing.council, **values))
    queue_still_right([standing for standing, _ in due])
    return due


def to_ask(*, quarterly_only=False):
    """Return the standing of each council that is due today and why, without asking it."""
    today = timezone.localdate()
    if not is_working_day(today):
        return []
    rows = standings()
    if quarterly_only:
        return [(row, Reason.QUARTER) for row in rows if row.leads and today >= row.asked_on + QUARTER]
    return [(row, row.reason) for row in rows if row.reason]


def _members():
    return Membership.objects.open().values("council")


@transaction.atomic
def confirm_still_right(*, link, seen, words, by):
    """Confirm the facts in ``seen`` for the person who got ``link``, who need not be signed in.

    See ``confirm_facts``, but it is the link that allows it. Raises ``PermissionDenied`` when it has ended.
    """
    _hold(link.asking.council_id)
    link = asked.read_again(link)
    if not link.works:
        raise PermissionDenied(OVER)
    request = f"Message {link.asking.pk} of {date_format(link.asking.asked_on)}"
    done, fresh = _confirm(link.council, link.role_words, seen, words, request, by)
    if fresh:
        Asking.objects.filter(pk=link.asking.pk).update(answered_at=timezone.now())
    return done


@transaction.atomic
def confirm_facts(*, council, seen, words, by):
    """Confirm the facts in ``seen``, ``{key: version}`` as they were shown. Returns those that are.

    ``words`` are the facts as the page says them. A fact that has changed since it was shown is
    left as it is. The same again, from another tab or at the same moment, confirms nothing twice.
    """
    _hold(council.pk)
    can_confirm(by, council).require()
    roles = CouncilRole.objects.of(by).filter(council=council, kind=CouncilRole.Kind.LEAD)
    role = asked.role_words(roles.select_related("council").first())
    done, fresh = _confirm(council, role, seen, words, "Signed in", by)
    if fresh:
        Asking.objects.live().filter(council=council).update(answered_at=timezone.now())
    return done


def _hold(council):
    """As for every change to a membership: whoever comes second reads what the first has written."""
    Council.objects.select_for_update().get(pk=council)


def _confirm(council, role, seen, words, request, by):
    """Return which facts are as they were shown, and which of these were not confirmed yet today."""
    facts, today = facts_of(council), timezone.localdate()
    shown = {key: row for key, row in facts.items() if seen.get(key) == row.version}
    done = (today, role)
    fresh = [key for key, row in shown.items() if (row.confirmed_on, row.confirmed_by_role) != done]
    if fresh:
        confirm(facts=[facts[key] for key in fresh], role=role, by=by)
        Confirmation.objects.create(
            about=council.get_absolute_url(),
            name=council.official_name,
            role=role,
            by=by,
            request=request,
            facts=[words.get(key, str(facts[key])) for key in fresh],
            left_out=[words.get(key, str(facts[key])) for key in facts if key not in shown],
        )
    return list(shown), fresh
