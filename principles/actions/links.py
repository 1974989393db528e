"""Say what became of statements from one version to the next."""

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


@transaction.atomic
def take_out(statement, *, by):
    """Take a statement out of a draft; what it came from is recorded as no longer asked.

    Raises ``FrozenError`` where the questions have been used.
    """
    for link in StatementLink.objects.filter(to_statement=statement).select_related("from_statement"):
        retired = StatementLink.objects.filter(from_statement=link.from_statement, kind=Change.RETIRED)
        if link.kind == Change.NEW or retired.exists():
            link.delete()
            continue
        link.kind, link.to_statement, link._history_user = Change.RETIRED, None, by
        link.save()
    statement.delete()
