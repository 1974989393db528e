"""What somebody signed in to the admin might send by hand: it is refused, and changes nothing."""

import pytest
from django.urls import reverse

CHANGED = {"official_name": "Somewhere Else Council", "name": "Somewhere Else", "basis": "stated"}


def earlier_version(council):
    first = council.history.last()
    return f"{reverse('admin:councils_council_history', args=[council.pk])}{first.pk}/"


def go_back(browser, council):
    kept = {"type": council.type, "tier": council.tier, "region": council.region}
    return browser.post(earlier_version(council), {**kept, **CHANGED})


def test_who_may_only_read_cannot_write_through_an_earlier_version(sign_in, reviewer, council_a):
    assert sign_in(reviewer).get(earlier_version(council_a)).status_code == 200

    assert go_back(sign_in(reviewer), council_a).status_code == 403

    council_a.refresh_from_db()
    assert council_a.name == "Ambleford"
    assert council_a.history.count() == 1


def test_who_may_change_can_go_back(sign_in, curator, council_a):
    assert go_back(sign_in(curator), council_a).status_code == 302

    council_a.refresh_from_db()
    assert council_a.name == "Somewhere Else"


@pytest.mark.parametrize("chosen", ["", "abc", "1.5", "-1", "\0", "²", "9" * 30])
def test_odd_row_numbers_are_a_bad_request(sign_in, curator, council_a, chosen):
    sent = {"action": "download_chosen", "_selected_action": [council_a.pk, chosen]}

    assert sign_in(curator).post("/admin/councils/council/", sent).status_code == 400
