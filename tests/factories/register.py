"""People, councils and their membership."""

import datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from councils.models import (
    Champion,
    CommunityConversation,
    Council,
    CouncilRole,
    CouncilType,
    Endorsement,
    Invitation,
    Membership,
    Pause,
    Region,
    Tier,
)
from records.models import PublicName, SavedView, Source

PASSWORD = "a long test password"


class UserFactory(DjangoModelFactory):
    """Somebody with an account and nothing else; signs in with ``PASSWORD``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @classmethod
    def _create(cls, model_class, *args, password=PASSWORD, **kwargs):
        return model_class.objects.create_user(*args, password=password, **kwargs)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    key = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Minutes of meeting {n}")
    publisher = "Example Gazette"
    url = factory.LazyAttribute(lambda source: f"https://example.org/{source.key}")
    published_on = datetime.date(2020, 3, 3)


class PublicNameFactory(DjangoModelFactory):
    class Meta:
        model = PublicName

    name = factory.Sequence(lambda n: f"Cllr Example {n}")


class SavedViewFactory(DjangoModelFactory):
    """A view of the list of memberships: those with gaps in London."""

    class Meta:
        model = SavedView

    label = "councils.membership"
    name = factory.Sequence(lambda n: f"View {n}")
    query = "council__region__exact=london&gaps=yes"
    owner = factory.SubFactory(UserFactory, is_staff=True)


class CouncilFactory(DjangoModelFactory):
    """A made-up metropolitan district; codes from 900 up are not used by any real one."""

    class Meta:
        model = Council

    class Params:
        district = factory.Trait(
            type=CouncilType.DISTRICT,
            tier=Tier.DISTRICT,
            gss_code=factory.Sequence(lambda n: f"E07{900_000 + n:06}"),
        )
        county_council = factory.Trait(
            type=CouncilType.COUNTY,
            tier=Tier.COUNTY,
            gss_code=factory.Sequence(lambda n: f"E10{900_000 + n:06}"),
        )

    gss_code = factory.Sequence(lambda n: f"E08{900_000 + n:06}")
    name = factory.Sequence(lambda n: f"Testford {n}")
    slug = factory.LazyAttribute(lambda council: council.name.lower().replace(" ", "-"))
    official_name = factory.LazyAttribute(lambda council: f"{council.name} Metropolitan Borough Council")
    type = CouncilType.METROPOLITAN
    tier = Tier.UNITARY
    region = Region.YORKSHIRE


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    council = factory.SubFactory(CouncilFactory)
    joined_on = datetime.date(2020, 3, 3)
    source = factory.SubFactory(SourceFactory)


class EndorsementFactory(DjangoModelFactory):
    class Meta:
        model = Endorsement

    membership = factory.SubFactory(MembershipFactory)
    route = Endorsement.Route.CABINET
    decided_on = datetime.date(2020, 2, 11)
    link = "https://example.org/decision"
    source = factory.SubFactory(SourceFactory)


class ChampionFactory(DjangoModelFactory):
    class Meta:
        model = Champion

    council = factory.SubFactory(CouncilFactory)
    slot = Champion.Slot.COUNCILLOR
    role = "Lead Member for Communities"
    from_on = datetime.date(2021, 5, 20)
    source = factory.SubFactory(SourceFactory)


class CommunityConversationFactory(DjangoModelFactory):
    class Meta:
        model = CommunityConversation

    membership = factory.SubFactory(MembershipFactory)
    state = CommunityConversation.State.HELD
    held_on = datetime.date(2021, 6, 15)
    source = factory.SubFactory(SourceFactory)


class CouncilRoleFactory(DjangoModelFactory):
    class Meta:
        model = CouncilRole

    user = factory.SubFactory(UserFactory)
    council = factory.SubFactory(CouncilFactory)
    kind = CouncilRole.Kind.LEAD
    starts_on = datetime.date(2024, 4, 1)


class InvitationFactory(DjangoModelFactory):
    """An invitation that a lead sent a moment ago to somebody without an account; queues no mail."""

    class Meta:
        model = Invitation

    council = factory.SubFactory(CouncilFactory)
    email = factory.Sequence(lambda n: f"newcomer{n}@example.org")
    kind = CouncilRole.Kind.CONTRIBUTOR
    invited_by = factory.SubFactory(UserFactory)


class PauseFactory(DjangoModelFactory):
    """A pause for all councils, or for those that are handed in as ``councils``."""

    class Meta:
        model = Pause
        skip_postgeneration_save = True

    starts_on = datetime.date(2027, 3, 23)
    ends_on = datetime.date(2027, 5, 7)
    why = "Local elections on 6 May 2027."

    @factory.post_generation
    def councils(self, create, extracted, **kwargs):
        if create and extracted:
            self.councils.set(extracted)


def team_numbers(council, people, note):
    """Make what the pages of a team are about, and return the numbers in their addresses."""
    signer = people["signer"].council_roles.get()
    invitation = InvitationFactory(council=council, invited_by=people["lead"], note=note)
    stand_in = CouncilRoleFactory(council=council, kind=CouncilRole.Kind.SIGNER, stands_in_for=signer)
    return {
        "token": invitation.token,
        "invitation": invitation.pk,
        "signer": signer.pk,
        "role": people["contributor"].council_roles.get().pk,
        "stand_in": stand_in.pk,
    }
