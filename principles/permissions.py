"""May this person change the questions, and if not, why?"""

from accounts.permissions import YES, no


def can_copy(user):
    """May this person make a new draft version?"""
    may = user.is_active and user.has_perm("principles.add_questionset")
    return YES if may else no("Your account does not make new versions of the questions. Ask a curator.")


def can_fix_wording(user, question_set):
    """May this person put a typing mistake right, in questions that have been used?"""
    if not (user.is_active and user.has_perm("principles.change_questionset")):
        return no("Your account does not change the questions. Ask a curator.")
    if question_set.frozen_at is None:
        return no("These questions have not been used yet: change the wording on their own pages.")
    return YES
