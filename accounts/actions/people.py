"""Making people, and moving their address."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import messages
from accounts.models import User


@transaction.atomic
def make_curator(*, email, name, by):
    """Let a person curate the register, making their account if there is none; return the person.

    ``by`` is who decided, or None for somebody at the machine's own command line. A name
    that is on record already stays. Nobody becomes a superuser by this.
    """
    if by is not None and not by.is_superuser:
        raise PermissionDenied("Only a superuser can make somebody a curator.")
    person = User.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        person = User(email=email, name=name.strip(), password=make_password(None))
        person.full_clean()
    person.is_staff = person.is_active = True
    person.save()
    person.groups.add(Group.objects.get(name="Curator"))
    return person


@transaction.atomic
def change_email(*, person, by, before):
    """Make a new address the only one that signs this person in; ``person`` carries it already.

    The address ``before`` gets a notice, and whoever signed in with it is signed out.
    """
    if (person.is_staff or person.is_superuser) and not by.is_superuser:
        raise PermissionDenied("Only a superuser can change the address of a member of staff.")
    _settle_address(person, before)
    if by != person:
        person.sessions.all().delete()


@transaction.atomic
def move_address(*, person, address, by):
    """Make an address of one's own, which has been shown to be theirs, the only one; false if it is taken."""
    if by != person:
        raise PermissionDenied("You can move only your own address.")
    if User.objects.filter(email__iexact=address).exclude(pk=person.pk).exists():
        return False
    before, person.email = person.email, address
    person.save(update_fields=["email"])
    _settle_address(person, before)
    return True


def _settle_address(person, before):
    EmailAddress.objects.filter(user=person).delete()
    # Somebody else's list may still hold it, who does not sign in with it any more.
    EmailAddress.objects.filter(email=person.email).delete()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    said = {"name": person.name, "link": messages.absolute("/about/contact/")}
    messages.queue("accounts/mail/address_changed", to=before, context=said)
