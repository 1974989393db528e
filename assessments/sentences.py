"""May this person say something as the cabinet champion, or take it down?"""

from accounts.permissions import YES, no
from assessments.workflow import State
from councils.models import pause_for
from councils.permissions import roles_on
from councils.powers import holders


def can_speak(user, assessment):
    """Only the cabinet champion speaks; in a pre-election pause nothing new of a politician is public."""
    if not roles_on(user, assessment.council) & holders("speak"):
        return no("Only the cabinet champion can say something here.")
    pause = pause_for(assessment.council) if assessment.state == State.COMPLETE else None
    return no(pause.refusal) if pause else YES


def can_take_down(user, assessment):
    """The champion, and whoever chooses what is shared, take it down at any time."""
    if roles_on(user, assessment.council) & (holders("speak") | holders("share")):
        return YES
    return no("Only the cabinet champion, a lead officer or the sign-off officer can take it down.")
