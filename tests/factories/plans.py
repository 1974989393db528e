"""Priorities and actions, as people save them."""

import datetime
import uuid

from assessments import actions
from assessments.models import Aim, Planned
from principles.models import Level


def planned(what="Ask three teams to try the short form.", **more):
    """Return what is said of one action."""
    said = {"owner_role": "Head of Commissioning", "change": "Small groups apply.", **more}
    said.setdefault("by_when", datetime.date(2040, 3, 31))
    return Planned(what, **said)


def choose(assessment, key, by, *, aim=Level.HOW_WE_WORK, words="", no_action="", seen=0, instead_of=None):
    """Save a priority as a person does; returns the outcome."""
    return actions.save_priority(
        assessment=assessment,
        statement=assessment.cycle.question_set.statements.get(key=key),
        by=by,
        seen_version=seen,
        said=Aim(aim, words, no_action),
        instead_of=instead_of,
    )


def plan(priority, by, what="Ask three teams to try the short form.", ticket=None, **more):
    """Add an action to a priority; returns the outcome."""
    return actions.save_action(
        priority=priority, by=by, ticket=ticket or uuid.uuid4(), said=planned(what, **more)
    )
