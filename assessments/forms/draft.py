"""What a statement's form holds before it is an answer: only what can be stored is asked of it."""

from django import forms

from assessments.models import TYPED, Kind
from principles.models import Level
from records.fields import PlainLineField, PlainTextField

CHOICES = {*(str(level) for level in Level.values), Kind.DO_NOT_KNOW.value, Kind.NOT_OUR_SERVICE.value}
LONG = 2_000
MOST = 2_147_483_647
TOO_LONG = "This is too long to keep. Shorten it, or save it elsewhere first."


class DraftForm(forms.Form):
    """The same fields as ``StatementForm``, by the same names, half filled or wrong as they may be."""

    seen_version = forms.IntegerField(min_value=0, max_value=MOST, required=False)
    seen_draft = forms.IntegerField(min_value=0, max_value=MOST, required=False)
    turn = forms.IntegerField(min_value=0, max_value=MOST, required=False)
    tab = forms.SlugField(max_length=40, required=False)
    choice = forms.CharField(required=False)
    basis = PlainTextField(max_words=5_000, max_length=20_000, required=False)
    done_by = PlainLineField(max_length=LONG, required=False)
    title = PlainLineField(max_length=LONG, required=False)
    link = PlainLineField(max_length=LONG, required=False)
    held_by = PlainLineField(max_length=LONG, required=False)
    dated_on = PlainLineField(max_length=40, required=False)
    is_public = forms.BooleanField(required=False)

    def clean_choice(self):
        choice = self.cleaned_data["choice"]
        return choice if choice in CHOICES else ""

    @property
    def typed(self):
        """What was typed, field by field, for ``keep_draft``."""
        return {name: self.cleaned_data.get(name, "") for name in TYPED}
