"""May this person do this to this self-assessment now, and if not, why?

The page that draws a button and the action behind it ask the same question.
"""

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.utils import timezone

from accounts.permissions import YES, no
from assessments.models import UNCONFIRMED, Answer, Assessment, Kind
from assessments.workflow import MOVES, OPEN_STATES, Party, State, moves_from
from councils.models import CouncilRole, pause_for
from councils.permissions import can_manage_team, roles_on
from councils.powers import LEAD, SIGNER, holders
from principles.models import Level, Statement

COUNCIL_MOVES = [name for name, move in MOVES.items() if Party.REVIEWER not in move.parties]

WAITS_FOR_THE_COUNCIL = (*OPEN_STATES, State.AWAITING_SIGN_OFF)
REVIEW = "assessments.review_assessment"
# What the timeline calls a reminder. It is no move: nothing changes.
REMINDED = "reminded"

NOT_YOURS = "Only people with a role on this council can see its self-assessment."
CLOSED = "This self-assessment is closed. Everything you saved is kept."
LOCKED = {
    State.AWAITING_SIGN_OFF: (
        "The answers are locked while the sign-off officer reads them. A lead officer can take them back."
    ),
    State.SUBMITTED: "This has been signed and sent to Locality, so its answers are locked.",
    State.COMPLETE: "This is complete, so its answers stay as they were signed.",
}


def is_reviewer(user):
    """Whether this person reviews for Locality. Being staff alone is not enough."""
    return user.is_active and user.has_perm(REVIEW)


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
    if not assessment.cycle.is_open:
        return no("Its cycle is not open.")
    today = timezone.localdate()
    if assessment.events.filter(move=REMINDED, at__date=today).exists():
        return no("The council was reminded today.")
    if not whose_turn(assessment).exists():
        return no("Nobody has the role whose turn it is.")
    return YES


def whose_turn(assessment):
    """Return the open roles on the council that are to make the next move: leads, or who can sign."""
    if assessment.state == State.AWAITING_SIGN_OFF:
        return signers_for(assessment.council, assessment.sent_by)
    return CouncilRole.objects.open().filter(council=assessment.council, kind=LEAD).select_related("user")


def can_view(user, assessment):
    """May this person read the council's own pages, live answers included?"""
    return YES if roles_on(user, assessment.council) else no(NOT_YOURS)


def can_review(user, assessment):
    """May this person read what was signed, as a reviewer? Only after it has been signed."""
    if not is_reviewer(user):
        return no("Only a Locality reviewer can do this.")
    if not assessment.snapshots.exists():
        return no("Nothing has been signed yet, so there is nothing to read.")
    return YES


def open_for_answers(assessment):
    """Do state and cycle let answers change now, whoever asks? Asks nothing of the database."""
    if assessment.state in LOCKED:
        return no(LOCKED[assessment.state])
    return YES if assessment.cycle.is_open else no(CLOSED)


def can_answer(user, assessment):
    """May this person change answers and their evidence now?"""
    roles = roles_on(user, assessment.council)
    if not roles:
        return no(NOT_YOURS)
    if not roles & holders("answer"):
        return no("You can read this self-assessment. Lead officers and contributors answer it.")
    return open_for_answers(assessment)


def can_comment(user, assessment):
    """May this person write to colleagues beside a statement? At any time: comments are no answers."""
    roles = roles_on(user, assessment.council)
    if not roles:
        return no(NOT_YOURS)
    if roles & holders("comment"):
        return YES
    return no("You can read comments. Colleagues who answer or sign write them.")


def can_keep_evidence(user, council):
    """May this person add documents to the council's library, and put others away?"""
    roles = roles_on(user, council)
    if not roles:
        return no(NOT_YOURS)
    if roles & holders("answer"):
        return YES
    return no("You can read this list. Lead officers and contributors keep it.")


def can_change_evidence(user, document):
    """May this person change a document now? Not while somebody reads it to sign."""
    if not (verdict := can_keep_evidence(user, document.council)):
        return verdict
    waiting = document.answers.filter(assessment__state=State.AWAITING_SIGN_OFF)
    if waiting.exists():
        return no("It stands behind an answer that waits to be signed, so it stays as it is until then.")
    return YES


def can_retire_evidence(user, document):
    """May this person put a document away? Only when no answer that is still in work points to it."""
    if not (verdict := can_keep_evidence(user, document.council)):
        return verdict
    in_work = document.answers.exclude(assessment__state=State.COMPLETE)
    if in_work.filter(assessment__cycle__closed_at__isnull=True).exists():
        return no("An answer still points to it. Remove it from that statement first.")
    return YES


def can_give_parts(user, assessment):
    """May this person give colleagues parts to answer now?"""
    return can_manage_team(user, assessment.council) and open_for_answers(assessment)


def can_share(user, assessment):
    """May this person choose who sees what now?

    The lead chooses while answering, the signer while reading; after signing both may
    share less, or as much as was signed.
    """
    roles = roles_on(user, assessment.council)
    if not roles & holders("share"):
        return no("Lead officers and the sign-off officer choose what is shared.")
    if assessment.state == State.AWAITING_SIGN_OFF:
        return can_sign_off(user, assessment, roles)
    if assessment.state in (State.SUBMITTED, State.COMPLETE):
        return YES
    if LEAD not in roles:
        return no("A lead officer chooses first. You can change it when it is sent to you for sign-off.")
    return open_for_answers(assessment)


