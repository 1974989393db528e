"""May this person change roles on this council, or what is public about it, and if not, why?"""

from accounts.permissions import YES, no
from councils.models import Council, CouncilRole, Membership
from councils.powers import LEAD, holders

DECIDES = "records.change_proposal"
NOT_YOURS = "Only people with a role on this council can see its team."
NO_LEAD_LEFT = (
    "A council needs a lead officer, and there would be none. Invite another lead officer first, and wait "
    "until they have accepted. Or ask Locality."
)


def remember_roles(user):
    """Ask once for all roles of this person, while a page is drawn for reading only.

    Whatever acts asks afresh: a role may have ended since.
    """
    roles = CouncilRole.objects.of(user).select_related("council").order_by("council__name", "pk")
    user.remembered_roles = list(roles)


def roles_on(user, council):
    """Return the kinds of role this person has on the council today; one query."""
    if (remembered := getattr(user, "remembered_roles", None)) is not None:
        return frozenset(role.kind for role in remembered if role.council_id == council.pk)
    return frozenset(CouncilRole.objects.of(user).filter(council=council).values_list("kind", flat=True))


def councils_of(user):
    """Return the councils that this person acts for today, by name; at most one query."""
    if (remembered := getattr(user, "remembered_roles", None)) is not None:
        return list({role.council_id: role.council for role in remembered}.values())
    return list(CouncilRole.objects.councils_of(user))


def can_manage_team(user, council):
    """May this person invite anybody here, and change and end roles?"""
    roles = roles_on(user, council)
    if not roles:
        return no(NOT_YOURS)
    return YES if roles & holders("manage_team") else no("Only a lead officer can change who is in the team.")


def can_invite(user, council, *, stand_in=False):
    """May this person offer a role here? Curators and leads any, a sign-off officer that of a stand-in."""
    if user.is_active and user.has_perm("councils.add_invitation"):
        return YES
    return can_name_stand_in(user, council) if stand_in else can_manage_team(user, council)


def can_name_stand_in(user, council):
    """May this person say who signs while a sign-off officer is away?"""
    roles = roles_on(user, council)
    if not roles:
        return no(NOT_YOURS)
    if roles & holders("name_stand_in"):
        return YES
    return no("Only a lead officer or the sign-off officer can name a stand-in.")


def can_change_role(user, role):
    """May this person give the other another role instead? Nobody changes their own."""
    if role.user_id == user.pk:
        return no("Nobody changes their own role. Ask another lead officer, or Locality.")
    return can_manage_team(user, role.council)


def can_end_role(user, role):
    """May this person end the role? Everybody may leave, leads end anybody's, and staff whatever must end."""
    if user.is_active and user.has_perm("councils.change_councilrole"):
        return YES
    verdict = YES if role.user_id == user.pk else can_manage_team(user, role.council)
    return no(NO_LEAD_LEFT) if verdict and is_last_lead(role) else verdict


def is_last_lead(role):
    """Whether the council would be without a lead if this role were not there."""
    leads = CouncilRole.objects.open().filter(council=role.council_id, kind=LEAD)
    return role.kind == LEAD and not leads.exclude(pk=role.pk).exists()


def can_see_entry(user, council):
    """Whether a person may know of the council's entry and what is proposed: its people, and curators."""
    if user.has_perm(DECIDES) or roles_on(user, council):
        return YES
    return no("This page is for people with a role on the council.")


def can_propose(user, council):
    """Whether a person may propose a change: the council's lead officers, and curators."""
    if not Membership.objects.open().filter(council=council).exists():
        return no("Only councils that are members today have an entry that can be kept here.")
    if LEAD in roles_on(user, council) or user.has_perm(DECIDES):
        return YES
    return no("Only your council's lead officers propose changes to its entry. Ask one of them.")


def can_confirm(user, council):
    """Whether a person may say for the council that its facts are still right: its lead officers."""
    if not Membership.objects.open().filter(council=council).exists():
        return no("Only councils that are members today have facts to confirm.")
    if LEAD in roles_on(user, council):
        return YES
    return no("Only your council's lead officers confirm its facts.")


def can_withdraw(user, proposal):
    """Whether a person may take a proposal back."""
    if not proposal.is_open:
        return no("This proposal has been decided, so that it cannot be taken back.")
    council = Council.objects.filter(slug=proposal.about.removeprefix("/councils/").strip("/")).first()
    if council and can_propose(user, council):
        return YES
    return no("Only your council's lead officers can take this back.")


def can_decide(user, proposal):
    """Whether a person may approve a proposal, ask for changes or reject it now."""
    if not user.has_perm(DECIDES):
        return no("Only curators decide on proposed changes.")
    if proposal.state != proposal.State.WAITING:
        return no(f"There is nothing to decide: {proposal.get_state_display().lower()}.")
    return YES


def can_answer_suggestions(user):
    """Whether a person may answer and resolve what readers suggest."""
    if user.has_perm("records.change_suggestion"):
        return YES
    return no("Only curators answer suggestions.")
