"""What Locality's people may do at their desk. Being staff alone gives nothing."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from accounts.permissions import YES, no
from assessments.models import Assistance, Event
from assessments.permissions.signing import signers_for
from assessments.workflow import LOCALITY, MOVES, OPEN_STATES, UNFINISHED, State
from councils.models import CouncilRole
from councils.permissions import roles_on
from councils.powers import LEAD

REVIEW = "assessments.review_assessment"
ASSIST = "assessments.assist_assessment"
MANAGE = "assessments.manage_assessment"
# Moves that need a power of their own, beyond reviewing.
POWERS = {"reopen": "assessments.reopen_assessment", "merge": "assessments.merge_assessment"}
COUNCIL_MOVES = [name for name, move in MOVES.items() if not set(move.parties) & set(LOCALITY)]
WAITS_FOR_THE_COUNCIL = (*OPEN_STATES, State.AWAITING_SIGN_OFF, State.CLARIFICATION, State.CONFIRMATION)
FOR_THE_SIGNER = (State.AWAITING_SIGN_OFF, State.CONFIRMATION)
# What the timeline calls a reminder. It is no move: nothing changes.
REMINDED = "reminded"
# The same of more time for a council that still had some.
EXTENDED = "extended"


def is_reviewer(user):
    """Whether this person reviews for Locality. Being staff alone is not enough."""
    return user.is_active and user.is_staff and user.has_perm(REVIEW)


def reviewers():
    """Return the people who review for Locality, by name."""
    return ModelBackend().with_perm(REVIEW).filter(is_staff=True).order_by("name", "pk")


def may_review(user):
    """May this person do what reviewers do at their desk?"""
    return YES if is_reviewer(user) else no("Only a Locality reviewer can do this.")


def can_remind(user, assessment):
    """May this person remind the council of this now? Once a day, and only if it is the council's turn."""
    if not (verdict := may_review(user)):
        return verdict
    if assessment.state not in WAITS_FOR_THE_COUNCIL:
        return no("It does not wait for the council.")
    if assessment.state in (*OPEN_STATES, State.AWAITING_SIGN_OFF) and not assessment.in_time:
        return no("Its time is over.")
    today = timezone.localdate()
    if assessment.events.filter(move=REMINDED, at__date=today).exists():
        return no("The council was reminded today.")
    if not whose_turn(assessment).exists():
        return no("Nobody has the role whose turn it is.")
    return YES


def whose_turn(assessment):
    """Return the open roles on the council that are to make the next move: leads, or who can sign."""
    if assessment.state in FOR_THE_SIGNER:
        return signers_for(assessment.council, assessment.sent_by)
    return CouncilRole.objects.open().filter(council=assessment.council, kind=LEAD).select_related("user")


def can_review(user, assessment):
    """May this person read what was signed, as a reviewer? Only after it has been signed."""
    if not is_reviewer(user):
        return no("Only a Locality reviewer can do this.")
    if assessment.state == State.WITHDRAWN:
        return no("The council has withdrawn this, so that only the council can read it.")
    if not assessment.snapshots.exists():
        return no("Nothing has been signed yet, so there is nothing to read.")
    return YES


def reviewer_may(user, assessment, move):
    """May this person make one of Locality's moves on this self-assessment, whatever its state?

    Nobody does who acts for the council, has made a move for it, or has entered its answers.
    """
    power = POWERS.get(move.name)
    if power and not (user.is_active and user.is_staff and user.has_perm(power)):
        return no("Only people at Locality who were given this power can do this.")
    if not power and not (verdict := may_review(user)):
        return verdict
    if roles_on(user, assessment.council):
        return no("You act for this council, so somebody else at Locality has to do this.")
    same = {"assessment__council": assessment.council_id, "assessment__cycle": assessment.cycle_id}
    if Event.objects.filter(by=user, move__in=COUNCIL_MOVES, **same).exists():
        return no("You took part in this for the council, so somebody else at Locality has to do this.")
    if Assistance.objects.filter(begun_by=user, **same).exists():
        return no("You entered answers for this council, so somebody else at Locality has to do this.")
    return YES


def can_extend(user, assessment):
    """May this person give this council more time? It has to be still unsigned, or out of time.

    What was given back after a signature has all the time until the cycle is closed, and needs some then.
    """
    if not (verdict := reviewer_may(user, assessment, MOVES["resume"])):
        return verdict
    has_time_anyway = assessment.reference is not None and assessment.in_time
    signed = has_time_anyway or assessment.revision > 1
    if signed or assessment.state not in (*UNFINISHED, State.NOT_SHARED):
        return no("More time is for self-assessments that have not been signed yet.")
    return YES


def can_assist(user, assessment):
    """May this person begin to enter answers for the council?"""
    if not (user.is_active and user.is_staff and user.has_perm(ASSIST)):
        return no("Only people at Locality who were given this power can enter answers for a council.")
    if roles_on(user, assessment.council):
        return no("You have a role on this council, so you answer as its officer.")
    if assessment.state not in (*OPEN_STATES, State.CLARIFICATION):
        return no(
            f"This self-assessment is now “{assessment.get_state_display()}”, so there is nothing to enter."
        )
    if assessment.reader_id == user.pk:
        return no("You are to read this one, so somebody else has to enter its answers.")
    return YES


def assists(user, assessment):
    """Whether this person enters this council's answers now, because it asked. No query but for staff."""
    if not (user.is_authenticated and user.is_active and user.is_staff and user.has_perm(ASSIST)):
        return False
    return assessment.assistances.filter(begun_by=user, ended_at=None).exists()
