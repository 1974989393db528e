"""Every page is HTML as the standard wants it: a strict parser finds no fault, and no id stands twice."""

import html5lib
import pytest
from django.urls import reverse

from tests import access
from tests.test_access import answer, filled


def faults(page):
    """Return what a strict parser finds in a page, and each id that stands in it twice."""
    parser = html5lib.HTMLParser()
    tree = parser.parse(page)
    found = [f"{code} in line {line}" for (line, _), code, _ in parser.errors]
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    return found + [f"the id {name} twice" for name in sorted({name for name in ids if ids.count(name) > 1})]


def test_faults_are_found():
    sound = '<!doctype html><html lang="en"><head><title>Page</title></head><body><p id="a">A</p></html>'
    assert faults(sound) == []
    assert faults(sound.replace("</p>", "</span></p>"))
    assert faults(sound.replace("</p>", '</p><p id="a">B</p>')) == ["the id a twice"]


@pytest.mark.thorough
@pytest.mark.parametrize("state", sorted({row.state for row in access.ROWS.values()}))
def test_every_page_is_sound(state, portal, browsers):
    """As a visitor and as each kind of person who gets a page of their own."""
    known, found = portal(state), {}
    for name, row in access.ROWS.items():
        if row.state != state:
            continue
        address = row.address or reverse(name, kwargs=filled(row.kwargs, known))
        for person in ("visitor", "lead", "signer", "reviewer"):
            status, page = answer(browsers[person], "GET", address)
            if status == 200 and page.lstrip().startswith("<!doctype html>"):
                found[name, person] = faults(page)

    assert found
    assert {page: said for page, said in found.items() if said} == {}
