"""Invitations: staff invite a council's first lead, and see which invitations came to nothing."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from accounts.fresh import AsksAgain
from councils.actions import invite, resend, revoke
from councils.admin.filters import InvitationStatus
from councils.forms import InvitationForm
from councils.models import Invitation
from records.admin import CuratedAdmin, previewed


@previewed(
    label="Send again",
    explain="Each of these gets a new email with a new link, for seven days from now. The link in the "
    "earlier email opens nothing then. One that was accepted or taken back cannot be sent again.",
    button="Send again",
    permission="add",
)
def send_again(modeladmin, request, queryset, form):
    """Send what nobody has accepted yet once more."""
    sent = 0
    for invitation in queryset.waiting().select_related("council"):
        try:
            resend(invitation=invitation, by=request.user)
            sent += 1
        except ValidationError as refused:
            said = " ".join(refused.messages)
            modeladmin.message_user(request, f"Not sent to {invitation.email}. {said}", messages.WARNING)
    modeladmin.message_user(request, f"Sent again: {sent}.")


@previewed(
    label="Take back",
    explain="The links of these invitations open nothing then. Nobody gets an email about it.",
    button="Take back",
    permission="add",
)
def take_back(modeladmin, request, queryset, form):
    """End what nobody has accepted yet."""
    rows = list(queryset.waiting().select_related("council"))
    for invitation in rows:
        revoke(invitation=invitation, by=request.user)
    modeladmin.message_user(request, f"Taken back: {len(rows)}.")


@admin.register(Invitation)
class InvitationAdmin(AsksAgain, CuratedAdmin):
    """An invitation is sent by saving it once. After that it is sent again or taken back from the list."""

    form = InvitationForm
    actions = [*CuratedAdmin.actions, send_again, take_back]
    list_display = ["council_name", "kind", "whom", "stands", "sent_at"]
    list_filter = [InvitationStatus, "kind"]
    list_select_related = ["council"]
    search_fields = ["council__name", "council__official_name", "email", "name"]
    search_help_text = "Search by council, address or name."
    ordering = ["-sent_at", "-pk"]
    autocomplete_fields = ["council"]
    made_elsewhere = ["council"]
    export_columns = [
        ("Council", "council_name"),
        ("Role", "get_kind_display"),
        ("E-mail address", "email"),
        ("Last sent", "sent_at"),
        ("Stands", "stands"),
    ]
    asked = ["council", "email", "name", "kind"]
    shown = ["council", "email", "name", "kind", "stands", "invited_by", "made_at", "sent_at", "expires_at"]

    def get_fieldsets(self, request, obj=None):
        """The inviter's words are for the invited person: they are written here, and not shown again."""
        if obj:
            return [(None, {"fields": self.shown})]
        explain = "Saving sends it: the person gets an email with a link that works once, for seven days."
        return [(None, {"fields": [*self.asked, "note"], "description": explain})]

    def get_readonly_fields(self, request, obj=None):
        return self.shown if obj else []

    def has_change_permission(self, request, obj=None):
        return False

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    def save_model(self, request, obj, form, change):
        """Inviting is a verb: it asks, writes and queues the mail."""
        said = {name: getattr(obj, name) for name in ("council", "email", "kind", "note", "name")}
        obj.pk = invite(**said, by=request.user).pk

    @admin.display(description="council", ordering="council__name")
    def council_name(self, invitation):
        return invitation.council.name

    @admin.display(description="who", ordering="email")
    def whom(self, invitation):
        return f"{invitation.name}, {invitation.email}" if invitation.name else invitation.email

    @admin.display(description="stands")
    def stands(self, invitation):
        if invitation.accepted_at:
            return "Accepted"
        if invitation.revoked_at:
            return "Taken back"
        return "Ran out" if invitation.has_run_out else "Waits to be accepted"
