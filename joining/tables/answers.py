"""The answers of an application in words: for its list of questions, for checking and for staff."""

from dataclasses import dataclass

from django.utils.formats import date_format

from councils.actions import InPost
from joining.models.application import Route, Talk
from joining.permissions import missing

TITLES = {
    "endorsement": "How the principles were endorsed",
    "decision": "The decision",
    "councillor": "Champion councillor",
    "officer": "Senior officer champion",
    "conversation": "Conversation with the community",
    "talk": "More about the conversation",
    "lead": "Lead officer",
}


@dataclass(frozen=True)
class Status:
    """Where a question stands, in words, and how its tag looks."""

    label: str
    tag: str = ""


TO_DO, LATER, DONE = Status("To do", "going"), Status("Later"), Status("Done", "done")


def tasks(application):
    """Return each question as a line of the list: what it says so far and where it stands."""
    lacking = [step for step, _ in missing(application)]
    said = _said(application)
    return [
        {
            "path": f"{application.get_absolute_url()}{step}/",
            "title": title,
            "said": " · ".join(text for text in said[step] if text),
            "status": _status(application, step, lacking),
        }
        for step, title in TITLES.items()
    ]


def _status(application, step, lacking):
    waits = (step == "decision" and not application.route) or (
        step == "talk" and not application.conversation
    )
    if waits:
        return LATER
    return TO_DO if step in lacking else DONE


def rows(application, *, changes=True):
    """Return the answers as rows of a summary, each with its link to change it."""
    said = _said(application)
    return [
        {
            "term": title,
            "text": ". ".join(text.rstrip(".") for text in said[step] if text) or "Not answered yet",
            "address": f"{application.get_absolute_url()}{step}/" if changes else "",
        }
        for step, title in TITLES.items()
    ]


def _said(application):
    day = date_format(application.decided_on) if application.decided_on else ""
    signed = (application.signed_councillor, application.signed_officer)
    by = " and ".join(filter(None, signed)) if application.route == Route.SIGNED else ""
    lead = (application.lead_name, application.lead_role, application.lead_email)
    return {
        "endorsement": [application.get_route_display() if application.route else ""],
        "decision": [day, by, application.link],
        "councillor": [_champion(application, "councillor"), application.councillor_role],
        "officer": [_champion(application, "officer"), application.officer_role],
        "conversation": [application.get_conversation_display() if application.conversation else ""],
        "talk": _talk(application),
        "lead": list(lead),
    }


def _champion(application, slot):
    state = getattr(application, slot)
    words = {InPost.IN_CABINET: "In the cabinet", InPost.APPOINTING: "Being appointed"}
    return words.get(state, "")


def _talk(application):
    if application.conversation == Talk.HELD:
        day = date_format(application.held_on) if application.held_on else ""
        return [day, application.who_took_part, application.what_was_agreed]
    return [application.planned_for] if application.conversation else []
