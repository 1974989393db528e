"""From one version of the questions to another: what can be compared, carried on, or read as a change log."""

from dataclasses import dataclass

from django.db.models import Q

from principles.models import Change, LevelDescriptor, QuestionSet, Statement, StatementLink

GREATNESS = list(Change)


@dataclass(frozen=True)
class Way:
    """How a statement of today was asked in an older version: under which key, and what has changed since.

    Ask ``change.is_compared`` and ``change.is_carried`` before using an answer of then.
    """

    key: str
    change: Change
    text: str = ""  # the words of then, where they were others


def ways(older, newer):
    """Return ``{key today: Way}`` for statements of ``newer`` that ``older`` asked too.

    Both are keys of question sets. Over several versions the greatest change counts: a
    statement is the same if it was so at each step. A new one is not there. One query.
    """
    if older == newer:  # asked again in the same words
        keys = Statement.objects.filter(question_set=older).values_list("key", flat=True)
        return {key: Way(key, Change.SAME) for key in keys}
    return _follow(_links_between(older, newer), older, newer)


def way_of(older, newer, key):
    """Return the ``Way`` of one statement, or None; no query within one version, otherwise one."""
    return Way(key, Change.SAME) if older == newer else ways(older, newer).get(key)


def _links_between(older, newer):
    """Return (set, key, set, key, kind, older text) of each link that leads on."""
    version = QuestionSet.objects.values("version")
    rows = StatementLink.objects.filter(
        from_statement__question_set__version__gte=version.filter(pk=older),
        to_statement__question_set__version__lte=version.filter(pk=newer),
    )
    ends = [f"{end}_statement__{name}" for end in ("from", "to") for name in ("question_set", "key")]
    rows = rows.order_by("-to_statement__question_set__version")
    return rows.values_list(*ends, "kind", "from_statement__text")


def _follow(links, older, newer):
    """Walk back from the newer version; ``links`` come newest first."""
    found, at = {}, {}
    for old_set, old_key, new_set, new_key, kind, text in links:
        reached = [(new_key, Change.SAME)] if new_set == newer else at.get((new_set, new_key), [])
        reached = [(key, max(change, Change(kind), key=GREATNESS.index)) for key, change in reached]
        if old_set != older:
            at.setdefault((old_set, old_key), []).extend(reached)
            continue
        for key, change in reached:
            found.setdefault(key, Way(old_key, change, "" if change == Change.SAME else text))
    return found


def before(question_set):
    """Return the version before this one, or None for the first."""
    return QuestionSet.objects.filter(version__lt=question_set.version).order_by("-version").first()


def change_log(question_set, older):
    """Return what changed since the version before: links that say more than “the same”, in order of keys.

    ``older`` comes from ``before``. Empty for a first version, and where nobody has written changes down.
    """
    if older is None:
        return []
    theirs = Q(to_statement__question_set=question_set)
    dropped = Q(kind=Change.RETIRED, from_statement__question_set=older)
    rows = StatementLink.objects.filter(theirs | dropped).exclude(kind=Change.SAME)
    rows = rows.select_related("from_statement", "to_statement")
    return sorted(rows, key=lambda row: (row.to_statement or row.from_statement).key)


def unsettled(question_set):
    """Return a sentence for each statement of which the change log since the version before says too little.

    For the desk, before a cycle that asks these questions opens.
    """
    older = before(question_set)
    if older is None:
        return []
    new, old = _worded(question_set), _worded(older)
    links = StatementLink.objects.filter(
        Q(to_statement__in=new) | Q(from_statement__in=old, kind=Change.RETIRED)
    )
    links = list(links.select_related("from_statement", "to_statement"))
    explained = {link.to_statement_id for link in links}
    followed = {link.from_statement_id for link in links}
    return [
        *(f"Say where {row.key} comes from, or that it is new." for row in new if row.pk not in explained),
        *(f"Say what became of {row.key} of {older}." for row in old if row.pk not in followed),
        *(sentence for link in links if (sentence := _doubt(link, new, old))),
    ]


def _worded(question_set):
    """Return ``{statement: its words}`` of a version."""
    texts = {}
    levels = LevelDescriptor.objects.filter(statement__question_set=question_set).order_by("level")
    for statement, text in levels.values_list("statement", "text"):
        texts.setdefault(statement, []).append(text)
    rows = question_set.statements.order_by("key")
    return {row: [row.text, *texts.get(row.pk, ())] for row in rows}


def _doubt(link, new, old):
    """Return what is doubtful about a link, or nothing."""
    if link.kind != Change.SAME:
        return "" if link.reason else f"Give the reason for “{link}”."
    if link.from_statement in old and old[link.from_statement] != new[link.to_statement]:
        return f"The words of {link.to_statement.key} have changed, and it still says “the same”."
    return ""
