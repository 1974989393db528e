"""What the tables of self-assessments know of people: who answered, sent, signed and decided."""

from assessments import kept
from assessments.models import (
    Answer,
    AnswerEvidence,
    AnswerVersion,
    Assessment,
    Assignment,
    Assistance,
    Carried,
    ChampionSentence,
    Clarification,
    Comment,
    Cycle,
    Draft,
    Event,
    Evidence,
    Flag,
    PlannedAction,
    PlannedActionVersion,
    Priority,
    PriorityVersion,
    Question,
    Redaction,
    Reminder,
    SectionCheck,
    SharingChoice,
    Signature,
    Snapshot,
    SnapshotAnswer,
    StaffNote,
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
    Table(
        Cycle,
        words="contact_role contact_email",
        nobody={"title reminder_days signing_days": "The name of a round, such as a year, and numbers."},
    ),
    Table(
        Assessment,
        title="Self-assessments sent for sign-off, taken to be read, or asked to be withdrawn",
        people="sent_by reader withdrawal_asked_by",
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
        private="words",
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
        Priority,
        title="Priorities, as they stand",
        people="saved_by",
        words="words no_action",
        shows={**COUNCIL, "statement": "statement__key"},
        erased=ANSWERED,
    ),
    Table(
        PriorityVersion,
        title="Priorities, each time they were saved",
        people="saved_by",
        words="words no_action",
        shows={"council": "priority__assessment__council__name", "statement": "priority__statement__key"},
        erased=ANSWERED,
    ),
    Table(
        PlannedAction,
        title="Actions planned, as they stand",
        people="saved_by",
        words="what owner_role change help_needed",
        shows={"council": "priority__assessment__council__name", "statement": "priority__statement__key"},
        erased=ANSWERED,
    ),
    Table(
        PlannedActionVersion,
        title="Actions planned, each time they were saved",
        people="saved_by",
        words="what owner_role change help_needed",
        shows={
            "council": "action__priority__assessment__council__name",
            "statement": "action__priority__statement__key",
        },
        erased=ANSWERED,
    ),
    Table(
        ChampionSentence,
        title="Sentences said in public as a cabinet champion",
        people="said_by",
        words="text",
        shows=COUNCIL,
        erased="Stays, as the cabinet champion’s, without a name.",
    ),
    Table(
        SectionCheck,
        title="Sections of self-assessments said to be finished, or not yet",
        people="checked_by",
        shows={**COUNCIL, "principle": "principle__name"},
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
    Table(
        Reminder,
        title="Reminders about self-assessments that the portal sent",
        people="person",
        nobody={"mark": "Which reminder of the series it was."},
        only="sent_at",
        shows=COUNCIL,
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
    Table(
        Clarification,
        title="Questions asked of councils about what they signed",
        people="asked_by",
        only="asked_at due_on",
        shows=COUNCIL,
    ),
    Table(
        Question,
        title="Questions about statements, with the replies",
        people="clarification__asked_by replied_by",
        words="text reply",
        only="text reply replied_at",
        shows={
            "council": "clarification__assessment__council__name",
            "statement": "statement__key",
        },
        erased="Question and reply stay, as a former colleague’s.",
    ),
    Table(
        Flag,
        title="Statements you found clear or not while reading",
        people="by",
        nobody={"found": "One of three words of ours."},
        shows={**COUNCIL, "statement": "statement__key"},
    ),
    # What reviewers write for themselves is handed out to its own author alone.
    Table(
        StaffNote,
        title="Private notes on self-assessments that you wrote",
        people="by",
        words="text",
        private="text",
        shows=COUNCIL,
        erased="Stays for Locality’s reviewers, as a former colleague’s.",
    ),
    Table(
        Assistance,
        title="Councils whose answers you entered for them",
        people="begun_by",
        words="asked_by",
        nobody={"how": "By telephone, on paper or in a meeting."},
        only="how begun_at ended_at",
        shows=COUNCIL,
    ),
    Table(Redaction, nobody={"before after": "Fingerprints of texts."}),
]

PERIODS = kept.PERIODS
