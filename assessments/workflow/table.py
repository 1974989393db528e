"""The table: what each state means, and every move there is."""

from assessments.workflow.kinds import Move, Note, Party, Standing, State

STANDINGS = {
    State.NOT_STARTED: Standing(
        True, (Party.LEAD, Party.CONTRIBUTOR), "The cycle is open and nothing has been saved yet."
    ),
    State.IN_PROGRESS: Standing(True, (Party.LEAD, Party.CONTRIBUTOR), "The council is answering."),
    State.AWAITING_SIGN_OFF: Standing(
        False, (Party.SIGNER,), "Answers are locked while the sign-off officer reads them."
    ),
    State.SUBMITTED: Standing(
        False,
        (Party.REVIEWER,),
        "Signed. Locality checks that it is complete and clear, not that it is good.",
    ),
    State.CLARIFICATION: Standing(
        False,
        (Party.LEAD,),
        "Locality has asked about some statements. Only these can be changed; the council replies to each.",
        some_open=True,
    ),
    State.CONFIRMATION: Standing(
        False,
        (Party.SIGNER,),
        "The council replied and changed a level, which the sign-off officer has to confirm.",
    ),
    State.COMPLETE: Standing(False, (), "Accepted. What the signer chose to share can be read."),
    State.WITHDRAWN: Standing(
        False, (), "The council took it out. Kept for the council alone for 12 months, then deleted."
    ),
    State.MERGED: Standing(
        False, (), "The council was abolished. What was signed stays with it; its successor starts afresh."
    ),
    State.NOT_SHARED: Standing(
        False, (), "The time was over before it was signed. All work is kept, and only the council sees it."
    ),
}

_SUPPORTED = "every “How we work” answer says what it is based on and points to something"
_BEFORE_COMPLETE = (
    State.NOT_STARTED,
    State.IN_PROGRESS,
    State.AWAITING_SIGN_OFF,
    State.SUBMITTED,
    State.CLARIFICATION,
    State.CONFIRMATION,
)

ALL_MOVES = (
    Move(
        "start",
        (State.NOT_STARTED,),
        State.IN_PROGRESS,
        (Party.LEAD, Party.CONTRIBUTOR),
        button="Start now",
        event="Started",
    ),
    Move(
        "send",
        (State.IN_PROGRESS,),
        State.AWAITING_SIGN_OFF,
        (Party.LEAD,),
        button="Send for sign-off",
        event="Sent for sign-off",
        note=Note.OPTIONAL,
        guards=(
            "somebody other than the sender can sign",
            "the council has chosen what to share",
            "every answer brought forward from an earlier year is confirmed or changed",
            _SUPPORTED,
            "every priority has an action, or a reason for none",
            "the lead has seen which statements have no answer",
        ),
    ),
    Move(
        "recall",
        (State.AWAITING_SIGN_OFF,),
        State.IN_PROGRESS,
        (Party.LEAD,),
        button="Take it back",
        event="Taken back before it was signed",
        needs_open_cycle=False,
    ),
    Move(
        "decline",
        (State.AWAITING_SIGN_OFF,),
        State.IN_PROGRESS,
        (Party.SIGNER,),
        button="Decline and say why",
        event="Declined by the sign-off officer",
        note=Note.REQUIRED,
        needs_open_cycle=False,
    ),
    Move(
        "sign",
        (State.AWAITING_SIGN_OFF,),
        State.SUBMITTED,
        (Party.SIGNER,),
        button="Sign and submit",
        event="Signed and submitted",
        guards=("the signer did not send it and is not a lead", "the signer agrees to both statements"),
    ),
    Move(
        "return",
        (State.SUBMITTED,),
        State.IN_PROGRESS,
        (Party.REVIEWER,),
        button="Return with a reason",
        event="Returned by Locality",
        note=Note.REQUIRED,
    ),
    Move(
        "ask",
        (State.SUBMITTED,),
        State.CLARIFICATION,
        (Party.REVIEWER,),
        button="Ask for clarification",
        event="Clarification asked by Locality",
        needs_open_cycle=False,
        guards=("at least one statement has a question", "there is a date to reply by, in working days"),
    ),
    Move(
        "reply",
        (State.CLARIFICATION,),
        State.SUBMITTED,
        (Party.LEAD,),
        button="Send the replies",
        event="Replied to Locality",
        needs_open_cycle=False,
        guards=("every question has a reply", "no level has changed", _SUPPORTED),
    ),
    Move(
        "reply_changed",
        (State.CLARIFICATION,),
        State.CONFIRMATION,
        (Party.LEAD,),
        button="Send the replies to the sign-off officer",
        event="Replied, with a changed level for the sign-off officer to confirm",
        needs_open_cycle=False,
        guards=("every question has a reply", "a level has changed", _SUPPORTED),
    ),
    Move(
        "confirm",
        (State.CONFIRMATION,),
        State.SUBMITTED,
        (Party.SIGNER,),
        button="Confirm the change",
        event="Change confirmed and sent to Locality",
        needs_open_cycle=False,
        guards=("the signer did not send it and is not a lead",),
    ),
    Move(
        "send_back",
        (State.CONFIRMATION,),
        State.CLARIFICATION,
        (Party.SIGNER,),
        button="Send it back and say why",
        event="Change sent back by the sign-off officer",
        note=Note.REQUIRED,
        needs_open_cycle=False,
    ),
    Move(
        "accept",
        (State.SUBMITTED,),
        State.COMPLETE,
        (Party.REVIEWER,),
        button="Accept as complete",
        event="Accepted as complete by Locality",
        needs_open_cycle=False,
        guards=("the council is not in a pre-election pause",),
    ),
    Move(
        "reopen",
        (State.COMPLETE,),
        State.IN_PROGRESS,
        (Party.ADMIN,),
        button="Open it again",
        event="Opened again by Locality, as the council asked",
        note=Note.REQUIRED,
        needs_open_cycle=False,
        guards=(
            "it is the newest revision; a new one begins, and what is published stays until that is accepted",
        ),
    ),
    Move(
        "withdraw",
        _BEFORE_COMPLETE,
        State.WITHDRAWN,
        (Party.SIGNER,),
        button="Withdraw it",
        event="Withdrawn by the council",
        needs_open_cycle=False,
        guards=("a lead officer has asked for it",),
    ),
    Move(
        "merge",
        _BEFORE_COMPLETE,
        State.MERGED,
        (Party.ADMIN,),
        button="Close it by merger",
        event="Closed, as the council was abolished",
        note=Note.REQUIRED,
        needs_open_cycle=False,
        guards=("the council has ended",),
    ),
    Move(
        "leave",
        (State.NOT_STARTED, State.IN_PROGRESS, State.AWAITING_SIGN_OFF),
        State.NOT_SHARED,
        (Party.PORTAL,),
        button="– (by itself)",
        event="Not shared this year. Everything is kept",
        needs_open_cycle=False,
        guards=(
            "it was never signed",
            "closing day, ten working days more and any given time are over, or Locality closed the cycle",
        ),
    ),
    Move(
        "resume",
        (State.NOT_SHARED,),
        State.IN_PROGRESS,
        (Party.REVIEWER, Party.PORTAL),
        button="Give more time",
        event="Given more time by Locality",
        note=Note.REQUIRED,
        needs_open_cycle=False,
        guards=("by the portal only when Locality opens a closed cycle again",),
    ),
)
