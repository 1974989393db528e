"""“Is this still right?”: the page behind the link that lead officers get. No account is needed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import public_uncached
from councils import asked
from councils.actions import answer_with_changes, confirm_still_right, facts_of
from councils.actions.entry import read
from network.forms import EntryForm, already
from network.kept import confirmed, seen, shown
from records.models import Proposal

NOTHING = "Nothing was confirmed: no box was ticked. Tick what is still right, or say what has changed."
MOVED = "Some facts changed while you were reading. Please look at them again."


@public_uncached
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request, token):
    """Show what the public reads; only the button confirms, and pressing it twice confirms once."""
    link = _link(token)
    if not link.works:
        return over(request)
    if request.method != "POST":
        return _page(request, link, token)
    ticked = request.POST.getlist("right")
    before = shown(facts_of(link.council), set(ticked))
    words = {row.key: row.sentence for row in before}
    done = confirm_still_right(link=link, seen=seen(ticked), words=words, by=link.role.user)
    if len(done) == len(set(ticked)) and done:
        return redirect(request.path)
    return _page(request, link, token, ticked=set(ticked), problem=MOVED if ticked else NOTHING)


@public_uncached
@require_http_methods(["GET", "HEAD", "POST"])
def still_right_changed(request, token):
    """What has changed, with the ticks of the page before: sending it confirms these too."""
    link = _link(token)
    if not link.works:
        return over(request)
    ticked = set(request.POST.getlist("right")) if request.method == "POST" else None
    facts = shown(facts_of(link.council), ticked)
    about = link.council.get_absolute_url()
    proposal = Proposal.objects.open().filter(about=about).first()
    data = request.POST if "send" in request.POST else None
    form = EntryForm(data, now=read(link.council), initial=already(proposal))
    if form.is_bound and form.is_valid() and _sent(link, form, facts):
        return redirect("network:still_right", token)
    context = {
        "link": link,
        "council": link.council,
        "form": form,
        "facts": facts,
        "back": f"/still-right/{token}/",
    }
    return render(request, "network/entry_change.html", context)


def _sent(link, form, facts):
    """Keep the answer, both what is right and what has changed; what is refused stands in the form."""
    ticked = seen(row.value for row in facts if row.right)
    words = {row.key: row.sentence for row in facts}
    return form.sends(answer_with_changes, link=link, seen=ticked, words=words, by=link.role.user)


def _link(token):
    link = asked.read(token)
    if link is None:
        raise Http404
    return link


def over(request):
    """Say that a link has ended, the same for whatever reason."""
    return render(request, "network/still_right_over.html", status=410)


def _page(request, link, token, ticked=None, problem=""):
    facts = facts_of(link.council)
    if ticked is None and link.asking.answered_at:
        ticked = confirmed(facts, timezone.localdate(link.asking.answered_at))
    context = {
        "link": link,
        "facts": shown(facts, ticked),
        "problem": problem,
        "token": token,
        "proposal": Proposal.objects.open().filter(about=link.council.get_absolute_url()).first(),
    }
    return render(request, "network/still_right.html", context, status=422 if problem else 200)
