"""Forms of the self-assessment. Each keeps what is good and gives back the rest."""

from assessments.forms.fields import PlainLineField, PlainTextField, count_words, plain
from assessments.forms.joining import AcceptForm
from assessments.forms.sharing import SharingForm
from assessments.forms.sign_off import DeclineForm, SendForm, SignForm
from assessments.forms.statement import StatementForm

__all__ = [
    "AcceptForm",
    "DeclineForm",
    "PlainLineField",
    "PlainTextField",
    "SendForm",
    "SharingForm",
    "SignForm",
    "StatementForm",
    "count_words",
    "plain",
]
