"""What the admin's tests share: a curator's browser, and a form filled in as it is shown."""

import pytest
from lxml import html


@pytest.fixture
def admin_pages(sign_in, curator):
    return sign_in(curator)


@pytest.fixture
def save(admin_pages):
    """Return a function that opens a page, changes what it is told to, and sends the form."""

    def fill_in_and_send(address, **answers):
        shown = html.fromstring(admin_pages.get(address).content.decode())
        form = next(form for form in shown.forms if form.get("id", "").endswith("_form"))
        values = dict(form.form_values())
        unknown = {name for name in answers if name not in form.fields}
        assert not unknown, f"The page has no {unknown}"
        return admin_pages.post(address, {**values, **answers, "_save": "Save"})

    return fill_in_and_send


def errors(response):
    """Return every complaint of a refused form."""
    shown = html.fromstring(response.content.decode())
    return [item.text_content().strip() for item in shown.xpath("//ul[contains(@class, 'errorlist')]/li")]
