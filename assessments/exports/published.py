"""A published result as plain values for downloads. No totals; the standard line goes with it."""


def as_data(result):
    """Return what a public result says, in the words of the page, ready for JSON."""
    return {
        "cycle": result.cycle_title,
        "questions": result.question_set.get_absolute_url(),
        "completed_on": _day(result.completed_on),
        "signed_on": _day(result.signed_on),
        "signed_by_role": result.signer_role,
        "standard_line": result.standard_line,
        "statements": [
            _statement(principle, statement)
            for principle, statements in result.principles
            for statement in statements
        ],
        "priorities": [_priority(priority) for priority in result.priorities],
    }


def _day(day):
    return day.isoformat() if day else None


def _statement(principle, statement):
    """Return one statement; what is not shared is left out rather than empty."""
    shared = {
        "principle": principle.name,
        "key": statement.key,
        "statement": statement.text,
        "answer": statement.label,
        "done_by": statement.done_by,
        "based_on": statement.basis,
        "evidence": [_document(document) for document in statement.evidence],
        "note": "Locality asked about this." if statement.is_disputed else "",
    }
    return {name: value for name, value in shared.items() if value}


def _document(document):
    said = {
        "title": document.title,
        "link": document.link,
        "held_by": document.held_by,
        "dated_on": _day(document.dated_on),
    }
    return {name: value for name, value in said.items() if value}


def _priority(priority):
    return {
        "key": priority.key,
        "statement": priority.text,
        "aim": priority.aim,
        "words": priority.words,
        "no_action": priority.no_action,
        "actions": [{**vars(action), "by_when": _day(action.by_when)} for action in priority.actions],
    }
