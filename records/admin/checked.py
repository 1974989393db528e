"""Saying of facts that somebody looked at their source today."""

from records.actions import confirm
from records.admin.previewed import previewed

ROLE = "Locality"


@previewed(
    label="Mark as checked today",
    explain=f"The public pages will say that these were checked today by {ROLE}. "
    "Do this only after you have checked them.",
    button="Mark as checked today",
)
def mark_checked(modeladmin, request, queryset, form):
    """Say that the chosen facts were checked today."""
    count = confirm(facts=list(queryset), role=ROLE, by=request.user)
    modeladmin.message_user(request, f"Marked as checked today: {count}.")
