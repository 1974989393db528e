"""People with their roles on councils; and every role in one list."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.html import format_html

from accounts.admin import PersonAdmin
from accounts.fresh import AsksAgain
from accounts.models import User
from councils.actions import end_role
from councils.admin.filters import OpenNow
from councils.models import CouncilRole
from records.admin import CuratedAdmin, CuratedInline, previewed


class RoleFormSet(BaseInlineFormSet):
    """Two new rows of one page are not in the database yet, so they are compared here."""

    def clean(self):
        super().clean()
        rows = [form.instance for form in self.forms if form.has_changed() and form.is_valid()]
        for row in rows:
            clash = next((other for other in rows if row.may_not_stand_beside(other)), None)
            if clash:
                raise ValidationError(CouncilRole.SEPARATE)


class RoleInline(CuratedInline):
    """A role ends by its last day; it is never deleted."""

    model = CouncilRole
    formset = RoleFormSet
    can_delete = False
    autocomplete_fields = ["council"]
    made_elsewhere = ["council"]
    fields = ["council", "kind", "starts_on", "ends_on"]

    def has_add_permission(self, request, obj=None):
        """Others invite: then it is the person at that address who says yes."""
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        """Others end a role from the list of roles, and leads do the rest."""
        return request.user.is_superuser


admin.site.unregister(User)


@admin.register(User)
class PersonWithRolesAdmin(PersonAdmin):
    inlines = [RoleInline]

    def save_formset(self, request, form, formset, change):
        for row in formset.save(commit=False):
            row._history_user = request.user
            row.save()
        formset.save_m2m()

    def history_of_related(self, obj):
        return list(obj.council_roles.select_related("council"))


@previewed(
    label="End role",
    explain="Access stops at once, and each person gets an email. What they wrote stays. A council can be "
    "left without a lead officer by this: then invite another one.",
    button="End role",
    permission="end",
)
def end_roles(modeladmin, request, queryset, form):
    """End the chosen roles today."""
    rows = list(queryset.select_related("council", "user"))
    for role in rows:
        end_role(role=role, by=request.user)
    modeladmin.message_user(request, f"Ended: {len(rows)}.")


@admin.register(CouncilRole)
class CouncilRoleAdmin(AsksAgain, CuratedAdmin):
    """Who may act for which council. People are invited to roles; superusers give them by hand."""

    actions = [*CuratedAdmin.actions, end_roles]
    list_display = ["council_name", "kind", "person", "starts_on", "ends_on"]
    list_filter = [OpenNow, "kind", "council__region"]
    list_select_related = ["council", "user"]
    search_fields = ["council__name", "council__official_name", "user__name", "user__email"]
    search_help_text = "Search by council or person."
    ordering = ["council__name", "kind"]
    fields = ["person", "council", "kind", "starts_on", "ends_on"]
    readonly_fields = ["person"]
    export_columns = [
        ("Council", "council_name"),
        ("Role", "get_kind_display"),
        ("Person", "user__name"),
        ("E-mail address", "user__email"),
        ("From", "starts_on"),
        ("To", "ends_on"),
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_end_permission(self, request):
        return request.user.has_perm("councils.change_councilrole")

    @admin.display(description="council", ordering="council__name")
    def council_name(self, role):
        return role.council.name

    @admin.display(description="person", ordering="user__name")
    def person(self, role):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:accounts_user_change", args=[role.user_id]), role.user
        )
