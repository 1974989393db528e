"""How long self-assessments are kept, and why."""

from assessments.actions.emptying import due_to_empty, empty
from assessments.models.assessment import KEPT_MONTHS
from records.holdings import Period, Step

PERIODS = [
    Period(
        "Answers, comments, decisions and signatures of a self-assessment, and who made them",
        "as long as the portal; without your name once your account has ended",
        "They are the council’s, and a signed version has to stay as it was.",
    ),
    Period(
        "What a council wrote in a self-assessment that it has withdrawn",
        f"{KEPT_MONTHS} months after it was withdrawn, unless the council asks to keep it",
        "The council may want to take it up again. That there was one, and its reference, stays.",
        (Step(due_to_empty, empty, "emptied"),),
    ),
]
