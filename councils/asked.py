"""The link in a “Is this still right?” message: a signed value over a request, its generation and a role."""

from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from councils.models import Asking, CouncilRole, Membership

# A dot is no part of what is signed, and stays inside a link in every mail program.
_SIGNER = Signer(salt="councils.still-right", sep=".")
_LONGEST = 100


@dataclass(frozen=True)
class Link:
    """A link that is ours: what was asked, of whom, and whether it still works."""

    asking: Asking
    role: CouncilRole
    works: bool

    @property
    def council(self):
        return self.asking.council

    @property
    def role_words(self):
        """The role as the public reads it, as much of it as there is room for."""
        return role_words(self.role)

    @property
    def others(self):
        """The same person's links for other councils that were asked too."""
        roles = {role.council_id: role for role in _leads().filter(user=self.role.user_id)}
        askings = Asking.objects.live().filter(council__in=roles).exclude(council=self.asking.council_id)
        rows = askings.select_related("council").order_by("council__name")
        return [(row.council, path_of(row.pk, row.generation, roles[row.council_id].pk)) for row in rows]


def role_words(role):
    """Return “Lead officer, Ambleford Metropolitan Borough Council”."""
    return f"{role.get_kind_display()}, {role.council.official_name}"[:120]


def path_of(asking, generation, role):
    """Return the address of the page, from plain numbers: a message keeps these and no link."""
    return f"/still-right/{_SIGNER.sign(f'{asking}-{generation}-{role}')}/"


def read(token):
    """Return the ``Link`` of a token, or None for one that we did not make."""
    try:
        numbers = _SIGNER.unsign(token[:_LONGEST]).split("-")
        pk, generation, role_pk = map(int, numbers)
    except (BadSignature, ValueError):
        return None
    asking = Asking.objects.select_related("council").filter(pk=pk).first()
    role = CouncilRole.objects.select_related("user", "council").filter(pk=role_pk).first()
    if asking is None or role is None or role.council_id != asking.council_id:
        return None
    return Link(asking, role, _works(asking, generation, role))


def read_again(link):
    """Return the link as it stands now."""
    asking = Asking.objects.select_related("council").get(pk=link.asking.pk)
    return Link(asking, link.role, _works(asking, link.asking.generation, link.role))


def _works(asking, generation, role):
    return (
        asking.generation == generation
        and Asking.objects.live().filter(pk=asking.pk).exists()
        and _leads().filter(pk=role.pk).exists()
        and Membership.objects.open().filter(council=asking.council_id).exists()
    )


def _leads():
    return CouncilRole.objects.open().filter(kind=CouncilRole.Kind.LEAD)
