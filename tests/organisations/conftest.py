"""The project's own organisations, on councils and sources made for the purpose."""

import pytest

from organisations.imports import organisation_sheets
from organisations.imports.register import DATA
from records.imports import apply, make_plan
from records.imports.tables import read_toml
from tests import factories
from tests.councils.admin.conftest import admin_pages, save

__all__ = ["admin_pages", "save"]


@pytest.fixture
def places(db):
    """Make every council and every further source that the project's own file of organisations names."""
    data = read_toml(DATA / "organisations.toml")
    rows = [*data["organisation"], *data["connection"]]
    codes = {row.get(name) for row in rows for name in ("council", "from_council", "to_council")} - {None}
    keys = {row.get(name) for row in rows for name in ("source", "own_words_source")} - {None}
    for code in sorted(codes):
        factories.CouncilFactory(gss_code=code)
    for key in sorted(keys - read_toml(DATA / "sources.toml").keys()):
        factories.SourceFactory(key=key)


@pytest.fixture
def load(places):
    """Return a function that loads the project's own organisations and says what it did."""

    def load():
        return apply(make_plan(organisation_sheets))

    return load


@pytest.fixture
def draft(db):
    return factories.OrganisationFactory(name="Brook House", state="draft", source=None)
