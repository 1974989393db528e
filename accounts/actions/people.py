"""Making people, moving their address, and taking away who they were."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction

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
def change_email(*, person, by):
    """Make a new address the only one that signs this person in; ``person`` carries it already."""
    if (person.is_staff or person.is_superuser) and not by.is_superuser:
        raise PermissionDenied("Only a superuser can change the address of a member of staff.")
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
