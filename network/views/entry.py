"""A council's own entry, for the people who keep it: what is public, what is proposed, what was decided."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from councils import permissions
from councils.actions import confirm_facts, facts_of, propose, withdraw
from councils.actions.entry import differences, moved, read
from councils.asked import role_words
from councils.models import Council, CouncilRole
from network.forms import EntryForm, already
from network.kept import seen, shown
from records.models import Proposal

SENT = "Sent. Locality looks at it; until then the public page stays as it is."
SOME = 20


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request, council):
    """Show the facts as everyone reads them; a lead officer can confirm those that are ticked."""
    found = _council(request, council)
    if request.method == "POST" and _confirmed(request, found):
        return redirect("network:entry", council)
    rows = Proposal.objects.filter(about=found.get_absolute_url()).select_related("by")
    open_one = rows.open().first()
    now = read(found)
    context = {
        "facts": shown(facts_of(found)),
        "may_confirm": permissions.can_confirm(request.user, found),
        "may_propose": permissions.can_propose(request.user, found),
        "role": _role(request.user, found),
        "proposal": open_one,
        "differences": differences(open_one, now) if open_one else [],
        "moved": bool(open_one) and moved(open_one, now),
        "decided": rows.exclude(pk=getattr(open_one, "pk", None)).order_by("-changed_at")[:SOME],
    }
    return _page(request, "entry", found, context)


def _confirmed(request, council):
    """Confirm what is ticked, and say how many facts that were."""
    permissions.can_confirm(request.user, council).require()
    words = {row.key: row.sentence for row in shown(facts_of(council))}
    ticked = seen(set(request.POST.getlist("right")))
    done = confirm_facts(council=council, seen=ticked, words=words, by=request.user)
    if done:
        messages.success(request, f"Confirmed today: {len(done)}.")
    else:
        messages.error(request, "Nothing was confirmed: tick what is still right.")
    return bool(done)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, council):
    """The entry as a form. Sending it proposes what differs; the public page stays as it is."""
    found = _council(request, council)
    permissions.can_propose(request.user, found).require()
    open_one = Proposal.objects.open().filter(about=found.get_absolute_url()).first()
    form = EntryForm(request.POST or None, now=read(found), initial=already(open_one))
    said = {"council": found, "role": _role(request.user, found), "by": request.user}
    if form.is_bound and form.is_valid() and form.sends(propose, **said):
        messages.success(request, SENT)
        return redirect("network:entry", council)
    return _page(request, "entry_change", found, {"form": form, "proposal": open_one})


@require_POST
def take_back(request, council):
    """Take the open proposal back. Without one there is nothing to do."""
    found = _council(request, council)
    proposal = get_object_or_404(Proposal.objects.open(), about=found.get_absolute_url())
    withdraw(proposal=proposal, by=request.user)
    messages.success(request, "Taken back. The public page stays as it is.")
    return redirect("network:entry", council)


@require_safe
def entries(request):
    """Lead a person to their council's entry, or let them choose."""
    roles = CouncilRole.objects.of(request.user).select_related("council").order_by("council__name")
    councils = list(dict.fromkeys(role.council for role in roles))
    if len(councils) == 1:
        return redirect("network:entry", councils[0].slug)
    return render(request, "network/entries.html", {"councils": councils})


def _council(request, slug):
    """Return the council if this person may know of its proposals, or raise ``Http404``."""
    found = Council.objects.filter(slug=slug).first()
    if found is None or not permissions.can_see_entry(request.user, found):
        raise Http404
    return found


def _role(user, council):
    """Return in which role a person speaks for the council; “Locality” for staff."""
    roles = CouncilRole.objects.of(user).filter(council=council, kind=CouncilRole.Kind.LEAD)
    lead = roles.select_related("council").first()
    return role_words(lead) if lead else "Locality"


def _page(request, template, council, context):
    """Draw a page that says for which council it acts."""
    back = f"/entry/{council.slug}/"
    context |= {"council": council, "acting_council": council.official_name, "back": back}
    return render(request, f"network/{template}.html", context)
