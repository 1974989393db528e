"""Loading the principles and the question sets from the project's own files."""

from pathlib import Path

from principles.models import (
    LevelDescriptor,
    LevelMeaning,
    Principle,
    PrincipleNote,
    QuestionSet,
    Statement,
    Term,
)
from records.imports import Column, Outcome, Reference, Sheet
from records.imports.columns import one_of, whole_number, yes_or_no
from records.imports.sources import SOURCE
from records.imports.tables import read_toml
from records.models import Basis

DATA = Path(__file__).resolve().parent / "data"
PRINCIPLE = Reference(Principle, ("number",), "principle")
QUESTION_SET = Reference(QuestionSet, ("version",), "question set")
STATEMENT = Reference(Statement, ("question_set__version", "key"), "statement")


class PrincipleSheet(Sheet):
    """The six, by number."""

    kind, title, model, key = "principles", "Principles", Principle, ("number",)
    references = {"source": SOURCE}
    columns = (
        Column("number", "Number", whole_number, needed=True),
        Column("slug", "Address", needed=True),
        Column("name", "Official name", needed=True),
        Column("wording_version", "Wording", needed=True),
        Column("source", "Source", needed=True),
        Column("short_label", "Short label", needed=True),
        Column("meaning", "What it means", needed=True),
        Column("why", "Why it matters"),
    )


class NoteSheet(Sheet):
    """What councils do under a principle, and signs of good practice, by their place in the list."""

    kind, title, model = "principle-notes", "Notes on principles", PrincipleNote
    key = ("principle", "kind", "order")
    references = {"principle": PRINCIPLE, "source": SOURCE}
    columns = (
        Column("principle", "Principle", needed=True),
        Column("kind", "Kind", one_of(PrincipleNote.Kind), needed=True, choices=PrincipleNote.Kind),
        Column("order", "Place in the list", whole_number, needed=True),
        Column("text", "Text", needed=True),
        Column("source", "Source"),
        Column("basis", "Basis", one_of(Basis), choices=Basis),
    )


class WordingSheet(Sheet):
    """Rows of a question set. Once a set is frozen, what a file says anew is reported and not written."""

    references = {"question_set": QUESTION_SET}

    def load(self):
        super().load()
        frozen = QuestionSet.objects.frozen().values_list("version", flat=True)
        self.frozen = {str(version) for version in frozen}

    def _compare(self, row):
        super()._compare(row)
        if row.changes and row.key.split("/")[0] in self.frozen:
            row.kept, row.changes, row.outcome = [*row.kept, *row.changes], [], Outcome.SAME
            row.note = "These questions have been used, so their wording stays. Make a new version instead."


class QuestionSetSheet(WordingSheet):
    kind, title, model, key, references = "question-sets", "Question sets", QuestionSet, ("version",), {}
    columns = (
        Column("version", "Version", whole_number, needed=True),
        Column("title", "Title", needed=True),
        Column("introduction", "Introduction"),
    )


class LevelMeaningSheet(WordingSheet):
    kind, title, model = "level-meanings", "What the levels mean", LevelMeaning
    key = ("question_set", "level")
    columns = (
        Column("question_set", "Question set", needed=True),
        Column("level", "Level", whole_number, needed=True),
        Column("means", "Means", needed=True),
        Column("true_if", "Would be true if", needed=True),
    )


class TermSheet(WordingSheet):
    kind, title, model, key = "terms", "Words we use", Term, ("question_set", "word")
    columns = (
        Column("question_set", "Question set", needed=True),
        Column("order", "Place in the list", whole_number, needed=True),
        Column("word", "Word", needed=True),
        Column("meaning", "What counts", needed=True),
    )


class StatementSheet(WordingSheet):
    kind, title, model, key = "statements", "Statements", Statement, ("question_set", "key")
    references = {"question_set": QUESTION_SET, "principle": PRINCIPLE}
    columns = (
        Column("question_set", "Question set", needed=True),
        Column("principle", "Principle", needed=True),
        Column("key", "Key", needed=True),
        Column("text", "Statement", needed=True),
        Column("hint", "Hint"),
        Column("could_point_to", "Could point to"),
        Column("allows_not_our_service", "May be another council's service", yes_or_no),
    )


class DescriptorSheet(WordingSheet):
    kind, title, model = "descriptors", "Levels of statements", LevelDescriptor
    key, references = ("statement", "level"), {"statement": STATEMENT}
    columns = (
        Column("statement", "Statement", needed=True),
        Column("level", "Level", whole_number, needed=True),
        Column("text", "Text", needed=True),
    )


def principle_sheets(context):
    """Return the sheets of everything in this app's data folder, in the order they build on each other."""
    principles = read_toml(DATA / "principles.toml")["principle"]
    sets = [read_toml(path) for path in sorted(DATA.glob("questions_*.toml"))]
    records = (
        (PrincipleSheet, principles),
        (NoteSheet, [note for principle in principles for note in _notes(principle)]),
        (QuestionSetSheet, sets),
        (LevelMeaningSheet, [_in_set(one, level) for one in sets for level in one["level"]]),
        (TermSheet, [_in_set(one, t, order=n) for one in sets for n, t in enumerate(one["term"], start=1)]),
        (StatementSheet, [_statement(one, statement) for one in sets for statement in one["statement"]]),
        (DescriptorSheet, [level for one in sets for st in one["statement"] for level in _levels(one, st)]),
    )
    return [sheet.from_records(rows, context) for sheet, rows in records]


def _notes(principle):
    """Give each note its place. One without a source is our reading."""
    for kind in PrincipleNote.Kind.values:
        for order, note in enumerate(principle.get(kind, ()), start=1):
            basis = Basis.STATED if note.get("source") else Basis.OUR_READING
            yield {**note, "principle": principle["number"], "kind": kind, "order": order, "basis": basis}


def _in_set(question_set, record, **more):
    return {**record, "question_set": question_set["version"], **more}


def _statement(question_set, record):
    return _in_set(question_set, record, principle=record["key"][0])


def _levels(question_set, record):
    statement = f"{question_set['version']}/{record['key']}"
    for level, text in enumerate(record["levels"], start=1):
        yield {"statement": statement, "level": level, "text": text}
