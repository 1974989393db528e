"""Asking a council's leads whether its facts are still right, and taking their answer."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from accounts.working_days import is_working_day
from councils import asked
from councils.due import QUARTER, Reason, standings
from councils.messages import queue_still_right
from councils.models import Asking, Champion, CommunityConversation, Council, Endorsement, Membership
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
    """Confirm the facts in ``seen``, ``{key: version}`` as they were shown. Returns what was confirmed.

    ``words`` are the facts as the page says them. A fact that has changed since it was shown is
    left as it is. The same again, from another tab or at the same moment, confirms nothing twice.
    """
    # As for every change to a membership: whoever comes second reads what the first has written.
    Council.objects.select_for_update().get(pk=link.asking.council_id)
    link = asked.read_again(link)
    if not link.works:
        raise PermissionDenied(OVER)
    facts = facts_of(link.council)
    as_shown = {key: row for key, row in facts.items() if seen.get(key) == row.version}
    today, role = timezone.localdate(), link.role_words
    fresh = {
        key: row
        for key, row in as_shown.items()
        if (row.confirmed_on, row.confirmed_by_role) != (today, role)
    }
    if fresh:
        confirm(facts=list(fresh.values()), role=role, by=by)
        Confirmation.objects.create(
            about=link.council.get_absolute_url(),
            name=link.council.official_name,
            role=role,
            by=by,
            request=f"Message {link.asking.pk} of {date_format(link.asking.asked_on)}",
            facts=[words.get(key, str(facts[key])) for key in fresh],
            left_out=[words.get(key, str(row)) for key, row in facts.items() if key not in as_shown],
        )
        Asking.objects.filter(pk=link.asking.pk).update(answered_at=timezone.now())
    return list(as_shown)
