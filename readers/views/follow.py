"""Following by email: asking, saying yes, seeing and stopping. A link opens a page; its button acts."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public_uncached
from accounts.limits import within
from network.addresses import known_as
from principles.models import Principle
from readers import actions, tokens, whom
from readers.forms import ChooseForm, FollowForm
from readers.models import Follower, Following, What
from readers.things import Thing

# For one network address, and for the address that gets the message.
FROM_HERE, TO_ONE = "10/h/ip,40/d/ip", "5/d/key"
TOO_MANY = (
    "Nothing was sent: too much was asked for from here, or for this address. Try again in an hour, or "
    "look for our last email: it may be among the unwanted ones."
)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@public_uncached
@form_page
def follow(request):
    """Choose what to follow."""
    return _ask(request, ChooseForm(_sent(request)), None)


@public_uncached
@form_page
def council_follow(request, slug):
    """Follow a council; one that has ended leads to who took over."""
    council = known_as(slug)
    if council is None:
        raise Http404
    today = whom.todays(council)
    if today == [council] and slug == council.slug:
        return _ask(request, FollowForm(_sent(request)), Thing(What.COUNCIL, council=council))
    return redirect(f"{today[0].get_absolute_url()}follow/" if len(today) == 1 else council)


@public_uncached
@form_page
def principle_follow(request, slug):
    """Follow a principle."""
    principle = get_object_or_404(Principle, slug=slug)
    return _ask(request, FollowForm(_sent(request)), Thing(What.PRINCIPLE, principle=principle))


def _sent(request):
    """Return what was sent, be it nothing at all; None for who only opens the page."""
    return request.POST if request.method == "POST" else None


def _ask(request, form, thing):
    """Answer every address alike: whether it is known here is nobody else's business."""
    status = 200
    if form.is_bound and form.is_valid():
        address = form.cleaned_data["address"]
        if within(request, "follow", FROM_HERE) and within(request, "follow-to", TO_ONE, key=address):
            actions.ask_to_follow(address=address, thing=thing or form.chosen)
            return redirect("readers:asked")
        form.add_error(None, TOO_MANY)
        status = 429
    context = {"form": form, "thing": thing, "trail": thing.trail if thing else []}
    return render(request, "readers/follow.html", context, status=status)


@public_uncached
@require_safe
def asked(request):
    """Say that a message is on its way, to whoever asked for whatever."""
    return render(request, "readers/asked.html")


@public_uncached
@form_page
def confirm(request, token):
    """Ask whether the reader really wants this; the button says yes."""
    found = tokens.numbers("confirm", token, 2)
    rows = Following.objects.select_related("follower", "council", "principle")
    following = rows.filter(pk=found[0]).first() if found else None
    if following is None:
        # Made up, or forgotten since.
        return _over(request) if found else _unknown()
    if request.method == "POST":
        follower = actions.confirm(following=following, generation=found[1])
        return redirect(f"{tokens.manage_path(follower.pk, follower.generation)}?confirmed")
    if following.generation != found[1]:
        return _over(request)
    if following.is_confirmed:
        return redirect(tokens.manage_path(following.follower_id, following.follower.generation))
    if not Following.objects.can_be_confirmed().filter(pk=following.pk).exists():
        return _over(request)
    return render(request, "readers/confirm.html", {"thing": Thing.of(following), "following": following})


def _over(request):
    return render(request, "readers/over.html", status=410)


def _unknown():
    raise Http404


@public_uncached
@form_page
def manage(request, token):
    """Show what an address follows, without the address, and stop one of them or all."""
    found = tokens.numbers("manage", token, 2)
    follower = Follower.objects.filter(pk=found[0], generation=found[1]).first() if found else None
    if follower is None:
        return _over(request) if found else _unknown()
    if request.method == "POST":
        return _stop_chosen(request, follower)
    rows = follower.followings.confirmed().select_related("council", "principle").order_by("pk")
    context = {name: name in request.GET for name in ("confirmed", "stopped")}
    context["rows"] = [(row, Thing.of(row)) for row in rows]
    return render(request, "readers/manage.html", context)


def _stop_chosen(request, follower):
    """Stop one thing of this follower's, or all; of anybody else's nothing is found."""
    chosen = request.POST.get("stop", "")
    if chosen == "all":
        actions.stop_all(follower=follower)
        return redirect("readers:stopped")
    rows = {str(row.pk): row for row in follower.followings.all()}
    if chosen not in rows:
        raise Http404
    actions.stop(followings=Following.objects.filter(pk=rows[chosen].pk))
    return redirect(f"{request.path}?stopped")


@csrf_exempt  # RFC 8058: a mail program sends this without a page of ours; the token names the row
@public_uncached
@form_page
def stop(request, token):
    """End all news to an address: at once for a mail program that posts (RFC 8058), or by the button.

    Needs no cookie and no token of a form: what is signed is proof enough, and stopping can do no harm.
    """
    found = tokens.numbers("stop", token, 1)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "readers/stop.html")
    follower = Follower.objects.filter(pk=found[0]).first()
    if follower is not None:
        actions.stop_all(follower=follower)
    return render(request, "readers/stopped.html")


@public_uncached
@require_safe
def stopped(request):
    """Say that no more news come."""
    return render(request, "readers/stopped.html")
