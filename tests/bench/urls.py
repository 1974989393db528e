"""The portal's addresses and two control pages, which the product does not have.

Both controls pass through every middleware of the portal. Their figures say what the
machine can do at best, so that ours can be judged on any machine.
"""

from functools import cache

from django.db.models import Q
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone

from accounts.access import public_uncached
from councils.models import Council, CouncilType
from keepitlocal import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

CONSTANT = b"<!doctype html><title>Constant</title><p>" + b"local " * 5_000
BARE = """<!doctype html><html lang="en-GB"><title>Bare</title><table>{% for council in councils %}
<tr><td><a href="/councils/{{ council.slug }}/">{{ council.name }}</a></td><td>{{ council.type }}</td>\
<td>{{ council.region }}</td><td>{{ council.gss_code }}</td></tr>{% endfor %}</table></html>"""


@public_uncached
def constant(request):
    """Answer with 30 kB that are always the same."""
    return HttpResponse(CONSTANT)


@public_uncached
def bare(request):
    """List every council that could join, as plainly as Django's templates can: one query, four columns."""
    current = Q(ended_on__isnull=True) | Q(ended_on__gt=timezone.localdate())
    councils = Council.objects.filter(current).exclude(type=CouncilType.COMBINED)
    rows = councils.order_by("name").values("slug", "name", "type", "region", "gss_code")
    return HttpResponse(bare_template().render({"councils": rows}))


@cache
def bare_template():
    """Return the template, read once: the product's own are kept by its workers too."""
    return engines["django"].from_string(BARE)


urlpatterns = [
    path("bench/constant/", constant),
    path("bench/bare/", bare),
    *urls.urlpatterns,
]
