"""Loading files into a list: choose, look at what would happen, then do it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from records.forms import ConfirmForm, UploadForm
from records.imports import ImportRefusedError, apply, complaints
from records.imports.columns import yes_or_no

CHANGED = "The register has changed since the preview. Nothing was loaded: this is the new preview."

MOST_COMPLAINTS = 200


@dataclass(frozen=True)
class Upload:
    """A kind of file that a list takes: what the page says of it, and its sheet, whose columns it names."""

    label: str
    help_text: str
    sheet: type


class UploadMixin:
    """Gives a list the page “Load from a file”, for those who may add and change its rows.

    ``uploads`` are the kinds of file by name; ``plan_upload`` takes the bytes of those that
    were given under the same names, and returns the plan of what would happen.
    """

    uploads = {}
    plan_upload = None

    @property
    def upload_name(self):
        return f"{self.opts.app_label}_{self.opts.model_name}_upload"

    def get_urls(self):
        view = require_http_methods(["GET", "HEAD", "POST"])(self.upload_view)
        page = path("load/", self.admin_site.admin_view(view), name=self.upload_name)
        return [page, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        address = reverse(f"admin:{self.upload_name}") if self.may_load(request) else ""
        return super().changelist_view(request, {"import_path": address, **(extra_context or {})})

    def may_load(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def upload_view(self, request):
        """Show the form; with files, the preview; with a confirmed preview, do it."""
        if not self.may_load(request):
            raise PermissionDenied("Only curators can load files into the register.")
        if "fingerprint" in request.POST:
            return self._apply(request)
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(self.uploads, *sent)
        if form.is_valid():
            return self._preview(request, form.contents())
        return self._page(request, form=form)

    def _preview(self, request, contents):
        planned = self.plan_upload(**contents)
        confirm = ConfirmForm.seal(contents, planned.fingerprint) if planned.is_ready else None
        return self._page(request, plan=planned, complaints=_first(complaints(planned)), confirm=confirm)

    def _apply(self, request):
        confirm = ConfirmForm(request.POST)
        if not confirm.is_valid():
            messages.error(request, "This preview is too old. Choose the file again.")
            return redirect(f"admin:{self.upload_name}")
        contents = confirm.cleaned_data["files"]
        if not contents.keys() <= self.uploads.keys():
            # Sealed by the page of another list.
            raise BadRequest
        planned = self.plan_upload(**contents)
        if planned.fingerprint != confirm.cleaned_data["fingerprint"]:
            messages.warning(request, CHANGED)
            return self._preview(request, contents)
        try:
            done = apply(planned, by=request.user)
        except ImportRefusedError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return self._preview(request, contents)
        counts = ", ".join(f"{number} {outcome}" for outcome, number in done.counts.items())
        messages.success(request, f"Loaded: {counts}.")
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def _page(self, request, **context):
        page = {
            **self.admin_site.each_context(request),
            "title": "Load from a file",
            "opts": self.opts,
            "upload_path": reverse(f"admin:{self.upload_name}"),
            "columns": [(upload.label, _columns(upload.sheet)) for upload in self.uploads.values()],
            **context,
        }
        return TemplateResponse(request, "admin/upload.html", page)


def _first(lines):
    """Return as many complaints as somebody reads at once, and how many more there are."""
    more = len(lines) - MOST_COMPLAINTS
    return [*lines[:MOST_COMPLAINTS], f"And {more:,} more."] if more > 0 else lines


def _columns(sheet):
    """Return of each of a file's columns its name, what goes in, and whether it may be left out."""
    return [(column.name, _goes_in(column), column.required) for column in sheet.columns]


def _goes_in(column):
    """Return “Status: “Under way” or “Ended””: what the column is, and how to write what is not plain."""
    hows = [
        " or ".join(f"“{label}”" for value, label in column.choices.choices if value)
        if column.choices
        else "",
        "yes or no" if column.parse is yes_or_no else "",
        "several with semicolons between" if column.many else "",
    ]
    how = ", ".join(filter(None, hows))
    return f"{column.label}: {how}" if how else column.label
