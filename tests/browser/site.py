"""What tests ask of a page in the browser: can all use it, does it fit, what does it weigh?"""

import gzip
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from tests.doors import force_in

WIDE, PHONE, NARROW = 1280, 375, 320
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rest of what axe can tell is read by nobody, and takes it half of its time: lists of what passed,
# and style sheets and films loaded again, which only rules ask for that are not among these.
KIND = {
    "runOnly": {"type": "tag", "values": RULES},
    "resultTypes": ["violations"],
    "preload": False,
}


@dataclass(frozen=True)
class Effort:
    """What something costs a person: pages opened, what a mouse would click, and keys that do something.

    Keys are letters typed, Space, Enter and arrows. Tab is not counted: how often it is pressed depends
    on what else is on a page.
    """

    pages: int = 0
    clicks: int = 0
    keys: int = 0

    def __add__(self, other):
        return Effort(self.pages + other.pages, self.clicks + other.clicks, self.keys + other.keys)

    def __sub__(self, other):
        return Effort(self.pages - other.pages, self.clicks - other.clicks, self.keys - other.keys)


class Site:
    """The portal as one reader sees it: at a width, in light or dark, signed in or not."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, address
        self.context = self.page = None
        self.complaints, self.received = [], {}
        self.effort = Effort()
        self.as_()

    def as_(self, person=None, *, width=WIDE, script=True, **options):
        """Start afresh as this person (or a visitor), and return the site."""
        self.close()
        self.context = self.browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script, **options
        )
        if person is not None and person.is_authenticated:
            self.context.add_cookies([self._session(person)])
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._received)
        return self

    def close(self):
        if self.context is not None:
            self.context.close()

    def open(self, path, status=200):
        """Go to a page, which must answer with this status."""
        self.complaints.clear()
        self.received.clear()
        response = self.page.goto(self.address + path)
        assert response.status == status, (path, response.status)
        return self.page

    def problems(self):
        """Return what is wrong with this page, in words: accessibility, room, scripts and styles refused."""
        # axe itself tries inline styles on some pages, so what the page said is read before it runs.
        return [*self.complaints, *self.axe(), *self.too_wide()]

    def axe(self):
        """Return the violations of WCAG 2.2 AA and of axe's best practice, each with its first element."""
        found = Axe().run(self.page, options=KIND).response["violations"]
        return [f"{v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in found]

    def too_wide(self):
        """Return by how much the page is wider than the window, if it is."""
        over = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        return [f"{over} px wider than the window"] if over > 0 else []

    def weight(self):
        """Return the bytes of everything this page loaded, compressed as on the way to a reader."""
        return sum(len(gzip.compress(response.body(), 6)) for response in list(self.received.values()))

    def tab(self, times=1):
        """Press Tab, and return the words of what has the focus then."""
        for _ in range(times):
            self.page.keyboard.press("Tab")
        return self.focused()

    def focused(self):
        """Return the words of the element that has the focus."""
        return self.page.evaluate(
            "(document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || "
            "document.activeElement.labels?.[0]?.innerText || document.activeElement.id || '')"
            ".trim().replace(/\\s+/g, ' ')"
        )

    def tab_to(self, words, most=80):
        """Press Tab until what has the focus begins with these words; fail if it never comes."""
        for _ in range(most):
            if self.tab().startswith(words):
                return
        raise AssertionError(
            f"Nothing that begins with “{words}” takes the focus within {most} presses of Tab."
        )

    def press(self, key):
        """Press a key and wait for the page that it may have asked for."""
        self.effort += Effort(clicks=int(key in ("Enter", "Space")), keys=1)
        self.page.keyboard.press(key)
        self.page.wait_for_load_state()

    def type(self, words, text):
        """Move by Tab to the field whose label begins with these words, and type into it."""
        self.tab_to(words)
        self.page.keyboard.type(text)
        self.effort += Effort(clicks=1, keys=len(text))

    def _session(self, person):
        client = Client()
        force_in(client, person)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        return {"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": self.address}

    def _heard(self, message):
        # A page of an error is itself reported as a failed load; its status is checked on opening.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _received(self, response):
        if response.ok:
            self.received[response.url] = response
            self.effort += Effort(pages=int(response.request.is_navigation_request()))


def check_all(site, paths):
    """Open each page and fail with everything that is wrong on any of them."""
    wrong = {}
    for path in paths:
        site.open(path)
        if problems := site.problems():
            wrong[path] = problems
    assert not wrong, "\n".join(f"{path}\n    " + "\n    ".join(said) for path, said in wrong.items())
