"""The workflow's table, drawn for people: the page docs/workflow.md."""

from assessments.workflow import MOVES, STANDINGS, Party, State

INTRODUCTION = """# The life of a self-assessment

Drawn from `assessments/workflow.py` by `./run manage draw_workflow`. Change the table, not this page.
"""


def drawing():
    """Return the page: a picture of states and moves, then both as tables."""
    return "\n".join([INTRODUCTION, _picture(), "## States\n", _states(), "## Moves\n", _moves()])


def _picture():
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.NOT_STARTED}"]
    lines += [f"    {state}: {state.label}" for state in State]
    for move in MOVES.values():
        lines += [f"    {source} --> {move.target}: {move.name}" for source in move.sources]
    return "\n".join([*lines, "```", ""])


def _names(parties):
    return ", ".join(Party(party).label for party in parties) or "–"


def _states():
    rows = ["| State | Meaning | Answers | Waits for |", "|---|---|---|---|"]
    for state, standing in STANDINGS.items():
        answers = "open" if standing.answers_open else "those asked about" if standing.some_open else "locked"
        rows.append(f"| {state.label} | {standing.meaning} | {answers} | {_names(standing.waits_for)} |")
    return "\n".join([*rows, ""])


def _moves():
    rows = [
        "| Move | Button | From | To | Who | Note | Only while | In an open cycle only | In the timeline |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for move in MOVES.values():
        sources = ", ".join(State(source).label for source in move.sources)
        guards = "; ".join(move.guards) or "–"
        rows.append(
            f"| {move.name} | {move.button} | {sources} | {move.target.label} | {_names(move.parties)} "
            f"| {move.note.label} | {guards} | {'yes' if move.needs_open_cycle else 'no'} | {move.event} |"
        )
    return "\n".join([*rows, ""])
