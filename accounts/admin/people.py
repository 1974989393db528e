"""People: staff add them and end their access; nobody sets another person's password."""

from django import forms
from django.contrib import admin

from accounts.actions import change_email, remove_second_factor
from accounts.admin.their_data import TheirDataMixin
from accounts.fresh import AsksAgain
from accounts.models import User
from records.admin import CuratedAdmin, previewed


class PersonForm(forms.ModelForm):
    """A person without a password: they sign in with a code that is emailed to them."""

    class Meta:
        model = User
        fields = ["name", "email", "job_title", "is_active", "is_staff", "groups", "is_superuser"]
        labels = {"groups": "works as", "is_superuser": "may do everything"}
        help_texts = {
            "groups": "Curators keep the register; reviewers accept self-assessments.",
            "is_superuser": "Only for the one or two people who look after the portal itself.",
        }
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def save(self, commit=True):
        if self.instance.pk is None:
            self.instance.set_unusable_password()
        return super().save(commit)


class SignsIn(admin.SimpleListFilter):
    title = "kind of person"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [("officers", "Council officers"), ("staff", "Staff"), ("closed", "Cannot sign in")]

    def queryset(self, request, queryset):
        match self.value():
            case "officers":
                return queryset.filter(is_staff=False, is_active=True)
            case "staff":
                return queryset.filter(is_staff=True)
            case "closed":
                return queryset.filter(is_active=False)
        return queryset


@previewed(
    label="Take the second factor away",
    explain="For somebody who has lost both phone and recovery codes. Make sure that it is really they who "
    "ask: call them, do not answer an email. They are signed out everywhere and get a message; staff set up "
    "a new one when they next sign in.",
    button="Take it away",
    permission="remove_factor",
)
def take_second_factor_away(modeladmin, request, queryset, form):
    """Remove the second factors of the chosen people, each with a message to them."""
    count = sum(remove_second_factor(person=person, by=request.user) for person in queryset)
    modeladmin.message_user(request, f"{count} taken away.")


@admin.register(User)
class PersonAdmin(AsksAgain, TheirDataMixin, CuratedAdmin):
    """Whoever could change a colleague's address could sign in as them, so that only superusers may.

    People are never deleted: untick “can sign in” instead.
    """

    form = PersonForm
    actions = [*CuratedAdmin.actions, take_second_factor_away]
    list_display = ["name", "email", "job_title", "is_active", "is_staff", "last_login"]
    list_filter = [SignsIn, "groups"]
    search_fields = ["name", "email", "job_title"]
    search_help_text = "Search by name, email address or job title."
    ordering = ["name"]
    date_hierarchy = "date_joined"
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "email", "job_title", "is_active"],
                "description": "The person signs in with a code that is sent to this address. "
                "Nobody else can see or set their password.",
            },
        ),
    ]
    staff_fieldset = ("Staff of Locality", {"fields": ["is_staff", "groups", "is_superuser"]})
    export_columns = [
        ("Name", "name"),
        ("Email address", "email"),
        ("Job title", "job_title"),
        ("Can sign in", "is_active"),
        ("Staff", "is_staff"),
    ]

    def has_change_permission(self, request, obj=None):
        if obj is not None and (obj.is_staff or obj.is_superuser) and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_remove_factor_permission(self, request):
        return request.user.is_superuser

    def get_fieldsets(self, request, obj=None):
        if request.user.is_superuser:
            return [*self.fieldsets, self.staff_fieldset]
        return self.fieldsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Leave what only superusers may grant out of everybody else's form, not just out of sight."""
        if not request.user.is_superuser:
            kwargs["fields"] = ["name", "email", "job_title", "is_active"]
        return super().get_form(request, obj, change=change, **kwargs)

    def save_model(self, request, obj, form, change):
        before = User.objects.get(pk=obj.pk).email if change else ""
        super().save_model(request, obj, form, change)
        if change and before != obj.email:
            change_email(person=obj, by=request.user, before=before)
