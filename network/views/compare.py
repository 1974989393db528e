"""Councils side by side."""

from django.shortcuts import redirect, render

from accounts.access import public_page
from network.alike import alike
from network.asked import PARAMS, Asked
from network.compare import Comparison
from network.words import citation


@public_page(*PARAMS)
def compare(request):
    """Show two or three councils side by side and what to ask where they differ, or what is still missing."""
    asked = Asked(request.GET)
    if asked.query != request.META["QUERY_STRING"]:
        return redirect(asked.address)
    context = {"asked": asked}
    if len(asked.councils) > 1:
        context["comparison"] = comparison = Comparison.of(asked.councils)
        context["citation"] = citation(f"{comparison.title}, side by side", asked.address)
    elif asked.councils:
        context["alike"] = alike(asked.councils[0], request)
    return render(request, "network/compare.html", context)
