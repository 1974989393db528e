"""Reminders that the portal sends by itself, in working days: before the closing day, and to sign."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import User
from assessments import messages
from assessments.due import closing_mark, signing_mark
from assessments.models import Assessment, Assignment, Reminder
from assessments.permissions import EXTENDED, signers_for, unsupported
from assessments.workflow import State
from councils.models import CouncilRole
from principles.models import Statement

LEAD, CONTRIBUTOR = CouncilRole.Kind.LEAD, CouncilRole.Kind.CONTRIBUTOR


@dataclass(frozen=True)
class Due:
    """One message that is due today: to whom, about what, and which of the texts."""

    assessment: Assessment
    person: User
    kind: str
    mark: str


def reminders_due():
    """Return the messages that are due today and have not been sent, by council."""
    found = []
    for assessment in _running():
        found += _due_for(assessment)
    sent = Reminder.objects.filter(assessment__in={due.assessment.pk for due in found})
    known = set(sent.values_list("assessment", "person", "mark"))
    return [due for due in found if (due.assessment.pk, due.person.pk, due.mark) not in known]


def send_reminders():
    """Send what is due today; return it. Run again, or twice at once, it sends nothing twice."""
    waiting = defaultdict(list)
    for due in reminders_due():
        waiting[due.assessment].append(due)
    return [due for assessment, dues in waiting.items() for due in _send(assessment, dues)]


def _running():
    """Return what councils still work on, with the day on which each last heard how much time it has."""
    told = Max("events__at", filter=Q(events__move__in=[EXTENDED, "resume"]))
    rows = Assessment.objects.unfinished().filter(cycle__opened_at__isnull=False)
    rows = rows.select_related("council", "cycle", "sent_by").annotate(told_at=told)
    return [row for row in rows.order_by("council__name", "pk") if row.in_time]


def _begun_on(assessment):
    moments = [assessment.cycle.opened_at, assessment.told_at]
    if assessment.state == State.NOT_STARTED:
        moments.append(assessment.state_since)
    return max(timezone.localdate(moment) for moment in moments if moment)


def _due_for(assessment):
    if assessment.state == State.AWAITING_SIGN_OFF:
        mark = signing_mark(assessment)
        roles = signers_for(assessment.council, assessment.sent_by) if mark else ()
        people = dict.fromkeys(role.user for role in roles)
        return [Due(assessment, person, "sign", mark) for person in people]
    mark = closing_mark(assessment, _begun_on(assessment))
    if not mark:
        return []
    leads = _holders(assessment, LEAD)
    others = [person for person in _holders(assessment, CONTRIBUTOR) if person not in leads]
    return [
        *(Due(assessment, person, "lead", mark) for person in leads),
        *(Due(assessment, person, "parts", mark) for person in others if open_parts(assessment, person)),
    ]


def _holders(assessment, kind):
    roles = CouncilRole.objects.open().filter(council=assessment.council, kind=kind)
    roles = roles.select_related("user").order_by("user__name", "pk")
    return list(dict.fromkeys(role.user for role in roles))


def open_parts(assessment, person):
    """Return the parts of a person that nobody has answered yet, what is due first at the top."""
    rows = Assignment.objects.of(person, assessment)
    rows = rows.exclude(statement__in=assessment.answers.values("statement"))
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or timezone.localdate()))


@transaction.atomic
def _send(assessment, dues, *, by=None):
    """Queue what is due about one self-assessment, unless it has moved on since.

    ``by`` is nobody, as a timer runs it.
    """
    # Locked, so that a signature a moment later and not a moment before gets a reminder.
    current = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if (current.state, current.lock_version) != (assessment.state, assessment.lock_version):
        return []
    sent = [due for due in dues if _is_first(due)]
    for due in sent:
        _queue(due)
    if any(due.kind == "sign" for due in sent):
        messages.tell_leads_of_reminder(assessment, [due.person for due in sent])
    return sent


def _is_first(due):
    """Write the row that remembers it; false if another run was first."""
    _, created = Reminder.objects.get_or_create(assessment=due.assessment, person=due.person, mark=due.mark)
    return created


def _queue(due):
    match due.kind:
        case "sign":
            sent_on = timezone.localdate(due.assessment.state_since)
            messages.queue_to_sign(due.assessment, due.person, sent_on)
        case "parts":
            parts = open_parts(due.assessment, due.person)
            messages.queue_open_parts(due.assessment, due.person, parts)
        case _:
            messages.queue_what_is_left(due.assessment, due.person, what_is_left(due.assessment))


def what_is_left(assessment):
    """Return a line for each thing that is left to do, in words and without any level."""
    asked = Statement.objects.filter(question_set=assessment.cycle.question_set_id).count()
    can_be_signed = signers_for(assessment.council).exists()
    lines = [
        _counted(
            asked - assessment.answers.count(), "statement has no answer yet", "statements have no answer yet"
        ),
        _counted(
            len(unsupported(assessment)), "answer lacks words or evidence", "answers lack words or evidence"
        ),
        "" if assessment.sharing_chosen_at else "Nobody has chosen what to share",
        "" if can_be_signed else "Nobody can sign it yet: invite a sign-off officer",
    ]
    return [line for line in lines if line] or ["Only to check it and send it for sign-off"]


def _counted(number, one, more):
    return f"{number} {one if number == 1 else more}" if number > 0 else ""
