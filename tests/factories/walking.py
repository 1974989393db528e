"""Take a self-assessment to any state by the real moves, each made by somebody who may make it."""

from collections import deque

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from assessments import actions
from assessments.actions.clarifying import Asked, save_replies
from assessments.actions.withdrawing import ask_withdrawal
from assessments.models import Answer, AnswerVersion, Audience, Item, Kind
from assessments.permissions import open_keys
from assessments.workflow import MOVES, moves_from
from councils.models import Council, CouncilRole
from principles.models import Level, Statement
from tests.factories.register import CouncilRoleFactory, UserFactory


def officer(council, kind, **fields):
    """Return the first person with this role on the council, made if there is none."""
    role = CouncilRole.objects.open().filter(council=council, kind=kind).select_related("user").first()
    return (
        role.user
        if role
        else CouncilRoleFactory(council=council, kind=kind, user__job_title=fields.get("job_title", "")).user
    )


def locality_reviewer():
    """Return somebody in the group Reviewer."""
    person = User.objects.filter(groups__name="Reviewer").first() or UserFactory(
        name="Reviewer", is_staff=True
    )
    person.groups.add(Group.objects.get(name="Reviewer"))
    return person


def lead_of(assessment):
    """Return the council's lead officer."""
    return officer(assessment.council, CouncilRole.Kind.LEAD)


def signer_of(assessment):
    """Return the council's sign-off officer."""
    return officer(assessment.council, CouncilRole.Kind.SIGNER, job_title="Director of Communities")


def way_to(state, start):
    """Return the names of the moves on the shortest way from one state to another."""
    ways, seen = deque([(start, [])]), {start}
    while ways:
        here, moves = ways.popleft()
        if here == state:
            return moves
        for move in moves_from(here):
            if move.target not in seen and move.name != "reopen":
                seen.add(move.target)
                ways.append((move.target, [*moves, move.name]))
    raise AssertionError(f"No way from {start} to {state}.")


def walk(assessment, state, said=None, choices=None):
    """Take a self-assessment to a state by the real moves; people who are missing are made."""
    lead_of(assessment), signer_of(assessment)
    moves = way_to(state, assessment.state)
    for name in moves:
        if name != "start" and assessment.sharing_chosen_at is None:
            share(assessment, choices)
        make(assessment, name, said)
    if moves == ["start"] and assessment.sharing_chosen_at is None:
        share(assessment, choices)


def share(assessment, choices=None):
    """Choose what to share as the lead; by default nothing."""
    default = dict.fromkeys(((item, "") for item in Item.values), Audience.US)
    if assessment.standing.answers_open:
        chosen = default if choices is None else choices
        actions.share(assessment=assessment, choices=chosen, by=lead_of(assessment))


def make(assessment, name, said=None, note=""):
    """Make one move as somebody who may, after what has to come before it."""
    by, more = lead_of(assessment), {}
    match name:
        case "start":
            return answer_all(assessment, by, said)
        case "send":
            more = {"gaps_acknowledged": True}
        case "sign" | "confirm":
            by, more = signer_of(assessment), {"agreed": True, "seen": assessment.lock_version}
        case "decline" | "send_back":
            by, more = signer_of(assessment), {"note": "Please look at 1a again."}
        case "ask":
            by, more = locality_reviewer(), {"asked": Asked({"1a": "Which three services?"})}
        case "reply" | "reply_changed":
            reply(assessment, changed=name == "reply_changed")
        case "leave":
            by = None
        case "withdraw":
            if not assessment.withdrawal_asked_at:
                ask_withdrawal(assessment=assessment, by=by)
            by = signer_of(assessment)
        case "merge":
            Council.objects.filter(pk=assessment.council_id).update(ended_on=timezone.localdate())
            assessment.council.refresh_from_db()
            by, more = locality_reviewer(), {"note": "It is now part of Brackwell."}
        case _ if set(MOVES[name].parties) & {"reviewer", "admin"}:
            by, more = locality_reviewer(), {"note": "Which towns does 1a speak of?"}
    return actions.perform(assessment, name, by=by, **({**more, "note": note} if note else more))


def reply(assessment, *, changed=False):
    """Write a reply to each question, and give the first statement asked about another level if wanted."""
    lead = lead_of(assessment)
    keys = sorted(open_keys(assessment))
    versions = dict(assessment.clarifications.open().get().questions.values_list("statement__key", "version"))
    replies = {key: (f"Housing, parks and libraries ({key}).", False, versions[key]) for key in keys}
    save_replies(assessment=assessment, replies=replies, by=lead)
    if changed:
        statement = Statement.objects.get(question_set=assessment.cycle.question_set, key=keys[0])
        answer = assessment.answers.filter(statement=statement).first()
        level = Level.TRYING_OUT if not answer or answer.level != Level.TRYING_OUT else Level.REGULAR_USE
        words = {**USUAL, "level": level}
        seen = answer.version if answer else 0
        saved = actions.save_answer(
            assessment=assessment, statement=statement, by=lead, seen_version=seen, **words
        )
        assert saved.saved


USUAL = {
    "kind": Kind.LEVEL,
    "level": Level.REGULAR_USE,
    "basis": "Agreed in 2024 and used in three services.",
}


def answer_all(assessment, lead, said=None):
    """Save an answer to each statement, or to those in ``said`` alone.

    All but the first of the usual ones are written at once, as ``save_answer`` would leave
    them (``tests/test_factories.py``): hundreds of tests begin with two dozen answers.
    """
    statements = list(Statement.objects.filter(question_set=assessment.cycle.question_set))
    if said is None:
        answer_each(assessment, lead, {statements[0]: USUAL})
        answer_at_once(assessment, lead, statements[1:])
    else:
        known = {statement.key: statement for statement in statements}
        answer_each(assessment, lead, {known[key]: words for key, words in said.items() if key in known})
    if said == {}:
        actions.perform(assessment, "start", by=lead)


def answer_each(assessment, lead, said):
    """Save an answer to each statement as a person does."""
    for statement, words in said.items():
        actions.save_answer(assessment=assessment, statement=statement, by=lead, seen_version=0, **words)


def answer_at_once(assessment, lead, statements):
    """Write the usual answer to each statement, and its first version."""
    said = {**USUAL, "version": 1, "saved_by": lead}
    answers = Answer.objects.bulk_create(
        Answer(assessment=assessment, statement=statement, **said) for statement in statements
    )
    AnswerVersion.objects.bulk_create(AnswerVersion(answer=answer, **said) for answer in answers)
