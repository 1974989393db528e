"""Walk self-assessments to every state by the moves that officers make, one council after another."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from assessments import actions
from assessments.actions.clarifying import Asked, save_replies
from assessments.actions.withdrawing import ask_withdrawal
from assessments.models import Assessment, Audience, Cycle, Item, Kind
from network.demo.people import LEAD, SIGNER, find
from network.demo.plans import plan
from principles.models import Level, QuestionSet

EVERYTHING = {(item, ""): Audience.PUBLIC for item in Item.values}
NOTHING = {(item, ""): Audience.US for item in Item.values}
TWO_PRINCIPLES = {**NOTHING, (Item.LEVELS, "1"): Audience.PUBLIC, (Item.LEVELS, "4"): Audience.PUBLIC}
BASIS = {
    Level.EARLY_DAYS: "Made up: two teams talk about this from time to time. Nothing is written down yet.",
    Level.TRYING_OUT: "Made up: one ward began in spring, with the community centre there in the lead.",
    Level.REGULAR_USE: "Made up: four services have worked this way for a year and have it in writing.",
    Level.HOW_WE_WORK: "Made up: it is in the council plan, and every manager reports on it each year.",
}
# How the levels of one council follow on each other; where it starts differs by council.
PATTERN = (2, 3, 3, 1, 2, 4, 3, 2, 1, 3, 4, 2, 3)
# The state of the statements with other answers than a level.
DO_NOT_KNOW, NOT_OURS, LEFT_EMPTY = "3a", "2b", "5d"
RETURNED = "Made up: statement 1a speaks of a plan. Please say which one, so that readers can find it."
ASKED = Asked({"1a": "Made up: which plan is this?", "4b": "Made up: since when, and in which wards?"})
CONTACT = {"contact_role": "Made-up network team", "contact_email": "network.team@example.org"}
REPLY = "Made up: it is the council plan, since 2024, in all wards."
DECLINED = "Made up: please look at the neighbourhood statements again before I sign."


@dataclass(frozen=True)
class Walk:
    """How far one council goes: answers, what it shares, then moves, each by lead, signer or reviewer."""

    slug: str
    tells: str
    moves: tuple = ()
    shares: dict | None = None
    answers: int = 24


# Who has answered so many also looks ahead.
ENOUGH = 13
SENT = ("send",)
SIGNED = (*SENT, "sign")
ACCEPTED = (*SIGNED, "accept")
WALKS = (
    Walk("worcestershire", "complete, everything shared with everyone", ACCEPTED, EVERYTHING),
    Walk("calderdale", "complete, everything shared with everyone", ACCEPTED, EVERYTHING),
    Walk("newcastle-upon-tyne", "complete, levels of two principles shared", ACCEPTED, TWO_PRINCIPLES),
    Walk("kirklees", "complete, results kept private", ACCEPTED, NOTHING),
    Walk("wirral", "signed, waits for Locality", SIGNED, EVERYTHING),
    Walk("oldham", "sent, waits for its signer", SENT, EVERYTHING),
    Walk("rutland", "asked a question by Locality", (*SIGNED, "ask"), EVERYTHING),
    Walk("bristol", "a changed answer waits for its signer", (*SIGNED, "ask", "reply_changed"), EVERYTHING),
    Walk("south-gloucestershire", "withdrawn by the council", (*SENT, "withdraw"), NOTHING),
    Walk("rotherham", "returned by Locality with a reason", (*SIGNED, "return"), EVERYTHING),
    Walk("leeds", "declined by its signer with a reason", (*SENT, "decline"), EVERYTHING),
    Walk("wakefield", "taken back before it was signed", (*SENT, "recall"), NOTHING),
    Walk("hackney", "half answered, by a team", answers=13),
    Walk("york", "just started", answers=1),
    Walk("bradford", "not started", answers=0),
    Walk("east-sussex", "not shared this year, out of time", ("leave",), answers=5),
    Walk("lewisham", "given more time by Locality", answers=3),
)
MORE_TIME_FOR = "lewisham"
BY = {
    "send": LEAD,
    "recall": LEAD,
    "reply_changed": LEAD,
    "sign": SIGNER,
    "decline": SIGNER,
    "withdraw": SIGNER,
}
# What the portal does by itself.
NOBODY = ("leave",)
WHY_MORE_TIME = "Made up: the lead officer was away for some weeks."
NOTES = {"return": RETURNED, "decline": DECLINED}


def walk_all(reviewer):
    """Open a cycle for every member, then walk each council's way."""
    cycle = _open_cycle(reviewer)
    statements = list(cycle.question_set.statements.order_by("key"))
    for number, walk in enumerate(WALKS):
        assessment = Assessment.objects.select_related("council", "cycle").get(
            council__slug=walk.slug, cycle=cycle
        )
        lead = find(LEAD, walk.slug)
        for place, statement in enumerate(statements[: walk.answers]):
            _answer(assessment, statement, PATTERN[(place + 3 * number) % len(PATTERN)], lead)
        if walk.answers and not walk.moves:
            _share_the_work(assessment, statements, lead)
        if walk.answers >= ENOUGH:
            plan(assessment, lead)
        if walk.shares is not None:
            actions.share(assessment=assessment, choices=dict(walk.shares), by=lead)
        for move in walk.moves:
            by = find(BY[move], walk.slug) if move in BY else None if move in NOBODY else reviewer
            assessment.refresh_from_db()
            _prepare(assessment, move, lead)
            said = {"note": NOTES.get(move, ""), "gaps_acknowledged": True, "agreed": True, "asked": ASKED}
            actions.perform(assessment, move, by=by, **said)
        if walk.slug == MORE_TIME_FOR:
            until = cycle.last_day + timedelta(days=21)
            actions.extend(assessment=assessment, until=until, reason=WHY_MORE_TIME, by=reviewer)


