"""Bringing back a filled-in workbook: the file, then what was read from it, sealed. Nothing is kept."""

from dataclasses import astuple

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from assessments.offline import Said, said_in
from records.workbook import LARGEST, WorkbookError

KEPT_FOR = 60 * 60
TOO_OLD = "This preview is too old. Choose the file again."


class FilledForm(forms.Form):
    """The file. ``cleaned_data["file"]`` is what its rows say."""

    file = forms.FileField(
        label="The file that you filled in",
        help_text="An Excel file that ends in .xlsx. You see what would change before anything is saved.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Choose the file that you filled in.",
            "missing": "Choose the file that you filled in.",
            "empty": "This file is empty. Choose the one that you filled in.",
        },
    )

    def __init__(self, *args, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assessment = assessment

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            # One byte more than may be, so that what is too large is refused unread.
            return said_in(file.read(LARGEST + 1), self.assessment)
        except WorkbookError as error:
            raise ValidationError(str(error)) from None


class SealedForm(forms.Form):
    """What was read from the file, as the preview showed it, for this person and this self-assessment."""

    sealed = forms.CharField(widget=forms.HiddenInput, error_messages={"required": TOO_OLD})

    def __init__(self, *args, assessment, by, said=None, **kwargs):
        self.salt = f"assessments.forms.offline.{assessment.pk}.{by.pk}"
        if said is not None:
            rows = [astuple(one) for one in said]
            kwargs["initial"] = {"sealed": signing.dumps(rows, salt=self.salt, compress=True)}
        super().__init__(*args, **kwargs)

    def clean_sealed(self):
        try:
            rows = signing.loads(self.cleaned_data["sealed"], salt=self.salt, max_age=KEPT_FOR)
        except signing.BadSignature:
            raise ValidationError(TOO_OLD) from None
        return [Said(*row) for row in rows]
