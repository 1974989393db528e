"""Verbs of the questions."""

from django.db import transaction

from principles.models import Change, StatementLink


@transaction.atomic
def link_same_keys(*, old, new, by):
    """Say of each statement with the same key in both versions that it is the same; return how many.

    For a version that was copied from the one before. What is recorded already stays, so
    that it can be done twice. Raises ``ValidationError`` if ``old`` is not the older.
    """
    known = set(StatementLink.objects.filter(to_statement__question_set=new).values_list("to_statement"))
    theirs = {statement.key: statement for statement in old.statements.select_related("question_set")}
    made = [
        StatementLink(from_statement=theirs[statement.key], to_statement=statement, kind=Change.SAME)
        for statement in new.statements.select_related("question_set")
        if statement.key in theirs and (statement.pk,) not in known
    ]
    for link in made:
        link._history_user = by
        link.save()
    return len(made)
