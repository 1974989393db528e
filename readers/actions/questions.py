"""Send a question on to those who can answer it, and mark one as answered."""

from hashlib import blake2b

from django.db import transaction
from django.utils import timezone

from readers.messages import queue_question
from readers.models import Question


@transaction.atomic
def ask(*, whom, said, nonce, by=None):
    """Send a question to ``whom`` and a receipt to its sender; return the row that says so.

    ``said`` has ``name``, ``address`` and ``text``. ``nonce`` is the form's own: the same words from
    the same form are sent once, however often the button is pressed. ``by`` is nobody: no account
    is needed.
    """
    once = blake2b(repr((nonce, sorted(said.items()))).encode(), digest_size=20).hexdigest()
    kept = said if whom.reader == Question.Reader.DESK else {}
    values = {"council": whom.council, "study": whom.study, "reader": whom.reader, **kept}
    question, is_new = Question.objects.get_or_create(once=once, defaults=values)
    if is_new:
        queue_question(question, whom, said)
    return question


@transaction.atomic
def answered(*, questions, by):
    """Note that questions on the desk were answered, and forget who asked and what; return how many."""
    return questions.waiting().update(
        name="", address="", text="", answered_at=timezone.now(), answered_by=by
    )
