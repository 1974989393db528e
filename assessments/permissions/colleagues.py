"""What colleagues may do beside answering: comment, and keep the council's list of documents."""

from accounts.permissions import YES, no
from assessments.permissions.desk import FOR_THE_SIGNER
from assessments.workflow import State
from councils.permissions import NOT_YOURS, roles_on
from councils.powers import holders


def can_comment(user, assessment):
    """May this person write to colleagues beside a statement? At any time: comments are no answers.

    Only not where everything has been deleted, as nothing would delete what is written after that.
    """
    roles = roles_on(user, assessment.council)
    if not roles:
        return no(NOT_YOURS)
    if assessment.emptied_at:
        return no("This was withdrawn, and what was written in it has been deleted.")
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
    waiting = document.answers.filter(assessment__state__in=FOR_THE_SIGNER)
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
