"""The workflow's table, drawn for people: the page docs/joining.md."""

from joining.workflow import MOVES, STANDINGS, State

INTRODUCTION = """# The life of an application to join

Drawn from `joining/workflow.py` by `./run manage draw_joining`. Change the table, not this page.
"""


def drawing():
    """Return the page: a picture of states and moves, then both as tables."""
    return "\n".join([INTRODUCTION, _picture(), "## States\n", _states(), "## Moves\n", _moves()])


def _picture():
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    lines += [f"    {state}: {state.label}" for state in State]
    for move in MOVES.values():
        lines += [f"    {source} --> {move.target}: {move.name}" for source in move.sources]
    return "\n".join([*lines, "```", ""])


def _states():
    rows = ["| State | Meaning | Answers | Waits for |", "|---|---|---|---|"]
    for state, standing in STANDINGS.items():
        answers = "open" if standing.answers_open else "locked"
        waits = standing.waits_for.label if standing.waits_for else "–"
        rows.append(f"| {state.label} | {standing.meaning} | {answers} | {waits} |")
    return "\n".join([*rows, ""])


def _moves():
    rows = [
        "| Move | Button | From | To | Who | Words | Only while | In the story |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for move in MOVES.values():
        sources = ", ".join(State(source).label for source in move.sources)
        guards = "; ".join(move.guards) or "–"
        rows.append(
            f"| {move.name} | {move.button} | {sources} | {move.target.label} | {move.party.label} "
            f"| {move.note.label} | {guards} | {move.event} |"
        )
    return "\n".join([*rows, ""])
