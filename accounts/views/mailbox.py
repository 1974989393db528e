"""The mail of a trial, on a page: in development alone."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import mailbox


@login_not_required
@require_safe
def trial_mail(request):
    """Show the mail that lies in the folder. Only in development: elsewhere there is no such page."""
    into_folder = settings.POST_OFFICE["BACKENDS"]["default"].endswith("filebased.EmailBackend")
    if not (settings.DEBUG and into_folder):
        raise Http404
    return render(request, "accounts/mailbox.html", {"letters": mailbox.newest(settings.EMAIL_FILE_PATH)})
