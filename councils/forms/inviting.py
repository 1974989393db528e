"""What staff say to invite somebody."""

from django import forms

from councils.actions.invitations import check_invitation
from councils.models import Invitation


class InvitationForm(forms.ModelForm):
    """Who, for which council, in which role, with which words. The admin page says ``by`` whom."""

    class Meta:
        model = Invitation
        fields = ["council", "email", "name", "kind", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4, "maxlength": 2000})}
        help_texts = {
            "council": "The council that the person is to act for.",
            "email": "At the council. Only somebody who signs in with this address can accept. "
            "Check first that it is theirs.",
            "kind": "A council's first person is a lead officer. Leads invite their colleagues themselves.",
            "note": "It goes into the email. May stay empty.",
        }

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_note(self):
        return self.cleaned_data["note"][:2000]

    def clean(self):
        said = super().clean()
        if said.get("council") and said.get("email") and said.get("kind"):
            check_invitation(council=said["council"], email=said["email"], kind=said["kind"], by=self.by)
        return said
