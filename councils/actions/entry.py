"""A member's entry as plain values that can be proposed, compared and applied, field by field."""

import datetime
from dataclasses import dataclass, replace

from django.utils.formats import date_format

from councils.actions.membership import (
    ChampionFacts,
    InPost,
    MembershipFacts,
    Pen,
    amend,
    champion_now,
)
from councils.models import Champion, CommunityConversation, Council, Endorsement, Membership

HELD, PLANNED = CommunityConversation.State.HELD, CommunityConversation.State.PLANNED
CHAMPION = {"state": "is anybody in post?", "role": "post", "name": "name"}
# What stands together is compared together: another champion of the same post is another fact.
GROUPS = {
    **{
        slot.value: {f"{slot.value}_{part}": f"{slot.label}: {words}" for part, words in CHAMPION.items()}
        for slot in Champion.Slot
    },
    "conversation": {
        "conversation": "Conversation with the community",
        "held_on": "Held on",
        "planned_for": "Planned for",
        "who_took_part": "Who took part",
        "what_was_agreed": "What was agreed",
        "what_happened_next": "What happened next",
        "conversation_link": "Public note of the conversation",
    },
    "link": {"link": "Link to the decision to endorse the principles"},
    "statement": {"statement": "In the council's own words"},
    "website": {"website": "The council's own website"},
}
LABELS = {key: label for group in GROUPS.values() for key, label in group.items()}
GROUP_OF = {key: name for name, group in GROUPS.items() for key in group}
TALK = {
    "state": "conversation",
    "held_on": "held_on",
    "planned_for": "planned_for",
    "who_took_part": "who_took_part",
    "what_was_agreed": "what_was_agreed",
    "what_happened_next": "what_happened_next",
    "link": "conversation_link",
}
WORDS = {
    **{f"{slot}_state": dict(InPost.choices) for slot in Champion.Slot},
    "conversation": {"": "Not recorded yet", **dict(CommunityConversation.State.choices)},
}


def open_membership(council):
    """Return the council's membership of today with its endorsement, or None."""
    return Membership.objects.open().filter(council=council).select_related("endorsement").first()


def read(council):
    """Return the entry as it stands, ``{field: text}``; a day is written 2026-05-04."""
    membership = open_membership(council)
    values = dict.fromkeys(LABELS, "")
    values |= {"statement": council.statement, "website": council.website}
    for slot in Champion.Slot:
        facts = ChampionFacts.of(champion_now(council, slot))
        values |= {f"{slot}_state": str(facts.state), f"{slot}_role": facts.role, f"{slot}_name": facts.name}
    if membership and hasattr(membership, "endorsement"):
        values["link"] = membership.endorsement.link
    talk = _talk(membership)
    if talk:
        values |= {key: str(getattr(talk, name) or "") for name, key in TALK.items()}
    return values


def _talk(membership):
    """The conversation that was entered last; its day says nothing while one is planned."""
    return membership.conversations.order_by("-pk").first() if membership else None


def against(before, values):
    """Return what an entry says of every field that belongs with the proposed ones."""
    groups = {GROUP_OF[key] for key in values}
    return {key: before[key] for name in groups for key in GROUPS[name]}


def facts_of_groups(council, groups):
    """Return the keys of the facts, as ``facts_of`` has them, that belong with these groups of fields."""
    membership = open_membership(council)
    rows = [champion_now(council, slot) for slot in Champion.Slot if slot.value in groups]
    if "conversation" in groups:
        rows.append(_talk(membership))
    if "link" in groups:
        rows.append(getattr(membership, "endorsement", None))
    return {f"{row._meta.model_name}-{row.pk}" for row in rows if row}


def say(key, value):
    """Return a value as people read it."""
    if key in WORDS:
        return str(WORDS[key].get(value, value))
    if key == "held_on" and value:
        return date_format(datetime.date.fromisoformat(value))
    return value


@dataclass(frozen=True)
class Difference:
    """One field: what the page said then, what it should say, and what it says now."""

    label: str
    before: str
    after: str
    now: str

    @property
    def has_moved(self):
        return self.now != self.before


def differences(proposal, now):
    """Return the fields that a proposal changes, and those beside them that moved meanwhile."""
    keys = [key for key in LABELS if key in proposal.against]
    shown = [key for key in keys if key in proposal.values or now[key] != proposal.against[key]]
    return [
        Difference(
            LABELS[key],
            say(key, proposal.against[key]),
            say(key, proposal.values.get(key, proposal.against[key])),
            say(key, now[key]),
        )
        for key in shown
    ]


def moved(proposal, now):
    """Whether the page has changed where the proposal would change it."""
    return any(now[key] != value for key, value in proposal.against.items())


def apply(council, values, *, changed_on, source, why, by):
    """Write proposed values into the register, in the caller's transaction; all else stays."""
    council = Council.objects.get(pk=council.pk)
    membership = open_membership(council)
    pen = Pen(by, source, is_news=True, why=why)
    wanted = {**read(council), **values}
    amend(
        membership=membership,
        facts=_facts(membership, wanted),
        champions_changed_on=changed_on,
        pen=pen,
        by=by,
    )
    if any(GROUP_OF[key] == "conversation" for key in values) and wanted["conversation"]:
        _write_talk(membership, wanted, pen)
    _write_council(council, values, pen)


def _facts(membership, wanted):
    endorsement = getattr(membership, "endorsement", None) or Endorsement()
    facts = MembershipFacts(
        joined_on=membership.joined_on,
        joined_precision=membership.joined_precision,
        joined_note=membership.joined_note,
        ended_on=membership.ended_on,
        ended_note=membership.ended_note,
        route=endorsement.route,
        standing=endorsement.standing,
        decided_on=endorsement.decided_on,
        link=wanted["link"],
    )
    champions = {
        slot.value: ChampionFacts(*(wanted[f"{slot}_{part}"] for part in CHAMPION)) for slot in Champion.Slot
    }
    return replace(facts, **champions)


def _write_talk(membership, wanted, pen):
    """Bring the last conversation up to date; one that is planned after one was held is a new one."""
    talk = _talk(membership)
    if talk is None or (talk.state == HELD and wanted["conversation"] == PLANNED):
        talk = CommunityConversation(membership=membership)
    said = {name: wanted[key] for name, key in TALK.items()}
    said["held_on"] = datetime.date.fromisoformat(said["held_on"]) if said["held_on"] else None
    pen.write(talk, **said)


def _write_council(council, values, pen):
    """Write what stands in the council's own row, whose day of checking is that of its place's facts."""
    changed = {key: values[key] for key in ("statement", "website") if key in values}
    if not changed:
        return
    for key, value in changed.items():
        setattr(council, key, value)
    if "statement" in changed:
        council.statement_source = pen.source
        changed["statement_source"] = pen.source
    council._history_user, council._change_reason = pen.by, pen.why
    council.save(update_fields=list(changed))
