"""What the tables of self-assessments know of people: who answered, sent, signed and decided."""

from assessments import kept
from assessments.models import (
    Answer,
    AnswerEvidence,
    AnswerVersion,
    Assessment,
    Assignment,
    Carried,
    Comment,
    Cycle,
    Draft,
    Event,
    Evidence,
    Redaction,
    SharingChoice,
    Signature,
    Snapshot,
    SnapshotAnswer,
    WhatHappened,
)
from assessments.redaction import redact_signature, redact_snapshot, redact_words
from records.holdings import Table


def give_back(rows, known, by):
    """What somebody was to read waits for a colleague again."""
    rows.filter(reader=known.person.pk).update(reader=None)


def delete(rows, known, by):
    """What was only somebody's own goes."""
    rows.delete()


COUNCIL = {"council": "assessment__council__name", "cycle": "assessment__cycle__title"}
ANSWERED = "Stays with the council, as a former colleague’s."

TABLES = [
    Table(Cycle, nobody={"title": "The name of a round, such as a year."}),
    Table(
        Assessment,
        title="Self-assessments sent for sign-off, or taken to be read",
        people="sent_by reader",
        nobody={"reference": "A number."},
        shows={"council": "council__name", "cycle": "cycle__title"},
        erase=give_back,
        erased="Sent: stays, as done by a former colleague. Taken to be read: somebody else has to take it.",
    ),
    Table(
        Event,
        title="Steps taken in self-assessments, with reasons",
        people="by",
        words="note",
        nobody={"move text role": "Words of our own table of moves."},
        shows=COUNCIL,
        erased="The decision and its reason stay, as a former colleague’s.",
    ),
    Table(
        Assignment,
        title="Parts of self-assessments that somebody was asked to answer",
        people="person given_by",
        words="note",
        only="note due_on given_at",
        shows={**COUNCIL, "statement": "statement__key"},
    ),
    Table(
        Draft,
        title="Words typed into self-assessments and not saved as answers",
        people="person",
        words="basis done_by title link held_by dated_on",
        nobody={"choice": "One of the choices.", "tab": "A random value."},
        withheld="tab",
        private="basis done_by title link held_by dated_on",
        shows={**COUNCIL, "statement": "statement__key"},
        erase=delete,
        erased="Deleted.",
    ),
    Table(
        Answer,
        title="Answers, as they stand",
        people="saved_by",
        words="basis done_by",
        shows={**COUNCIL, "statement": "statement__key"},
        erased=ANSWERED,
    ),
    Table(
        AnswerVersion,
        title="Answers, each time they were saved",
        people="saved_by",
        words="basis done_by",
        shows={"council": "answer__assessment__council__name", "statement": "answer__statement__key"},
        erased=ANSWERED,
    ),
    Table(
        Comment,
        title="Comments for colleagues",
        people="by",
        words="text",
        private="text",
        shows={**COUNCIL, "statement": "statement__key"},
        erased=ANSWERED,
    ),
    Table(
        Carried,
        title="Answers brought forward from an earlier year, and whether they are still true",
        people="carried_by confirmed_by",
        shows={"council": "answer__assessment__council__name", "statement": "answer__statement__key"},
        erased=ANSWERED,
    ),
    Table(
        WhatHappened,
        title="What happened where a level moved back",
        people="said_by",
        words="words",
        shows={"council": "answer__assessment__council__name", "statement": "answer__statement__key"},
        erased=ANSWERED,
    ),
    Table(
        Evidence,
        title="Evidence added or changed",
        people="added_by changed_by",
        words="title held_by link",
        shows={"council": "council__name"},
        erased=ANSWERED,
    ),
    Table(
        AnswerEvidence,
        title="Evidence put to answers",
        people="added_by",
        shows={"statement": "answer__statement__key", "evidence": "evidence__title"},
    ),
    Table(
        SharingChoice,
        title="Choices of what to share",
        people="chosen_by",
        nobody={"scope": "The number of a principle or statement."},
        shows=COUNCIL,
    ),
    Table(
        Snapshot,
        title="Signed versions",
        people="signature__person signature__in_place_of",
        words="content",
        nobody={"sha256": "A fingerprint."},
        shows={**COUNCIL, "version": "number"},
        erase=redact_snapshot,
        rewrite=redact_words,
        erased="Stays, signed by a former colleague. The job title goes, and the change is written down "
        "beside the fingerprint.",
    ),
    Table(SnapshotAnswer, nobody={"statement_key": "The number of a statement."}),
    Table(
        Signature,
        title="Signatures",
        people="person in_place_of",
        words="role in_place_of_role",
        nobody={"statements": "Words of ours that are agreed to.", "snapshot_hash": "A fingerprint."},
        shows={"council": "snapshot__assessment__council__name"},
        erase=redact_signature,
        erased="Stays, as the sign-off officer’s. The job title goes.",
    ),
    Table(Redaction, nobody={"before after": "Fingerprints of texts."}),
]

PERIODS = kept.PERIODS
