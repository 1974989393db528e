"""Obviously made-up people. Their addresses end in example.org, which belongs to nobody."""

from functools import cache

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.crypto import salted_hmac

from accounts.models import User
from councils.models import Council, CouncilRole

LEAD, SIGNER = CouncilRole.Kind.LEAD, CouncilRole.Kind.SIGNER
# Every member has a lead and a signer; this one has a whole team.
TEAM_OF = "hackney"
TITLES = {
    LEAD: "Policy officer",
    SIGNER: "Chief Executive",
    CouncilRole.Kind.CONTRIBUTOR: "Commissioner",
    CouncilRole.Kind.VIEWER: "Scrutiny officer",
    CouncilRole.Kind.CHAMPION: "Cabinet Member for Communities",
}
CURATOR, REVIEWER = "curator@example.org", "reviewer@example.org"


def password():
    """Return the password of every made-up person: this copy's own, and never written down."""
    return salted_hmac("network.demo.people", "password", algorithm="sha256").hexdigest()[:16]


@cache
def _hashed(word):
    """Hashing is slow on purpose; they all have the same password, so once is enough."""
    return make_password(word)


def _person(email, name, **fields):
    return User.objects.create(email=email, name=name, password=_hashed(password()), **fields)


def staff():
    """Make a curator and a reviewer, each with just that group."""
    found = []
    for email, group in ((CURATOR, "Curator"), (REVIEWER, "Reviewer")):
        person = _person(email, f"Demo {group}", job_title=f"{group} at Locality", is_staff=True)
        person.groups.add(Group.objects.get(name=group))
        found.append(person)
    return found


def officers():
    """Give every member a lead and a signer, and one of them a contributor and a viewer too."""
    for council in Council.objects.members().current().order_by("name"):
        kinds = CouncilRole.Kind if council.slug == TEAM_OF else (LEAD, SIGNER)
        for kind in kinds:
            name = f"Demo {kind.value.title()} of {council.name}"
            person = _person(address(kind, council.slug), name, job_title=TITLES[kind])
            CouncilRole.objects.create(user=person, council=council, kind=kind)


def address(kind, slug):
    """Return the address of the person with this role on the council with this slug."""
    return f"{CouncilRole.Kind(kind).value}.{slug}@example.org"


def find(kind, slug):
    return User.objects.get(email=address(kind, slug))
