"""Files that staff load into the register."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

LARGEST = 2 * 1024 * 1024
SALT = "records.forms.upload"
KEPT_FOR = 12 * 60 * 60


class UploadForm(forms.Form):
    """One box for each kind of file; ``kinds`` are pairs of a name and what the page says of it."""

    def __init__(self, kinds, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, upload in kinds.items():
            self.fields[name] = forms.FileField(
                label=upload.label, required=False, help_text=upload.help_text
            )

    def clean(self):
        files = [file for file in self.cleaned_data.values() if file]
        if not files and not self.errors:
            raise ValidationError("Choose a file.")
        if any(file.size > LARGEST for file in files):
            raise ValidationError("A file may have at most 2 MB.")
        return self.cleaned_data

    def contents(self):
        """Return the bytes of each file that was given, by its name here."""
        return {name: file.read() for name, file in self.cleaned_data.items() if file}


class ConfirmForm(forms.Form):
    """The previewed files, sealed, so that what is applied is what was shown."""

    files = forms.CharField(widget=forms.HiddenInput)
    fingerprint = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def seal(cls, contents, fingerprint):
        """Return the form that carries ``contents`` from the preview to the button."""
        text = {name: data.hex() for name, data in contents.items()}
        return cls(
            initial={"files": signing.dumps(text, salt=SALT, compress=True), "fingerprint": fingerprint}
        )

    def clean_files(self):
        try:
            text = signing.loads(self.cleaned_data["files"], salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature:
            raise ValidationError("This preview is too old. Choose the file again.") from None
        return {name: bytes.fromhex(data) for name, data in text.items()}