def can_raise_ceiling(user, assessment):
    """May this person share more than was signed? Only somebody who could sign it."""
    return can_sign_off(user, assessment, roles_on(user, assessment.council))


def can_sign_off(user, assessment, roles):
    """Could this person stand behind it: a signer who is not a lead and did not send it?"""
    if not roles & holders("sign"):
        return no("Only the sign-off officer can do this.")
    if LEAD in roles:
        return no("You are a lead officer for this council, so somebody else has to sign it off.")
    if assessment.sent_by_id == user.pk:
        return no("You sent this for sign-off, so somebody else has to sign it off.")
    return YES


def signers_for(council, sender=None):
    """Return the open signer roles of people who are not leads here and did not send it."""
    leads = CouncilRole.objects.open().filter(council=council, kind=LEAD).values("user")
    signers = CouncilRole.objects.open().filter(council=council, kind=SIGNER).exclude(user__in=leads)
    if sender is not None:
        signers = signers.exclude(user=sender)
    return signers.select_related("user")


def can_move(user, assessment, move_name):
    """May this person make this move now? Says why not; what is still missing is ``missing``."""
    move = MOVES[move_name]
    if Party.REVIEWER in move.parties:
        verdict = _reviewer_may(user, assessment)
    else:
        verdict = _council_may(user, assessment, move)
    if not verdict:
        return verdict
    if not move.starts_from(assessment.state):
        return no(f"This self-assessment is now “{assessment.get_state_display()}”, so this cannot be done.")
    if move.needs_open_cycle and not assessment.cycle.is_open:
        return no(CLOSED)
    return can_publish(assessment) if move.name == "accept" else YES


def can_publish(assessment):
    """May anything new of this council become public today? Asks only about the day."""
    pause = pause_for(assessment.council)
    return no(pause.refusal) if pause else YES


def _reviewer_may(user, assessment):
    if not (verdict := may_review(user)):
        return verdict
    if roles_on(user, assessment.council):
        return no("You act for this council, so somebody else at Locality has to do this.")
    if assessment.events.filter(by=user, move__in=COUNCIL_MOVES).exists():
        return no("You took part in this for the council, so somebody else at Locality has to do this.")
    return YES


def _council_may(user, assessment, move):
    roles = roles_on(user, assessment.council)
    if not roles:
        return no(NOT_YOURS)
    if Party.SIGNER in move.parties:
        return can_sign_off(user, assessment, roles)
    if not roles & set(move.parties):
        who = " or ".join(Party(party).label.lower() for party in move.parties)
        return no(f"Only a {who} can do this.")
    return YES


def moves_open_to(user, assessment):
    """Return the moves this person can make now, in the table's order: the buttons to draw."""
    return [move for move in moves_from(assessment.state) if can_move(user, assessment, move.name)]


def gaps(assessment):
    """Return the statements without an answer, “We do not know yet” included, in order."""
    answered = Answer.objects.filter(assessment=assessment).exclude(kind=Kind.DO_NOT_KNOW)
    return (
        Statement.objects.filter(question_set=assessment.cycle.question_set_id)
        .exclude(pk__in=answered.values("statement"))
        .select_related("principle")
        .order_by("key")
    )


def unsupported(assessment):
    """Return the “How we work” answers without a text or without anything to point to."""
    return (
        assessment.answers.filter(level=Level.HOW_WE_WORK)
        .filter(Q(basis="") | Q(pointers__isnull=True))
        .select_related("statement__principle")
        .distinct()
        .order_by("statement__key")
    )


def unconfirmed(assessment):
    """Return the answers that were brought forward and that nobody has confirmed or changed yet."""
    return Answer.objects.filter(UNCONFIRMED, assessment=assessment).order_by("statement__key")


def missing(assessment, sender=None, lacking=None):
    """Return a sentence for each thing that must be done before it can be sent; empty if none.

    Gaps are not among them: they are allowed, once the lead has seen them. ``lacking`` are the
    ``unsupported`` answers, if they have been read already.
    """
    sentences = []
    if not signers_for(assessment.council, sender).exists():
        sentences.append(
            "Nobody else can sign this off yet. "
            "Invite a sign-off officer, who is not a lead officer, on the page of your team."
        )
    if assessment.sharing_chosen_at is None:
        sentences.append("Choose what to share.")
    sentences += [
        f"Statement {answer.statement.key} says “How we work”: say what it is based on, and add at least one "
        "piece of evidence."
        for answer in (unsupported(assessment) if lacking is None else lacking)
    ]
    if keys := list(unconfirmed(assessment).values_list("statement__key", flat=True)):
        sentences.append(f"Say of each answer brought forward whether it is still true: {', '.join(keys)}.")
    return sentences


def visible_assessments(user):
    """Return the self-assessments whose own pages this person may open; all others are 404."""
    return Assessment.objects.of_person(user).select_related("council", "cycle__question_set")
