"""Pages for what went wrong."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Show what to do when a form's token is missing or out of date."""
    return render(request, "403_csrf.html", status=403)
