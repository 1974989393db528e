"""Made-up priorities and actions, chosen as officers choose them."""

import uuid
from datetime import timedelta

from assessments import actions
from assessments.models import Aim, Planned
from principles.models import Level

# Statement, what is wanted, and what will be done: (what, whose job, in how many days, what will show).
PRIORITIES = (
    (
        "1a",
        "Made up: adult care and housing set one goal for the same streets.",
        (
            ("Made up: hold one planning day with four community groups.", "Head of Made-up Services", 120),
            ("Made up: write the shared goal into both service plans.", "Director of Made-up Care", 200),
        ),
    ),
    (
        "2a",
        "Made up: a dated picture of two more neighbourhoods.",
        (("Made up: ask link workers to check the list with local groups.", "Neighbourhoods Manager", 90),),
    ),
    ("4b", "", ()),
)
CHANGE = "Made up: groups say in the yearly survey that they were asked first."
WHY_NONE = "Made up: we wait for the new referral contract, which begins next year."


def plan(assessment, lead):
    """Choose three priorities: two with actions, one with a reason for none."""
    statements = {one.key: one for one in assessment.cycle.question_set.statements.all()}
    levels = dict(assessment.answers.values_list("statement__key", "level"))
    for key, words, planned in PRIORITIES:
        aim = min((levels.get(key) or Level.EARLY_DAYS) + bool(planned), max(Level))
        outcome = actions.save_priority(
            assessment=assessment,
            statement=statements[key],
            by=lead,
            seen_version=0,
            said=Aim(aim, words, "" if planned else WHY_NONE),
        )
        for what, role, days in planned:
            day = assessment.cycle.opens_on + timedelta(days=days)
            said = Planned(what, role, day, CHANGE)
            actions.save_action(priority=outcome.row, by=lead, ticket=uuid.uuid4(), said=said)
