"""A person's own data: handing it out, erasing it, and asking for that."""

import logging

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.erasure import MOST_MENTIONS, Plan
from accounts.messages import queue_answer
from accounts.models import ErasureRequest, User
from accounts.own_data import collect
from accounts.permissions import can_anonymise, can_export

logger = logging.getLogger(__name__)

TOO_MANY = (
    f"These words stand in more than {MOST_MENTIONS} places, so they cannot all be about this person. "
    "Take away the words that you added, or give the person a name of their own first."
)


@transaction.atomic
def anonymise(*, person, by, also=(), leave=(), others=True):
    """Take away everything that tells who somebody was; what they did stays, as done by a former colleague.

    Reaches every table that is declared in an app's ``personal``, earlier versions and messages
    too. ``by`` is who decided, or None for the command line and for a period that is over;
    ``also`` are more words to take out; ``leave`` names mentions that are about somebody else
    (``Mention.key``), and without ``others`` no words of others change, as nobody looks through
    them. Ends sign-in, roles, groups and staff access at once. It cannot be undone.
    """
    can_anonymise(by, person).require()
    person = User.objects.select_for_update().get(pk=person.pk)
    plan = Plan(person, also)
    if others and plan.too_many:
        raise ValidationError(TOO_MANY)
    plan.carry_out(by=by, leave=leave, others=others)
    person.refresh_from_db()
    person.anonymised_at = person.anonymised_at or timezone.now()
    person.save(update_fields=["anonymised_at"])
    person.earlier_names.all().delete()
    person.erasure_requests.filter(answered_at=None).update(answered_at=timezone.now())
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [person], CHANGE, "Erased.", single_object=True)
    logger.info("Person %s was erased.", person.pk)
    return person


@transaction.atomic
def export(*, person, by, for_staff=False):
    """Return all that the portal holds of a person, as plain values for JSON.

    ``for_staff`` adds what other people's words say of them, for a member of staff to look through.
    """
    can_export(by, person, for_staff=for_staff).require()
    if by is not None and by != person:
        LogEntry.objects.log_actions(by.pk, [person], CHANGE, "Data handed out.", single_object=True)
    return collect(person, with_mentions=for_staff)


@transaction.atomic
def ask_to_be_forgotten(*, by):
    """Note that a person asks for erasure; asking again changes nothing."""
    return ErasureRequest.objects.get_or_create(person=by, answered_at=None)[0]


@transaction.atomic
def take_back_request(*, by):
    """Note that a person no longer asks for erasure; returns how many requests that ended."""
    return by.erasure_requests.filter(answered_at=None).delete()[0]


@transaction.atomic
def answer_request(*, request, note, by):
    """Close a request without erasing anything, and tell the person why."""
    can_anonymise(by, request.person).require()
    closed = ErasureRequest.objects.filter(pk=request.pk, answered_at=None).update(answered_at=timezone.now())
    if closed:
        queue_answer(request.person, note)
    return bool(closed)
