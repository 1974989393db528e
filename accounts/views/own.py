"""A person's own details, what they want to be told, and their data: to read, take away, or have erased."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.forms import DetailsForm, MessagesForm
from accounts.models import User
from accounts.own_data import as_file
from records.holdings import periods


@require_http_methods(["GET", "HEAD", "POST"])
def own_details(request):
    """Change one's own name and job title."""
    return _own_form(request, DetailsForm, "own_details")


@require_http_methods(["GET", "HEAD", "POST"])
def message_choices(request):
    """Choose how often to hear of what is only good to know."""
    return _own_form(request, MessagesForm, "message_choices")


def _own_form(request, form_class, name):
    # A row of its own: the frame of the page shows who is signed in, not what was typed.
    person = User.objects.get(pk=request.user.pk)
    form = form_class(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect(name)
    return render(request, f"accounts/{name}.html", {"form": form})


@require_safe
def your_data(request):
    """Say what is kept and for how long, and offer to take it away or to have it erased."""
    asked = request.user.erasure_requests.filter(answered_at=None).first()
    return render(request, "accounts/your_data.html", {"periods": periods(), "asked": asked})


@require_POST
def download_my_data(request):
    """Answer with everything that is the person's own, as a file."""
    document = actions.export(person=request.user, by=request.user)
    return as_file(document, f"keep-it-local-my-data-{timezone.localdate():%Y-%m-%d}.json")


@require_POST
def ask_to_be_forgotten(request):
    """Put the wish on the staff's list."""
    actions.ask_to_be_forgotten(by=request.user)
    messages.success(request, "You have asked to be forgotten. Locality answers within a month.")
    return redirect("your_data")


@require_POST
def take_back_request(request):
    """Take the wish off the staff's list."""
    actions.take_back_request(by=request.user)
    messages.success(request, "You have taken it back. Everything stays as it is.")
    return redirect("your_data")
