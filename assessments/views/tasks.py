"""The task list, everything on one page to check, and what happened so far."""

from django.db.models import Exists, OuterRef
from django.views.decorators.http import require_safe

from assessments.earlier import earlier_title
from assessments.models import Assistance, Event, Priority, Snapshot
from assessments.permissions import (
    can_answer,
    can_share,
    missing,
    moves_open_to,
    roles_on,
    signers_for,
)
from assessments.views.loading import assessment_or_404, page
from assessments.views.plans.ahead import Plans
from assessments.views.sections import with_checks
from assessments.views.sheet import Sheet, Task, TaskStatus
from assessments.views.work import Show, Work
from assessments.whole import live_plans
from assessments.workflow import CAME_BACK, MOVES, State
from councils.models import CouncilRole


@require_safe
def tasks(request, council, cycle):
    """Everything there is to do, in any order except sign-off."""
    assessment = assessment_or_404(request, council, cycle)
    last_move, people = _last_move(assessment), _people(assessment)
    roles = roles_on(request.user, assessment.council)
    may_answer = can_answer(request.user, assessment, roles=roles)
    sheet = Sheet(assessment, request.user, with_papers=False)
    work, plans = Work(request.user, sheet, with_checks(sheet, may_answer)), Plans(sheet, may_answer)
    context = {
        "sheet": sheet,
        "earlier": earlier_title(assessment) if may_answer and sheet.unanswered else "",
        "work": work,
        "show": work.chosen(request.GET.get("show"), roles),
        "shows": Show,
        "next_line": work.next_line or sheet.next_line,
        "may_answer": may_answer,
        "ahead": plans.tasks,
        "last_tasks": _last_tasks(request.user, plans, last_move, people),
        "came_back": last_move if last_move and last_move.move in CAME_BACK else None,
        "last_move": last_move,
        "moves": {move.name for move in moves_open_to(request.user, assessment, roles)},
        **people,
    }
    return page(request, "tasks", assessment, context)


@require_safe
def check(request, council, cycle):
    """All answers on one page, with what is missing, for reading and for paper."""
    assessment = assessment_or_404(request, council, cycle)
    moves = {move.name for move in moves_open_to(request.user, assessment)}
    sheet, planless = (
        Sheet(assessment, request.user),
        list(Priority.objects.filter(assessment=assessment).without_plan()),
    )
    lacking = {**sheet.lacking, "planless": planless}
    context = {
        "sheet": sheet,
        "may_answer": can_answer(request.user, assessment),
        "may_send": "send" in moves,
        "ready": "send" in moves and not missing(assessment, request.user, **lacking),
        "priorities": live_plans(assessment),
        "lacking_plans": planless,
        "has_signer": signers_for(assessment.council, request.user).exists(),
    }
    return page(request, "check", assessment, context)


@require_safe
def history(request, council, cycle):
    """Who did what, and when, oldest first."""
    assessment = assessment_or_404(request, council, cycle)
    same = {"assessment__council": assessment.council_id, "assessment__cycle": assessment.cycle_id}
    events = Event.objects.filter(**same).select_related("by")
    # Opening again stands in the old revision's timeline and begins the new one's: once is enough.
    events = events.exclude(move="reopen", assessment__state=State.COMPLETE)
    snapshots = Snapshot.objects.of_council_and_cycle(assessment).order_by("number")
    snapshots = snapshots.select_related("signature__person", "signature__in_place_of").defer("content")
    return page(request, "history", assessment, {"events": events, "snapshots": snapshots})


def _last_move(assessment):
    """Return the last move, which also knows whether Locality enters answers: one query for both."""
    assisted = Assistance.objects.filter(assessment=OuterRef("assessment"), ended_at=None)
    moves = Event.objects.filter(assessment=assessment, move__in=MOVES).annotate(is_assisted=Exists(assisted))
    return moves.select_related("by").last()


def _last_tasks(user, plans, last_move, people):
    may_share = can_share(user, plans.assessment)
    sharing = _sharing_task(plans.assessment, may_share)
    return [sharing, _send_task(user, plans, may_share, last_move, people)]


def _sharing_task(assessment, may_share):
    path = assessment.get_absolute_url()
    if not may_share:
        return Task(f"{path}preview/", "See what is shared")
    status = TaskStatus.COMPLETED if assessment.sharing_chosen_at else TaskStatus.NOT_STARTED
    return Task(f"{path}sharing/", "Choose what to share", status)


def _send_task(user, plans, may_share, last_move, people):
    assessment = plans.assessment
    path = f"{assessment.get_absolute_url()}check/"
    # While answers can change, who chooses what to share is also who sends it.
    if not (may_share and assessment.standing.answers_open):
        return Task(path, "Read everything on one page")
    return Task(path, "Check everything and send for sign-off", _send_status(user, plans, last_move, people))


def _send_status(user, plans, last_move, people):
    known = {**plans.sheet.lacking, "planless": [card.priority for card in plans.lacking]}
    known["has_signer"] = bool({*people["signers"]} - {*people["leads"], user})
    if missing(plans.assessment, user, **known):
        return TaskStatus.CANNOT_START
    came_back = last_move is not None and last_move.move in CAME_BACK
    return TaskStatus.NEEDS_CHECKING if came_back else TaskStatus.NOT_STARTED


def _people(assessment):
    """Return who leads and who signs here, by name."""
    roles = CouncilRole.objects.open().filter(council=assessment.council).select_related("user")
    people = {"leads": CouncilRole.Kind.LEAD, "signers": CouncilRole.Kind.SIGNER}
    roles = list(roles.filter(kind__in=people.values()).order_by("user__name"))
    return {name: [role.user for role in roles if role.kind == kind] for name, kind in people.items()}
