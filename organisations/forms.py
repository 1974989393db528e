"""What staff fill in about organisations beyond their own pages."""

from django import forms

from organisations.merging import Merge
from organisations.models import Connection, Organisation


class ConnectionForm(forms.ModelForm):
    """A connection on the page of one of its ends.

    Django leaves out what the model says of columns that are not on the form, and the end
    whose page it is is none, so the two rules that need both ends are asked here.
    """

    def _post_clean(self):
        super()._post_clean()
        if self.errors or (self.instance.pk is None and not self.has_changed()):
            return
        if self.instance.has_one_end:
            self.add_error(None, Connection.ONE_END)
        elif self.instance.twin() is not None:
            self.add_error(None, Connection.ON_RECORD)


class DoubleForm(forms.Form):
    """Which organisation is the double of the one that is kept, by its name or its address."""

    double = forms.CharField(
        label="Name or address of the double",
        max_length=300,
        help_text="Its full name, the six letters and figures in its address, such as abc234, "
        "or the whole address.",
    )

    def __init__(self, keep, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.keep = keep

    def clean_double(self):
        """Find the double, and refuse what cannot be merged."""
        given = self.cleaned_data["double"]
        named = given.split("/organisations/")[-1].strip("/ ").split("/")[0]
        found = Organisation.objects.filter(short_id=named.lower()).first() or self._called(given)
        if found is None:
            raise forms.ValidationError("No organisation has this name or address.")
        if refusal := Merge(self.keep, found).refusal:
            raise forms.ValidationError(refusal)
        return found

    def _called(self, name):
        """Return the other organisation of this name, or None; several can only be told by address."""
        others = Organisation.objects.known().exclude(pk=self.keep.pk)
        found = list(others.filter(name__iexact=name.strip())[:2])
        if len(found) > 1:
            raise forms.ValidationError("Several organisations have this name: give the address of one.")
        return found[0] if found else None
