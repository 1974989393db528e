"""How long self-assessments are kept, and why."""

from records.holdings import Period

PERIODS = [
    Period(
        "Answers, comments, decisions and signatures of a self-assessment, and who made them",
        "as long as the portal; without your name once your account has ended",
        "They are the council’s, and a signed version has to stay as it was.",
    ),
]
