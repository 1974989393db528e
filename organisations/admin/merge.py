"""Merging a double: choose it, look at what would happen, then do it."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from organisations.actions import merge
from organisations.forms import DoubleForm
from organisations.merging import Merge, alike
from records.admin.asked import row_number_or_404

CHANGE = "admin:organisations_organisation_change"
NAME = "organisations_organisation_merge"


class MergeMixin:
    """Gives an organisation's page the page “Merge a double into it”."""

    def get_urls(self):
        view = require_http_methods(["GET", "HEAD", "POST"])(self.merge_view)
        page = path("<path:object_id>/merge/", self.admin_site.admin_view(view), name=NAME)
        return [page, *super().get_urls()]

    def merge_view(self, request, object_id):
        """Ask for the double; with one, show what would happen; with the button, do it."""
        row_number_or_404(unquote(object_id))
        keep = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request):
            raise PermissionDenied("Only curators can merge organisations.")
        if keep is None:
            raise Http404
        given = request.POST if request.method == "POST" else request.GET
        form = DoubleForm(keep, given if "double" in given else None)
        if not form.is_valid():
            return self._merge_page(request, keep, form=form)
        planned = Merge(keep, form.cleaned_data["double"])
        if request.method == "POST" and "fingerprint" in request.POST:
            return self._do_merge(request, planned, form)
        return self._merge_page(request, keep, form=form, planned=planned)

    def _do_merge(self, request, planned, form):
        keep, double = planned.keep, planned.double
        try:
            merge(keep=keep, double=double, by=request.user, fingerprint=request.POST["fingerprint"])
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
            return self._merge_page(request, keep, form=form, planned=Merge(keep, double))
        messages.success(request, f"{double.name} was merged into {keep.name}. Its address leads here now.")
        return redirect(reverse(CHANGE, args=[keep.pk]))

    def _merge_page(self, request, keep, **context):
        page = {
            **self.admin_site.each_context(request),
            "title": f"Merge a double into {keep.name}",
            "opts": self.opts,
            "keep": keep,
            "alike": alike(keep),
            "media": self.media + context["form"].media,
            **context,
        }
        return TemplateResponse(request, "admin/organisations/organisation/merge.html", page)


def merge_two(modeladmin, request, queryset):
    """Lead from two chosen rows to the page that merges them; it can swap which one is kept."""
    chosen = list(queryset.order_by("pk")[:3])
    if len(chosen) != 2:
        modeladmin.message_user(request, "Choose two organisations that are the same one.", messages.WARNING)
        return None
    keep, double = chosen
    return redirect(f"{reverse(f'admin:{NAME}', args=[keep.pk])}?double={double.short_id}")


merge_two.short_description = "Merge two that are the same"
merge_two.allowed_permissions = ("change",)
