"""One box for everything that is public."""

from django.shortcuts import render

from accounts.access import public_page
from network.search import search as search_everything


@public_page("q")
def search(request):
    """Look for councils, principles, case studies and organisations."""
    typed = request.GET.get("q", "")
    results = search_everything(typed) if typed else None
    return render(request, "network/search.html", {"typed": typed, "results": results})
