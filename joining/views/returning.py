"""Beginning an application and coming back to it: by a mailed link, without an account."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import public_uncached
from accounts.limits import within
from councils.models import Council
from joining import tokens
from joining.actions import begin, change_address, prove, send_links
from joining.checks import check
from joining.forms import AddressForm
from joining.models import Application
from joining.permissions import can_change
from joining.views.holding import application_or_404, hold, page

# Whoever asks for a mail: from one network address, and to one email address.
MAILS = "20/h/ip,4/h/key"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@public_uncached
@never_cache
@form_page
def begin_application(request, slug):
    """Ask for the address, then open the draft and mail the way back to it."""
    council = get_object_or_404(Council.objects.select_related("county"), slug=slug)
    found = check(council)
    if not found.verdict:
        return redirect(f"{reverse('joining:check')}?{urlencode({'q': council.official_name})}")
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "joining/begin.html", {"form": form, "check": found})
    email = form.cleaned_data["email"]
    if not within(request, "joining_mail", MAILS, key=email):
        return render(request, "429.html", status=429)
    application = begin(council=council, email=email)
    hold(request, application)
    return redirect(application)


@public_uncached
@never_cache
@form_page
def lost_link(request):
    """Mail the way back once more. The answer is the same whether or not the address is known."""
    form = AddressForm(request.POST or None)
    form.fields["email"].help_text = "The one you gave when you began. We send a new link to it."
    if request.method != "POST" or not form.is_valid():
        return render(request, "joining/lost_link.html", {"form": form})
    email = form.cleaned_data["email"]
    if not within(request, "joining_mail", MAILS, key=email):
        return render(request, "429.html", status=429)
    send_links(email=email)
    return render(request, "joining/lost_link.html", {"asked": True})


@public_uncached
@never_cache
@form_page
def come_back(request, token):
    """Where a mailed link leads. Opening it changes nothing; a button opens the application."""
    application = _named_by(token)
    if application is None:
        return render(request, "joining/link_is_over.html", status=404)
    if request.method != "POST":
        return render(request, "joining/come_back.html", {"application": application})
    prove(application)
    hold(request, application)
    return redirect(application)


def _named_by(token):
    """Return the application that a token leads to, or None if it leads nowhere any more."""
    said = tokens.read(token)
    if said is None:
        return None
    key, generation = said
    rows = Application.objects.select_related("council")
    return rows.filter(key=key, generation=generation, erased_at=None).first()


@public_uncached
@never_cache
@form_page
def address(request, key):
    """Show where the link goes; mail it again, or to another address."""
    application = application_or_404(request, key)
    can_change(application).require()
    form = AddressForm(request.POST or None, initial={"email": application.email})
    if request.method != "POST" or not form.is_valid():
        return page(request, "address", application, {"form": form})
    email = form.cleaned_data["email"]
    if not within(request, "joining_mail", MAILS, key=email):
        return render(request, "429.html", status=429)
    application = change_address(application, email=email)
    hold(request, application)
    messages.success(request, f"We have sent a link to {email}.")
    return redirect(application)
