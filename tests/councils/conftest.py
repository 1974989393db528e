"""A small map, and a lead who invites."""

import pytest

from councils.actions import invite
from councils.laying import lay_map
from councils.models import CouncilRole
from tests.factories import CouncilFactory


@pytest.fixture
def places(db):
    """Five councils with a tile each, a county without one, and one whose coordinates nobody entered."""
    made = [
        CouncilFactory(name=name, longitude=longitude, latitude=latitude)
        for name, longitude, latitude in (
            ("Aldham", -1.5, 53.1),
            ("Bexbury", -1.3, 53.1),
            ("Cotford", -1.4, 53.3),
            ("Dunwell", -1.2, 53.4),
            ("Eastham", -1.0, 53.2),
        )
    ]
    CouncilFactory(name="Countyshire", county_council=True, longitude=-1.3, latitude=53.2)
    CouncilFactory(name="Nowhere")
    lay_map()
    return {council.name: council for council in made}


@pytest.fixture
def invited(council_a, lead):
    """Return a function by which council A's lead invites somebody, by default a newcomer to contribute."""

    def make(email="new.naylor@example.org", kind=CouncilRole.Kind.CONTRIBUTOR, by=None, **more):
        return invite(council=council_a, email=email, kind=kind, by=by or lead, **more)

    return make
