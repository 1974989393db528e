"""A document of the council's library."""

from django import forms
from django.core import signing

from assessments.actions import add_document, as_seen, change_document
from assessments.forms.evidence import EvidenceFields

CHANGED = "{who} changed this while you had it open. It now says: {words}. Save again to keep what you wrote."
SALT = "assessments.evidence"


class DocumentForm(EvidenceFields):
    """A new document, or another description of one; ``seen`` is what the page was drawn from."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, council, by, document=None, **kwargs):
        self.council, self.by, self.document = council, by, document
        initial = {**as_seen(document), "seen": sealed(document)} if document else {}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        for name in ("title", "link", "held_by"):
            self.fields[name].unmarked = True  # a title, and one of the two others, are asked for

    def clean(self):
        said = super().clean()
        self.check_document(said)
        return said

    def save(self):
        """Keep it; return false if somebody has changed it meanwhile, which the form then says."""
        said = {name: self.cleaned_data[name] for name in EvidenceFields.base_fields}
        if self.document is None:
            return add_document(council=self.council, by=self.by, **said)
        if sealed(self.document) == self.cleaned_data["seen"] and change_document(
            document=self.document, seen=as_seen(self.document), by=self.by, **said
        ):
            return self.document
        self.document.refresh_from_db()
        self._say_who_was_first()
        return None

    def _say_who_was_first(self):
        now = self.document
        who = now.changed_by.get_short_name() if now.changed_by else "Somebody"
        where = now.link or f"held by {now.held_by}"
        self.add_error(None, CHANGED.format(who=who, words=f"“{now.title}”, {where}"))
        self.data = self.data.copy()
        self.data["seen"] = sealed(now)


def sealed(document):
    """Return a short value that changes with whatever the document says."""
    return signing.Signer(salt=SALT).signature(repr(as_seen(document)))
