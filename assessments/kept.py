"""How long self-assessments are kept, and why."""

from datetime import timedelta

from assessments.actions.emptying import due_to_empty, empty
from assessments.models import Draft
from assessments.models.assessment import KEPT_MONTHS
from records.holdings import Period, Step

DRAFTS = 90

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
    Period(
        "What you typed into a statement and did not save as its answer",
        f"until you save it or throw it away, and {DRAFTS} days at most after you last changed it",
        "So that a closed page, a lost connection or a sign-out costs you no words. Only you see them.",
        (Step(lambda now: Draft.objects.filter(saved_at__lt=now - timedelta(days=DRAFTS))),),
    ),
]
