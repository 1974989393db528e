"""The first page of one's own account."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import second_factor
from accounts.models import Session


@require_safe
def account(request):
    """Who is signed in, what they may do, and where to change it."""
    person = request.user
    page = {
        "roles": person.council_roles.open().select_related("council").order_by("council__name", "kind"),
        "groups": person.groups.order_by("name") if second_factor.must_have(person) else (),
        "has_factor": second_factor.is_on(person),
        "other_sessions": Session.objects.open_of(person)
        .exclude(session_key=request.session.session_key)
        .count(),
        "has_password": person.has_usable_password(),
    }
    return render(request, "accounts/account.html", page)
