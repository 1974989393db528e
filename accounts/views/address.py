"""Moving one's account to another email address: asked for here, proven by a link in the mail to it."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import actions, addresses, guesses, messages
from accounts.forms import NewAddressForm
from accounts.fresh import fresh_sign_in
from accounts.models import User

TAKEN = "Somebody else has this address here. Ask Locality to put that right."


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in
def change_address(request):
    """Take a new address and send a link to it. An address that somebody has gets the same answer."""
    form = NewAddressForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid() and not guesses.may_ask(request, form.cleaned_data["email"]):
        form.add_error("email", guesses.TOO_MANY)
    if not form.is_valid():
        return render(request, "accounts/security/address.html", {"form": form})
    email = form.cleaned_data["email"]
    said = {"name": request.user.name, "person": request.user.pk, "address": email}
    taken = User.objects.filter(email=email).exists()
    messages.queue("accounts/mail/confirm_address", to=email, context=said, is_decoy=taken)
    return render(request, "accounts/security/address_sent.html", {"address": email})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request, token):
    """Show what would change, and change it with a button: opening the link changes nothing."""
    address = addresses.proven(request.user, token)
    if request.method != "POST" or address is None:
        return render(request, "accounts/security/confirm_address.html", {"address": address})
    if actions.move_address(person=request.user, address=address, by=request.user):
        key = request.session.session_key
        actions.end_sessions(person=request.user, by=request.user, but=key)
        notices.success(request, f"You sign in with {address} from now on.")
    else:
        notices.error(request, TAKEN)
    return redirect("account")
