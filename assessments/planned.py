"""Priorities and actions as plain values: what a snapshot holds of them, and what a page says."""

import datetime
from dataclasses import dataclass

from assessments.models import Priority
from principles.models import Level


@dataclass(frozen=True)
class ActionResult:
    """Something a council plans to do: the owner is a role, never a person."""

    what: str
    owner_role: str
    by_when: datetime.date
    change: str
    help_needed: str = ""


@dataclass(frozen=True)
class PriorityResult:
    """One priority as one kind of reader may see it; ``aim`` is empty where levels are not shared."""

    key: str
    text: str
    aim: str = ""
    words: str = ""
    actions: tuple[ActionResult, ...] = ()
    no_action: str = ""


def live_priorities(assessment):
    """Return the chosen priorities as they stand, as the plain values that a snapshot holds."""
    return [
        {
            "key": priority.statement.key,
            **vars(priority.said),
            "version": priority.version,
            "saved_by": priority.saved_by_id,
            "actions": [_action_data(action) for action in priority.planned],
        }
        for priority in Priority.objects.filter(assessment=assessment).chosen()
    ]


def _action_data(action):
    return {
        "number": action.pk,
        **vars(action.said),
        "by_when": action.by_when.isoformat(),
        "version": action.version,
        "saved_by": action.saved_by_id,
    }


def priority_results(priorities, statements, shows_level):
    """Return signed or live priorities for a page; ``shows_level(key)`` says whether levels may be named.

    An aim is a level, so it goes no further than the level of its statement does.
    """
    texts = {statement.key: statement.text for statement in statements}
    return tuple(
        PriorityResult(
            key=one["key"],
            text=texts[one["key"]],
            aim=Level(one["aim"]).label if shows_level(one["key"]) else "",
            words=one["words"],
            actions=tuple(_action_result(action) for action in one["actions"]),
            # A reason that was given before an action was added is no longer one.
            no_action="" if one["actions"] else one["no_action"],
        )
        for one in priorities
        if one["key"] in texts
    )


def _action_result(action):
    return ActionResult(
        action["what"],
        action["owner_role"],
        datetime.date.fromisoformat(action["by_when"]),
        action["change"],
        action["help_needed"],
    )
