"""May this be done to this application now, and if not, why?

Whoever holds the emailed link acts for the applicant: views ask the session for that. What
is asked here is what the state, the answers, the council and the calendar allow.
"""

from django.utils import timezone
from django.utils.formats import date_format

from accounts.permissions import YES, no
from councils.actions import InPost
from councils.models import pause_for
from joining.checks import check
from joining.models import Application
from joining.models.application import Route, Talk
from joining.workflow import MOVES, WITH_LOCALITY, Party

LOCKED = "This application is now “{state}”, so this cannot be done. Open it again to see how it stands."
ANOTHER = (
    "An application of this council is with Locality already, and one is enough. Ask your colleagues who "
    "sent it. Yours is kept as it is."
)
UNPROVED = "Open the link in the message that we sent you first, so that we know that it reaches you."


def can_begin(council):
    """May somebody begin an application for this council?"""
    return check(council).verdict


def can_change(application):
    """May the answers change now?"""
    return YES if application.answers_open else no(LOCKED.format(state=application.get_state_display()))


def is_decider(user):
    """Whether this person decides for Locality. Being staff alone is not enough."""
    return user is not None and user.is_active and user.has_perm("joining.decide_application")


def can_move(application, move_name, *, by=None):
    """May this move be made now? ``by`` is a member of staff, or None for applicant and calendar."""
    move = MOVES[move_name]
    if move.party == Party.APPLICANT and by is not None:
        return no("Only the applicant can do this.")
    if (move.party == Party.STAFF or by is not None) and not is_decider(by):
        return no("Only a curator at Locality can do this.")
    if not move.starts_from(application.state):
        return no(LOCKED.format(state=application.get_state_display()))
    guard = GUARDS.get(move_name)
    return guard(application) if guard else YES


def can_be_member_from(application, day):
    """May the council become a member on this day? Says why not."""
    pause = pause_for(application.council, day)
    if day < timezone.localdate():
        return no("Choose today or a later day: nothing becomes public in the past.")
    if pause:
        return no(
            f"On that day the council is in a pre-election pause until {pause.until}. "
            f"Choose {date_format(pause.over_on)} or later."
        )
    return YES


def _can_send(application):
    if said := missing(application):
        return no(" ".join(sentence for _, sentence in said))
    if application.proved_at is None:
        return no(UNPROVED)
    others = Application.objects.filter(council=application.council_id, state__in=WITH_LOCALITY)
    if others.exclude(pk=application.pk).exists():
        return no(ANOTHER)
    return can_begin(application.council)


def _can_publish(application):
    if application.publish_on > timezone.localdate():
        return no(f"It becomes public on {date_format(application.publish_on)}.")
    pause = pause_for(application.council)
    return no(pause.refusal) if pause else YES


GUARDS = {"send": _can_send, "publish": _can_publish}


def missing(application):
    """Return ``(step, sentence)`` for each question without an answer, in their order."""
    councillor = _named(application.councillor, application.councillor_role)
    officer = _named(application.officer, application.officer_role)
    lead = application.lead_name and application.lead_role and application.lead_email
    checks = [
        (not application.route, "endorsement", "Say how the principles were endorsed."),
        (application.route and not _decided(application), "decision", "Say when, and by whom."),
        (not councillor, "councillor", "Say who the champion councillor is."),
        (not officer, "officer", "Say who the senior officer champion is."),
        (not application.conversation, "conversation", "Say whether a conversation was held or is planned."),
        (application.conversation and not _talked(application), "talk", "Say more about the conversation."),
        (not lead, "lead", "Say who the lead officer will be."),
    ]
    return [(step, sentence) for lacks, step, sentence in checks if lacks]


def _decided(application):
    signed = application.signed_councillor and application.signed_officer
    return application.decided_on is not None and (application.route != Route.SIGNED or bool(signed))


def _named(state, role):
    return state == InPost.APPOINTING or bool(state and role)


def _talked(application):
    if application.conversation == Talk.PLANNED:
        return bool(application.planned_for)
    return bool(application.held_on and application.who_took_part and application.what_was_agreed)
