"""How staff keep sources; and what every curated admin page shares."""

from records.admin.checked import mark_checked
from records.admin.confirmations import ConfirmationAdmin
from records.admin.curated import CuratedAdmin, CuratedInline
from records.admin.filters import LinkStands, OpensOnWork
from records.admin.links import LinkCheckAdmin
from records.admin.previewed import previewed
from records.admin.sources import SourceAdmin
from records.admin.uploads import Upload, UploadMixin

__all__ = [
    "ConfirmationAdmin",
    "CuratedAdmin",
    "CuratedInline",
    "LinkCheckAdmin",
    "LinkStands",
    "OpensOnWork",
    "SourceAdmin",
    "Upload",
    "UploadMixin",
    "mark_checked",
    "previewed",
]
