"""May this person do this to this self-assessment now, and if not, why?

The page that draws a button and the action behind it ask the same question.
"""

from accounts.permissions import YES, no
from assessments.models import (
    UNCONFIRMED,
    Answer,
    Assessment,
    Audience,
    Kind,
    Priority,
    Question,
)
from assessments.permissions.desk import (
    EXTENDED,
    REMINDED,
    assists,
    can_assist,
    can_extend,
    can_remind,
    can_review,
    is_reviewer,
    may_review,
    reviewer_may,
    reviewers,
    whose_turn,
)
from assessments.permissions.signing import can_sign_off, signers_for
from assessments.permissions.support import LACKS_SUPPORT, unsupported
from assessments.results import visible_to
from assessments.workflow import LOCALITY, MOVES, SIGNED_STATES, Party, State, moves_from
from councils.models import pause_for
from councils.permissions import can_manage_team, roles_on
from councils.powers import LEAD, holders
from principles.models import Statement

__all__ = [
    "EXTENDED",
    "LACKS_SUPPORT",
    "REMINDED",
    "assists",
    "can_answer",
    "can_assist",
    "can_extend",
    "can_give_parts",
    "can_move",
    "can_publish",
    "can_raise_ceiling",
    "can_read_network",
    "can_remind",
    "can_review",
    "can_share",
    "can_sign_off",
    "can_view",
    "gaps",
    "is_reviewer",
    "may_review",
    "missing",
    "moves_open_to",
    "open_for_answers",
    "open_keys",
    "reviewers",
    "roles_on",
    "signers_for",
    "unconfirmed",
    "unsupported",
    "visible_assessments",
    "whose_turn",
]

NOT_YOURS = "Only people with a role on this council can see its self-assessment."
OPENED_ALREADY = "It has been opened again already."
STILL_THERE = "The register does not say that this council has ended."
ASKED_YOURSELF = "You asked for this yourself, so another sign-off officer has to confirm it."
NOT_ASKED = "No lead officer has asked to withdraw this."
CLOSED = "This self-assessment is closed. Everything you saved is kept."
LOCKED = {
    State.AWAITING_SIGN_OFF: (
        "The answers are locked while the sign-off officer reads them. A lead officer can take them back."
    ),
    State.SUBMITTED: "This has been signed and sent to Locality, so its answers are locked.",
    State.CLARIFICATION: "Only the statements that Locality asked about can be changed now.",
    State.CONFIRMATION: "The answers are locked while the sign-off officer reads what changed.",
    State.COMPLETE: "This is complete, so its answers stay as they were signed.",
    State.NOT_SHARED: (
        "The time was over before this was signed, so it is not shared this year. Everything you saved is "
        "kept. If you need more time, ask Locality."
    ),
    State.WITHDRAWN: "Your council has withdrawn this, so its answers are locked.",
    State.MERGED: "This was closed when the council was abolished, so its answers are locked.",
}


def can_view(user, assessment):
    """May this person read the council's own pages, live answers included?"""
    return YES if roles_on(user, assessment.council) else no(NOT_YOURS)


def open_keys(assessment):
    """Return the keys of the statements that Locality asks about now, which alone can change; else none."""
    if not assessment.standing.some_open:
        return frozenset()
    asked = Question.objects.filter(clarification__assessment=assessment, clarification__after=None)
    return frozenset(asked.values_list("statement__key", flat=True))


def can_read_network(user):
    """May this person read what member councils share with each other?"""
    if visible_to(user) <= Audience.NETWORK:
        return YES
    return no("Only people who act for a member council can read what members share with each other.")


def open_for_answers(assessment, statement=None):
    """Do state and cycle let answers change now, whoever asks? The one place that says so.

    Give the ``statement`` where there is one: after Locality has asked, only the statements asked
    about can change, and only then is the database asked.
    """
    if assessment.standing.some_open and statement and statement.key in open_keys(assessment):
        return YES
    if assessment.state in LOCKED:
        return no(LOCKED[assessment.state])
    return YES if assessment.in_time else no(CLOSED)


def can_answer(user, assessment, statement=None, roles=None):
    """May this person change answers, or the answer to this statement, and their evidence now?"""
    roles = roles_on(user, assessment.council) if roles is None else roles
    if not roles and not assists(user, assessment):
        return no(NOT_YOURS)
    if roles and not roles & holders("answer"):
        return no("You can read this self-assessment. Lead officers and contributors answer it.")
    return open_for_answers(assessment, statement)


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
    if assessment.state in SIGNED_STATES:
        return YES
    if LEAD not in roles:
        return no("A lead officer chooses first. You can change it when it is sent to you for sign-off.")
    return open_for_answers(assessment)


def can_raise_ceiling(user, assessment):
    """May this person share more than was signed? Only somebody who could sign it."""
    return can_sign_off(user, assessment, roles_on(user, assessment.council))


