"""The boxes in which a document is described: on a statement, and in the council's library."""

from functools import cache

from django import forms
from django.core.validators import URLValidator
from django.template.loader import render_to_string

from records.fields import PlainLineField

BAD_LINK = "Enter a link that starts with https://, or say who holds the document."


class EvidenceFields(forms.Form):
    """A title, and a link or who holds it."""

    title = PlainLineField(
        label="What is it called?",
        max_length=200,
        required=False,
        help_text="For example “Cabinet report on neighbourhood budgets”.",
    )
    link = PlainLineField(
        label="Link",
        max_length=500,
        required=False,
        help_text="It starts with https://",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    held_by = PlainLineField(
        label="Or held by",
        max_length=150,
        required=False,
        help_text="If there is no link: the role that holds it, such as “Head of Commissioning”.",
    )
    dated_on = forms.DateField(
        label="Date of the document",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter the date of the document, such as 3/3/2020, or leave it empty."},
    )
    is_public = forms.BooleanField(
        label="Anyone may see this",
        required=False,
        help_text="It is shown in public only if you also share evidence.",
    )

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link:
            URLValidator(schemes=["http", "https"], message=BAD_LINK)(link)
        return link

    def check_document(self, said):
        if not said.get("title") and "title" not in self.errors:
            self.add_error("title", "Say what the document is called.")
        if said.get("link") and said.get("held_by"):
            self.add_error("held_by", "Give a link or say who holds it, not both.")
        elif (
            "link" not in self.errors
            and "held_by" not in self.errors
            and not (said["link"] or said["held_by"])
        ):
            self.add_error("link", BAD_LINK)

    def drawn_evidence_fields(self):
        """Return the boxes as markup."""
        return render_to_string("assessments/evidence_fields.html", {"form": self})


@cache
def blank_evidence_fields():
    """Return the empty boxes as markup. Drawn once, as most pages of statements show just these."""
    form = EvidenceFields()
    for field in form.fields.values():
        field.unmarked = True
    return form.drawn_evidence_fields()
