"""Councils side by side."""

from django.shortcuts import redirect, render

from accounts.access import public_page
from network import compare as comparing


@public_page(*comparing.PARAMS)
def compare(request):
    """Show two or three councils side by side, and what to ask where they differ."""
    asked = comparing.Asked(request.GET)
    if not asked.problems and not asked.is_settled:
        return redirect(asked.address)
    found = comparing.Comparison.of(asked.councils) if len(asked.councils) > 1 else None
    return render(request, "network/compare.html", {"asked": asked, "comparison": found})