def _prepare(assessment, move, lead):
    """Do what a lead officer does before some moves."""
    if move == "withdraw":
        ask_withdrawal(assessment=assessment, by=lead, note="Made up: two councils will do this together.")
    if move == "reply_changed":
        save_replies(
            assessment=assessment, replies=dict.fromkeys(ASKED.questions, (REPLY, False, 0)), by=lead
        )
        answer = assessment.answers.select_related("statement").get(statement__key="4b")
        lower = Level.EARLY_DAYS if answer.level != Level.EARLY_DAYS else Level.TRYING_OUT
        words = {"kind": Kind.LEVEL, "level": lower, "basis": BASIS[lower]}
        actions.save_answer(
            assessment=assessment, statement=answer.statement, by=lead, seen_version=answer.version, **words
        )


def _share_the_work(assessment, statements, lead):
    """Give the lead officer the last principle by a day, and say something among colleagues."""
    number = statements[-1].key[:-1]
    due = {number: timezone.localdate() + timedelta(days=28)}
    actions.give_parts(assessment=assessment, person=lead, keys=[number], by=lead, due=due)
    actions.add_comment(
        assessment=assessment, statement=statements[0], by=lead, text="Made up: shall we ask housing first?"
    )


def _open_cycle(reviewer):
    today = timezone.localdate()
    cycle = Cycle.objects.create(
        title=f"Self-assessment {today.year} (demonstration)",
        question_set=QuestionSet.objects.first(),
        opens_on=today - timedelta(days=14),
        closes_on=today + timedelta(days=70),
        **CONTACT,
    )
    actions.open_cycle(cycle=cycle, by=reviewer)
    return cycle


def _answer(assessment, statement, level, lead):
    """Say something about one statement; the top level points to a made-up paper."""
    if statement.key == LEFT_EMPTY:
        return
    words = {"kind": Kind.LEVEL, "level": level, "basis": BASIS[level]}
    if statement.key == DO_NOT_KNOW:
        words = {"kind": Kind.DO_NOT_KNOW}
    if statement.key == NOT_OURS and assessment.council.county_id is None and level == Level.EARLY_DAYS:
        words = {"kind": Kind.NOT_OUR_SERVICE, "done_by": "Made-up Combined Authority"}
    outcome = actions.save_answer(
        assessment=assessment, statement=statement, by=lead, seen_version=0, **words
    )
    if words.get("level") == Level.HOW_WE_WORK:
        _point_to_papers(outcome.answer, lead)


def _point_to_papers(answer, lead):
    link = f"https://example.org/demonstration/{answer.statement.key}"
    title = f"Made-up cabinet paper on {answer.statement.key}"
    actions.add_evidence(answer=answer, by=lead, title=title, link=link, is_public=True)
    actions.add_evidence(
        answer=answer, by=lead, title="Made-up team notes", held_by="Head of Made-up Services"
    )
