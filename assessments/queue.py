"""What waits for Locality's reviewers: signed self-assessments, and cycles to open, fill or close."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.actions.chasing import STAGES, day_of
from assessments.actions.cycles import councils_to_invite
from assessments.models import Assessment, Clarification, Cycle
from assessments.permissions import is_reviewer
from assessments.permissions.desk import MANAGE
from assessments.workflow import State
from councils.models import paused
from records.queue import Waiting


def waiting(user):
    """Return what waits for this person, longest wait first; nothing for those who are no reviewers."""
    if not is_reviewer(user):
        return []
    return [*_to_read(), *_overdue(), *_cycles(), *(_disputes() if user.has_perm(MANAGE) else [])]


def _to_read():
    rows = list(Assessment.objects.waiting_for_review().select_related("council", "cycle"))
    pauses = paused(row.council for row in rows) if rows else {}
    return [
        Waiting(
            kind="Self-assessments to read",
            what=assessment.council.official_name,
            why=_ask(assessment, pauses.get(assessment.council_id)),
            since=timezone.localdate(assessment.state_since),
            path=_page(assessment),
        )
        for assessment in rows
    ]


def _overdue():
    """Return the councils that have not replied for so long that somebody should ring them."""
    waits = Clarification.objects.open().filter(assessment__state=State.CLARIFICATION)
    late = waits.filter(due_on__lt=timezone.localdate()).select_related("assessment__council")
    return [
        Waiting(
            kind="Questions without a reply",
            what=one.assessment.council.official_name,
            why=f"The reply was due by {date_format(one.due_on)}. Ring the lead officer.",
            since=one.due_on,
            path=_page(one.assessment),
        )
        for one in late
        if day_of(one, STAGES[-1]) <= timezone.localdate()
    ]


def _disputes():
    """Return what a council and a reviewer disagree about, for who manages reviews."""
    rows = Assessment.objects.filter(
        state=State.SUBMITTED, clarifications__questions__is_disputed=True
    ).select_related("council")
    return [
        Waiting(
            kind="Councils that disagree",
            what=assessment.council.official_name,
            why="It says that its answer stands. Read what was asked and replied.",
            since=timezone.localdate(assessment.state_since),
            path=_page(assessment),
        )
        for assessment in rows.distinct()
    ]


def _page(assessment):
    return reverse("admin:assessments_assessment_change", args=[assessment.pk])


def _ask(assessment, pause):
    """Return what is to be done with it; while the council is in a pause, it cannot be accepted."""
    words = "accept it, ask about it, or return it with a reason."
    if pause:
        words = f"accept it after the pre-election pause, from {date_format(pause.over_on)} on."
    return f"{assessment.cycle.title}, {assessment.reference}: {words}"


def _cycles():
    today = timezone.localdate()
    rows = [
        (cycle, cycle.opens_on, "It can be opened.")
        for cycle in Cycle.objects.filter(opened_at__isnull=True, opens_on__lte=today, closes_on__gte=today)
    ]
    for cycle in Cycle.objects.open():
        if cycle.last_day < today:
            words = f"Its time ended on {date_format(cycle.last_day)}. Close it, or set a later deadline."
            rows.append((cycle, cycle.last_day, words))
        elif late := councils_to_invite(cycle).count():
            said = "1 council has" if late == 1 else f"{late} councils have"
            rows.append(
                (cycle, timezone.localdate(cycle.opened_at), f"{said} joined since it opened. Add them.")
            )
    return [
        Waiting(
            kind="Cycles",
            what=cycle.title,
            why=words,
            since=since,
            path=reverse("admin:assessments_cycle_change", args=[cycle.pk]),
        )
        for cycle, since, words in rows
    ]
