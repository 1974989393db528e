"""Changes proposed to councils' entries, decided only on the page that shows the difference."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST

from councils.actions import approve, ask_for_changes, reject
from councils.actions.entry import differences, moved, read
from councils.actions.proposals import council_of, mark
from councils.admin.filters import OpensOnWork
from councils.permissions import can_decide
from records.admin import CuratedAdmin
from records.admin.asked import row_number_or_404
from records.models import Proposal

VERBS = {"approve": approve, "ask": ask_for_changes, "reject": reject}
DONE = {
    "approve": "Approved: {name} says so now.",
    "ask": "Asked. The proposal is back with {role}, with your words.",
    "reject": "Not taken up. The page stays as it is.",
}


class DecisionForm(forms.Form):
    """What staff decide on the difference that they were shown, and the words that go with it."""

    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS])
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    message = forms.CharField(
        label="Your words to who proposed it",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60, "aria-describedby": "id_message_help"}),
        help_text="They are kept and go out by email. When you approve you may leave this empty.",
    )

    def clean(self):
        said = super().clean()
        if said.get("verb") in ("ask", "reject") and not said.get("message"):
            self.add_error("message", "Say why, so that the council knows what to do.")
        return said


class WaitingProposals(OpensOnWork):
    """Opens on what staff have to decide."""

    title = "where it stands"
    parameter_name = "stands"
    opens_on = Proposal.State.WAITING
    everything = "All"

    def lookups(self, request, model_admin):
        return Proposal.State.choices

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in Proposal.State.values else queryset


@admin.register(Proposal)
class ProposalAdmin(CuratedAdmin):
    """No list action and no editing: a proposal is decided where its difference is seen."""

    actions = []
    list_display = ["name", "role", "state", "changed_at"]
    list_filter = [WaitingProposals]
    search_fields = ["name", "role"]
    search_help_text = "Search by council or role."
    ordering = ["changed_at", "pk"]
    export_columns = [
        ("Council", "name"),
        ("Proposed by", "role"),
        ("Proposed", "made_at"),
        ("Where it stands", "get_state_display"),
        ("Last changed", "changed_at"),
    ]

    def has_add_permission(self, request):
        return False

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.decide_view))
        return [path("<path:object_id>/decide/", view, name="records_proposal_decide"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the difference; the buttons are here and nowhere else."""
        proposal = self._proposal(request, object_id)
        return self._page(request, proposal, DecisionForm())

    def decide_view(self, request, object_id):
        """Approve, ask for changes or reject, whichever button was pressed."""
        proposal = self._proposal(request, object_id)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._page(request, proposal, form)
        said = form.cleaned_data
        VERBS[said["verb"]](proposal=proposal, seen=said["seen"], message=said["message"], by=request.user)
        words = DONE[said["verb"]].format(name=proposal.name, role=proposal.role)
        messages.success(request, words)
        return redirect("admin:records_proposal_changelist")

    def _proposal(self, request, object_id):
        if not self.has_view_permission(request):
            raise PermissionDenied("Only curators read proposed changes.")
        row_number_or_404(unquote(object_id))
        proposal = Proposal.objects.select_related("by").filter(pk=unquote(object_id)).first()
        if proposal is None:
            raise Http404("There is no such proposal.")
        return proposal

    def _page(self, request, proposal, form):
        council = council_of(proposal)
        now = read(council)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Proposed change: {proposal.name}",
            "opts": self.opts,
            "proposal": proposal,
            "council": council,
            "differences": differences(proposal, now),
            "moved": proposal.is_open and moved(proposal, now),
            "may": can_decide(request.user, proposal),
            "mark": mark(proposal, now),
            "form": form,
        }
        return TemplateResponse(request, "admin/records/proposal/compare.html", context)
