"""Following by email: an address, and what to follow where the page is not about one thing."""

from django import forms

from principles.models import Principle
from readers.forms.open import AddressField, OpenForm
from readers.models import What
from readers.things import Thing


class FollowForm(OpenForm):
    """Where the news go."""

    address = AddressField(help_text="Only for this. You can stop at any time.")


class ChooseForm(FollowForm):
    """What to follow, and where the news go."""

    field_order = ["thing", "address", "trap"]

    thing = forms.ChoiceField(
        label="What do you want to follow?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what you want to follow.",
            "invalid_choice": "Choose one of these.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        things = [Thing(What.NETWORK), Thing(What.STUDIES)]
        things += [Thing(What.PRINCIPLE, principle=row) for row in Principle.objects.all()]
        self.things = {thing.key: thing for thing in things}
        self.fields["thing"].choices = [(key, thing.title) for key, thing in self.things.items()]
        self.fields["thing"].hints = {key: thing.brings for key, thing in list(self.things.items())[:2]}

    @property
    def chosen(self):
        return self.things[self.cleaned_data["thing"]]
