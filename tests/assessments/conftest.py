"""What the tests of self-assessments share."""

import pytest

from tests import factories


@pytest.fixture
def at_state(council_a, lead, signer):
    """Return a function that walks council A's self-assessment to a state with the cast's lead and signer."""
    return lambda state, **walk: factories.AssessmentFactory(council=council_a, state=state, **walk)
