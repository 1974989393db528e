"""Who may see what: one choice for each item, with exceptions by principle or statement."""

from django import forms

from assessments.models import Audience, Item, audience_of

PICK = "Choose who can see it."
AUDIENCE_HINTS = {
    str(Audience.US.value): "Your colleagues and Locality's reviewers.",
    str(Audience.NETWORK.value): "People who sign in for other member councils.",
    str(Audience.PUBLIC.value): "It is shown on your council's page.",
}
TITLES = {
    Item.LEVELS: "Your levels",
    Item.TEXT: "What your answers are based on",
    Item.EVIDENCE: "Your evidence",
    Item.PLANS: "Your priorities and actions",
}
LABELS = {
    Item.LEVELS: "Who can see your levels?",
    Item.TEXT: "Who can see what your answers are based on?",
    Item.EVIDENCE: "Who can see your evidence?",
    Item.PLANS: "Who can see your priorities and actions?",
}
HELP = {
    Item.LEVELS: "The level of each statement. Locality may count levels without naming you.",
    Item.TEXT: "The sentence or two under each statement.",
    Item.EVIDENCE: "Only documents that are ticked “Anyone may see this” are ever public.",
    Item.PLANS: "What you want to work on, your actions with their dates and the roles that own them. "
    "The level you aim at is shown only to those who can see your levels.",
}
# What is chosen for a council that has not chosen yet; the rest is its own.
DEFAULTS = {Item.PLANS: Audience.NETWORK}


class SharingForm(forms.Form):
    """Fields are named by item, and by item and scope for exceptions: ``text``, ``text_for_4a``.

    A plain ``levels_1`` would give it the id of the second button of ``levels``.
    """

    def __init__(self, *args, rows, scopes, may_raise, **kwargs):
        """``scopes`` gives ``[(scope, words), …]`` for each item; ``rows`` are the choices so far.

        Once signed, somebody who may not go beyond the signature is offered only what it allows.
        """
        super().__init__(*args, **kwargs)
        self.chosen = {(row.item, row.scope): row.audience for row in rows}
        self.ceilings = {(row.item, row.scope): row.ceiling for row in rows if row.ceiling is not None}
        self.may_raise = may_raise
        self.exceptions = {}
        for item in Item:
            self._add_item(item)
            self.exceptions[item] = [self._add_exception(item, *pair) for pair in scopes.get(item, ())]

    def _add_item(self, item):
        field = forms.TypedChoiceField(
            label=LABELS[item],
            help_text=HELP[item],
            choices=self._audiences(item, ""),
            coerce=int,
            widget=forms.RadioSelect,
            initial=self._initial(item),
            error_messages={"required": PICK, "invalid_choice": PICK},
        )
        field.hints, field.title = AUDIENCE_HINTS, TITLES[item]
        self.fields[item.value] = field

    def _initial(self, item):
        # Once anything was chosen, what has no choice is shared with nobody, whatever is usual.
        usual = Audience.US if self.chosen else DEFAULTS.get(item, Audience.US)
        return self.chosen.get((item, ""), usual)

    def _add_exception(self, item, scope, words):
        name = f"{item.value}_for_{scope}"
        self.fields[name] = forms.TypedChoiceField(
            label=words,
            choices=[("", "As above"), *self._audiences(item, scope)],
            coerce=int,
            empty_value=None,
            required=False,
            initial=self.chosen.get((item, scope), ""),
            error_messages={"invalid_choice": PICK},
        )
        return name, (item, scope)

    def _audiences(self, item, scope):
        most = max(Audience)
        if self.ceilings and not self.may_raise:
            most = audience_of(self.ceilings, item, scope)
        return [(audience.value, audience.label) for audience in Audience if audience <= most]

    def parts(self):
        """Return each item's field with the fields of its exceptions, for the page."""
        return [
            (
                self[item.value],
                [self[name] for name, pair in self.exceptions[item]],
                self._has_exceptions(item),
            )
            for item in Item
        ]

    def _has_exceptions(self, item):
        return any(pair in self.chosen for name, pair in self.exceptions[item])

    def choices(self):
        """Return what was chosen as ``share`` wants it: ``{(item, scope): audience}``."""
        said = self.cleaned_data
        chosen = {(item, ""): Audience(said[item.value]) for item in Item}
        for pairs in self.exceptions.values():
            for name, pair in pairs:
                if said[name] is not None:
                    chosen[pair] = Audience(said[name])
        return chosen