def can_move(user, assessment, move_name, roles=None):
    """May this person make this move now? Says why not; what is still missing is ``missing``.

    ``roles`` are those of the person on the council, where they are known already. Nobody
    (None) is the portal, which moves by itself when the time is over.
    """
    move = MOVES[move_name]
    if user is None:
        verdict = YES if Party.PORTAL in move.parties else no("The portal does not do this by itself.")
    elif move.parties == (Party.PORTAL,):
        verdict = no("The portal does this by itself when the time is over.")
    elif set(move.parties) & set(LOCALITY):
        verdict = reviewer_may(user, assessment, move)
    else:
        verdict = council_may(user, assessment, move, roles)
    if not verdict:
        return verdict
    if not move.starts_from(assessment.state):
        return no(f"This self-assessment is now “{assessment.get_state_display()}”, so this cannot be done.")
    if move.needs_open_cycle and not assessment.in_time:
        return no(CLOSED)
    if move.name == "withdraw" and assessment.withdrawal_asked_by_id == user.pk:
        return no(ASKED_YOURSELF)
    return _FURTHER[move.name](assessment) if move.name in _FURTHER else YES


def can_publish(assessment):
    """May anything new of this council become public today? Asks only about the day."""
    pause = pause_for(assessment.council)
    return no(pause.refusal) if pause else YES


def _newest(assessment):
    return YES if Assessment.objects.newest().filter(pk=assessment.pk).exists() else no(OPENED_ALREADY)


def _withdrawal_asked(assessment):
    return YES if assessment.withdrawal_asked_at else no(NOT_ASKED)


def _ended(assessment):
    return (
        YES if assessment.council.is_former else no("The register does not say that this council has ended.")
    )


# What a move asks beyond person, state and cycle.
_FURTHER = {
    "accept": can_publish,
    "reopen": _newest,
    "withdraw": _withdrawal_asked,
    "merge": _ended,
}


def council_may(user, assessment, move, roles=None):
    """May this person make one of the council's moves, whatever the state?"""
    roles = roles_on(user, assessment.council) if roles is None else roles
    if move.name == "start" and not roles and assists(user, assessment):
        return YES
    if not roles:
        return no(NOT_YOURS)
    if Party.SIGNER in move.parties:
        return can_sign_off(user, assessment, roles)
    if not roles & set(move.parties):
        who = " or ".join(Party(party).label.lower() for party in move.parties)
        return no(f"Only a {who} can do this.")
    return YES


def moves_open_to(user, assessment, roles=None):
    """Return the moves this person can make now, in the table's order: the buttons to draw."""
    roles = roles_on(user, assessment.council) if roles is None else roles
    return [move for move in moves_from(assessment.state) if can_move(user, assessment, move.name, roles)]


def gaps(assessment):
    """Return the statements without an answer, “We do not know yet” included, in order."""
    answered = Answer.objects.filter(assessment=assessment).exclude(kind=Kind.DO_NOT_KNOW)
    return (
        Statement.objects.filter(question_set=assessment.cycle.question_set_id)
        .exclude(pk__in=answered.values("statement"))
        .select_related("principle")
        .order_by("key")
    )


def unconfirmed(assessment):
    """Return the answers that were brought forward and that nobody has confirmed or changed yet."""
    return Answer.objects.filter(UNCONFIRMED, assessment=assessment).order_by("statement__key")


def missing(assessment, sender=None, *, lacking=None, planless=None, waiting=None, has_signer=None):
    """Return a sentence for each thing that must be done before it can be sent; empty if none.

    Gaps are not among them: they are allowed, once the lead has seen them. A page that has read
    the ``unsupported`` and ``unconfirmed`` answers and the priorities ``without_plan`` hands them in,
    and one that knows whether anybody else can sign says so (``has_signer``).
    """
    lacking = unsupported(assessment) if lacking is None else lacking
    if waiting is None:
        waiting = unconfirmed(assessment).select_related("statement")
    if planless is None:
        planless = Priority.objects.filter(assessment=assessment).without_plan()
    sentences = []
    if has_signer is None:
        has_signer = signers_for(assessment.council, sender).exists()
    if not has_signer:
        sentences.append(
            "Nobody else can sign this off yet. "
            "Invite a sign-off officer, who is not a lead officer, on the page of your team."
        )
    if assessment.sharing_chosen_at is None:
        sentences.append("Choose what to share.")
    sentences += [
        f"Statement {answer.statement.key} says “How we work”: say what it is based on, and add at least one "
        "piece of evidence."
        for answer in lacking
    ]
    sentences += [
        f"Priority {priority.place}, statement {priority.statement.key}: add an action, or say why none is "
        "planned."
        for priority in planless
    ]
    if keys := [answer.statement.key for answer in waiting]:
        sentences.append(f"Say of each answer brought forward whether it is still true: {', '.join(keys)}.")
    return sentences


def visible_assessments(user):
    """Return the self-assessments whose own pages this person may open; all others are 404."""
    return Assessment.objects.of_person(user).select_related("council", "cycle__question_set")
