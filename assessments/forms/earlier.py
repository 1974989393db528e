"""Is last year's answer still true, and what happened where a level moved back?"""

from django import forms

from assessments.models import Reason, Verdict
from records.fields import PlainTextField

CHOOSE = "Choose what fits. You can change it until it is sent for sign-off."
HINTS = {
    Verdict.STILL_TRUE: "The answer and its words stay as they are above.",
    Verdict.MOVED_ON: "Next you choose the level that is true now, with the old words to start from.",
    Verdict.MOVED_BACK: "Next you can say what happened, then choose the level that is true now.",
    Verdict.READ_DIFFERENTLY: "Next you choose the level that fits as you read it today.",
}


class StillTrueForm(forms.Form):
    """What somebody says of an answer that was brought forward."""

    verdict = forms.ChoiceField(
        label="Is this still true?",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    looked = forms.BooleanField(
        label="I have looked at the older evidence, and it still shows this", required=False
    )

    def __init__(self, *args, has_old_evidence, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verdict"].hints = {verdict.value: hint for verdict, hint in HINTS.items()}
        if not has_old_evidence:
            del self.fields["looked"]

    def clean(self):
        said = super().clean()
        if "looked" in self.fields and said.get("verdict") == Verdict.STILL_TRUE and not said.get("looked"):
            self.add_error(
                "looked", "Some evidence is more than three years old. Look at it, then tick this box."
            )
        return said


class WhatHappenedForm(forms.Form):
    """Why the level is lower than the last time, asked without blame."""

    reason = forms.ChoiceField(
        label="What happened?",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what comes closest, or skip this.", "invalid_choice": CHOOSE},
    )
    words = PlainTextField(
        label="In a few words",
        help_text="Leave out personal and confidential details.",
        max_words=40,
        max_length=300,
        required=False,
    )
