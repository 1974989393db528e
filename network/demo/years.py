"""A year before this one, so that what it says of last year can be seen: four councils were complete."""

from datetime import timedelta

from django.utils import timezone

from assessments import actions
from assessments.models import Assessment, Cycle, Kind
from network.demo.people import LEAD, SIGNER, find
from network.demo.walks import BASIS, CONTACT, EVERYTHING, LEFT_EMPTY, NOTHING, PATTERN
from principles.models import Level, QuestionSet

# What each shared then. Of the last two, this year is not finished: one brings its answers forward.
COMPLETE = {"worcestershire": EVERYTHING, "kirklees": NOTHING, "hackney": NOTHING, "york": NOTHING}
BROUGHT_FORWARD = "york"


def last_year(reviewer):
    """Walk them through a cycle that opened a year ago, and close it."""
    today = timezone.localdate()
    cycle = Cycle.objects.create(
        title=f"Self-assessment {today.year - 1} (demonstration)",
        question_set=QuestionSet.objects.first(),
        opens_on=today - timedelta(days=380),
        closes_on=today,
        **CONTACT,
    )
    actions.open_cycle(cycle=cycle, by=reviewer)
    for number, (slug, shared) in enumerate(COMPLETE.items()):
        _complete(Assessment.objects.get(council__slug=slug, cycle=cycle), number, shared, reviewer)
    actions.close_cycle(cycle=cycle, by=reviewer)


def _complete(assessment, number, shared, reviewer):
    lead, signer = find(LEAD, assessment.council.slug), find(SIGNER, assessment.council.slug)
    asked = assessment.cycle.question_set.statements.exclude(key=LEFT_EMPTY).order_by("key")
    for place, statement in enumerate(asked):
        # Never the top level, which would need something to point at.
        level = Level(min(PATTERN[(place + 5 * number) % len(PATTERN)], Level.REGULAR_USE))
        words = {"kind": Kind.LEVEL, "level": level, "basis": BASIS[level]}
        actions.save_answer(assessment=assessment, statement=statement, by=lead, seen_version=0, **words)
    actions.share(assessment=assessment, choices=dict(shared), by=lead)
    for move, by in (("send", lead), ("sign", signer), ("accept", reviewer)):
        assessment.refresh_from_db()
        actions.perform(assessment, move, by=by, gaps_acknowledged=True, agreed=True)


def bring_forward():
    """Let one council start this year from what it said last year."""
    rows = Assessment.objects.filter(council__slug=BROUGHT_FORWARD).select_related("council", "cycle")
    actions.bring_forward(assessment=rows.latest("cycle__opens_on"), by=find(LEAD, BROUGHT_FORWARD))
