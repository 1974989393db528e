"""Forms of the self-assessment. Each keeps what is good and gives back the rest."""

from assessments.forms.comment import CommentForm
from assessments.forms.draft import TOO_LONG, DraftForm
from assessments.forms.earlier import StillTrueForm, WhatHappenedForm
from assessments.forms.joining import AcceptForm
from assessments.forms.library import DocumentForm
from assessments.forms.offline import FilledForm, SealedForm
from assessments.forms.sharing import SharingForm
from assessments.forms.sign_off import DeclineForm, SendForm, SignForm
from assessments.forms.stand_in import StandInForm
from assessments.forms.statement import StatementForm
from assessments.forms.team import ChangeRoleForm, InviteForm, PartsForm

__all__ = [
    "TOO_LONG",
    "AcceptForm",
    "ChangeRoleForm",
    "CommentForm",
    "DeclineForm",
    "DocumentForm",
    "DraftForm",
    "FilledForm",
    "InviteForm",
    "PartsForm",
    "SealedForm",
    "SendForm",
    "SharingForm",
    "SignForm",
    "StandInForm",
    "StatementForm",
    "StillTrueForm",
    "WhatHappenedForm",
]
