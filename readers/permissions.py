"""May this member of staff answer a reader's question here?"""

from accounts.permissions import YES, no


def can_answer(user, question=None):
    """May this person mark questions, or this one, as answered?"""
    if not (user.is_active and user.has_perm("readers.change_question")):
        return no("Your account does not answer questions from readers.")
    if question is not None and (question.reader != question.Reader.DESK or question.answered_at):
        return no("This question does not wait for an answer from here.")
    return YES
