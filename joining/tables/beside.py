"""An application beside what is on record of its council, line by line, for staff."""

from dataclasses import dataclass

from django.utils.formats import date_format

from councils.actions import champion_now
from councils.models import Champion, Membership
from joining.tables.answers import rows

NOTHING = "Not recorded"


@dataclass(frozen=True)
class Line:
    """One question: what is on record, and what the application says."""

    term: str
    recorded: str
    asked: str


def beside_record(application):
    """Return a ``Line`` for each question, the council's membership first."""
    membership = Membership.objects.filter(council=application.council_id).order_by("joined_on").last()
    recorded = _recorded(application.council, membership)
    asked = [(row["term"], row["text"]) for row in rows(application, changes=False)]
    day = f"From {date_format(application.publish_on)}" if application.publish_on else "Day not chosen yet"
    lines = [Line("Membership", _membership(membership), day)]
    return lines + [Line(term, recorded.get(term, NOTHING), text) for term, text in asked]


def _membership(membership):
    if membership is None:
        return "Never a member"
    if membership.is_open:
        return f"A member {membership.since}"
    return f"A member {membership.since}, until {date_format(membership.ended_on)}"


def _recorded(council, membership):
    """Return what the register holds, under the application's own headings."""
    found = {
        "Champion councillor": _champion(council, Champion.Slot.COUNCILLOR),
        "Senior officer champion": _champion(council, Champion.Slot.OFFICER),
    }
    endorsement = getattr(membership, "endorsement", None)
    if endorsement:
        day = date_format(endorsement.decided_on) if endorsement.decided_on else ""
        found["How the principles were endorsed"] = endorsement.get_route_display()
        found["The decision"] = ". ".join(filter(None, [day, endorsement.link])) or NOTHING
    talk = membership.conversations.first() if membership else None
    if talk:
        day = date_format(talk.held_on) if talk.held_on else talk.planned_for
        found["Conversation with the community"] = talk.get_state_display()
        said = [day, talk.who_took_part, talk.what_was_agreed]
        found["More about the conversation"] = ". ".join(filter(None, said))
    leads = council.roles.open().filter(kind="lead").select_related("user")
    if people := ", ".join(f"{role.user.name} ({role.user.email})" for role in leads):
        found["Lead officer"] = people
    return found


def _champion(council, slot):
    champion = champion_now(council, slot)
    if champion is None:
        return NOTHING
    return "Being appointed" if champion.being_appointed else champion.role
