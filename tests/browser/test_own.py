"""One's own pages in a browser: accessible, fitting, and clear about mistakes."""

import pytest

from tests.browser.site import PHONE, WIDE, check_all


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_ones_own_pages_are_accessible_and_fit(site, lead, width):
    own = ["/account/your-data/", "/account/details/", "/account/messages/"]
    opened = site.as_(lead, width=width)
    check_all(opened, own)
    opened.open(own[0])
    opened.page.get_by_role("button", name="Ask to be forgotten").click()
    assert "You have asked to be forgotten." in opened.page.locator("main").inner_text()
    check_all(opened, own[:1])
    opened.open("/account/details/")
    opened.page.get_by_label("Your name").fill("")
    opened.page.get_by_role("button", name="Save").click()
    assert opened.page.locator(".error-summary a").inner_text() == "Enter your name."
    assert opened.axe() == []
