"""What is mailed about an application, to whom, and when. The texts are in templates/joining/mail/.

The link is made when the message is delivered, from the row's key and generation, so that
no token lies in the outbox.
"""

from django.utils.formats import date_format

from accounts.messages import queue

# What follows from these moves is said in a message; to withdraw is the applicant's own doing.
TOLD = ("send", "ask", "approve", "decline", "reopen", "publish", "lapse")


def queue_link(application):
    """Send the way back to an application to the address it belongs to."""
    _queue(application, "link")


def queue_for_move(application, move, note):
    """Tell the applicant what has become of the application."""
    if move.name in TOLD:
        _queue(application, move.name, note=note)


def _queue(application, name, note=""):
    context = {
        "key": str(application.key),
        "generation": application.generation,
        "council": application.council.official_name,
        "reference": application.reference or "",
        "lead": application.lead_name or "the lead officer",
        "day": date_format(application.publish_on) if application.publish_on else "",
        "note": note,
    }
    queue(f"joining/mail/{name}", to=application.email, context=context)
