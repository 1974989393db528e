"""Who asks to withdraw a self-assessment, who can leave it as it is, and who asks to keep it."""

from accounts.permissions import YES, no
from assessments.permissions import NOT_YOURS, council_may, roles_on
from assessments.workflow import MOVES, State
from councils.powers import LEAD, SIGNER

STANDS = "This self-assessment is now “{state}”, so this cannot be done."


def can_ask_withdrawal(user, assessment):
    """May this person ask to withdraw it? A lead asks, the sign-off officer confirms."""
    if not (verdict := council_may(user, assessment, MOVES["send"])):
        return verdict
    if not MOVES["withdraw"].starts_from(assessment.state):
        return no(STANDS.format(state=assessment.get_state_display()))
    return no("A lead officer has asked for this already.") if assessment.withdrawal_asked_at else YES


def can_refuse_withdrawal(user, assessment):
    """May this person say that it stays? Any lead officer and sign-off officer, while it is asked for."""
    roles = roles_on(user, assessment.council)
    if not roles & {LEAD, SIGNER}:
        return no("Only a lead officer or the sign-off officer can do this." if roles else NOT_YOURS)
    if not MOVES["withdraw"].starts_from(assessment.state):
        return no(STANDS.format(state=assessment.get_state_display()))
    return YES if assessment.withdrawal_asked_at else no("No lead officer has asked to withdraw this.")


def can_keep(user, assessment):
    """May this person ask to keep what was withdrawn? A lead officer or the sign-off officer."""
    roles = roles_on(user, assessment.council)
    if not roles & {LEAD, SIGNER}:
        return no("Only a lead officer or the sign-off officer can do this." if roles else NOT_YOURS)
    if assessment.state != State.WITHDRAWN:
        return no("This has not been withdrawn.")
    return no("Its answers have been deleted already.") if assessment.emptied_at else YES
