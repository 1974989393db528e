"""What the tests of saved views look at and send."""

from lxml import html

LIST = "/admin/councils/membership/"
VIEWS = f"{LIST}views/"
LONDON = "council__region__exact=london&gaps=yes"
SAVE = {"verb": "save", "name": "London to do", "query": LONDON}


def above(response):
    """Return the links above a list: words, address, and whether it is the view in use."""
    shown = html.fromstring(response.content.decode()).xpath("//nav[@class='saved-views']//li")
    links = [(" ".join(item.text_content().split()), item.find(".//a")) for item in shown]
    return [
        (words, link.get("href"), link.get("aria-current") == "true")
        if link is not None
        else (words, "", False)
        for words, link in links
    ]


def said(response):
    """Return what a page says is wrong."""
    shown = html.fromstring(response.content.decode())
    found = shown.xpath("//ul[contains(@class, 'errorlist')]/li | //p[@class='explain']/text()[1]")
    return [" ".join((part if isinstance(part, str) else part.text_content()).split()) for part in found]


def change(view, **said):
    """Return what the form of a view sends."""
    fields = {"name": view.name, **({"shared": "on"} if view.shared else {}), **said}
    return {
        "verb": "change",
        "view": view.pk,
        **{f"view{view.pk}-{name}": text for name, text in fields.items()},
    }
