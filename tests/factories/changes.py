"""What became of statements from one version of the questions to the next."""

from principles.actions import link_same_keys
from principles.models import Change, Statement, StatementLink
from tests.factories.questions import QuestionSetFactory


def next_version(old, by, **kinds):
    """Return a new version that asks the same keys; ``kinds`` say of single keys what became of them.

    ``next_version(old, by, **{"1a": "reworded", "1b": "split", "1c": "retired", "1d": "new"})``; what was
    split leads to its own key, and what is new has nothing before it.
    """
    made = QuestionSetFactory(version=old.version + 1)
    link_same_keys(old=old, new=made, by=by)
    for key, kind in kinds.items():
        link = StatementLink.objects.get(to_statement__question_set=made, to_statement__key=key)
        link.kind, link.reason = kind, f"Because of {key}."
        if kind == Change.NEW:
            link.from_statement = None
        elif kind == Change.RETIRED:
            link.to_statement = None
        else:
            Statement.objects.filter(pk=link.to_statement_id).update(text=f"We do {key} otherwise.")
        link.save()
        if kind == Change.RETIRED:
            made.statements.get(key=key).delete()
    return made
