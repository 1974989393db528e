"""People named in public. A name can be corrected, or taken down everywhere at once."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actions import take_down
from accounts.public_names import standing
from records.admin import CuratedAdmin, previewed
from records.models import PublicName


class TakeDownForm(forms.Form):
    """The day on which somebody asked for it."""

    on = forms.DateField(
        label="Asked for on",
        initial=timezone.localdate,
        widget=AdminDateWidget,
        help_text="The day somebody asked to have the name taken down. It is kept instead of the name.",
        error_messages={
            "required": "Enter the day it was asked for.",
            "invalid": "Enter a day, such as 3 March 2020 or 03/03/2020.",
        },
    )

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError("This day has not come yet.")
        return on


def where_it_stands(request, name):
    """Say where a name stands, so that nobody is surprised."""
    return standing(name)


@previewed(
    label="Take the name down everywhere",
    explain="These names will disappear from every page, from every earlier version of the records, from "
    "texts that somebody typed them into, and from the log of the admin. The role stays. "
    "This cannot be undone.",
    button="Take down",
    form_class=TakeDownForm,
    say=where_it_stands,
)
def take_names_down(modeladmin, request, queryset, form):
    """Remove the chosen names."""
    count = take_down(names=list(queryset), on=form.cleaned_data["on"], by=request.user)
    modeladmin.message_user(request, f"{count} taken down. The role is still shown.")


class Removed(admin.SimpleListFilter):
    title = "whether it is shown"
    parameter_name = "shown"

    def lookups(self, request, model_admin):
        return [("yes", "Shown"), ("no", "Removed on request")]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(removed_on__isnull=self.value() == "yes")


@admin.register(PublicName)
class PublicNameAdmin(CuratedAdmin):
    """Names are removed by the action, never by editing, so that no copy is left behind."""

    actions = [take_names_down]
    list_display = ["__str__", "removed_on"]
    list_filter = [Removed]
    search_fields = ["name"]
    search_help_text = "Search by name."
    fields = ["name", "removed_on"]
    readonly_fields = ["removed_on"]

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.removed_on:
            return False
        return super().has_change_permission(request, obj)

    def get_fields(self, request, obj=None):
        return ["name", "removed_on"] if obj else ["name"]
