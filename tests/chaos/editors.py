"""Editors who save answers one after the other, and the book of what they were told."""

import http.client
import random
import re
import secrets
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from tests.bench.doors import TOKEN, Browser

SEEN = re.compile(r'name="seen_version" value="(\d+)"')
# What an editor writes names the council, so that it is known on a page where it does not belong.
WORDS = re.compile(r"Written for ([a-z0-9-]+) as [0-9a-f]{16}")
PATIENCE = 0.1


@dataclass
class Book:
    """What was tried, what the portal acknowledged, and what should not have been."""

    tried: list = field(default_factory=list)
    acknowledged: list = field(default_factory=list)
    failed: list = field(default_factory=list)
    """When, by the monotonic clock, an answer was an error of the server."""
    strange: list = field(default_factory=list)
    met: Counter = field(default_factory=Counter)

    def read(self, council, status, text):
        """Note an answer; whatever stands on it has to be of this council."""
        self.met[status] += 1
        if status >= 500:
            self.failed.append(time.monotonic())
        self.strange += [f"{council} read of {other}" for other in WORDS.findall(text) if other != council]


class Editor(threading.Thread):
    """One person at work until told to stop; a connection that is cut off is opened again."""

    def __init__(self, port, made, others, book, stopped):
        super().__init__(daemon=True)
        self.port, self.made, self.others, self.book, self.stopped = port, made, others, book, stopped

    def run(self):
        browser = None
        while not self.stopped.is_set():
            browser = browser or self._browser()
            try:
                self._save(browser)
            except (OSError, http.client.HTTPException):
                self.book.met["cut off"] += 1
                browser.close()
                browser = None
                time.sleep(PATIENCE)
        if browser:
            browser.close()

    def _browser(self):
        browser = Browser(self.port)
        browser.cookies |= self.made["cookies"]
        return browser

    def _save(self, browser):
        """Open a statement and save an answer to it; now and then look into another council's."""
        council, key = self.made["council"], random.choice(self.made["keys"])
        path = f"{self.made['path']}{key}/"
        status, text = browser.ask("GET", path)
        self.book.read(council, status, text)
        if status != 200:
            time.sleep(PATIENCE)
            return
        words = f"Written for {council} as {secrets.token_hex(8)}"
        form = {"csrfmiddlewaretoken": TOKEN.search(text)[1], "seen_version": SEEN.search(text)[1]}
        self.book.tried.append(words)
        form |= {"choice": random.choice("123"), "basis": words, "back": "back"}
        status, text = browser.ask("POST", path, form)
        self.book.read(council, status, text)
        if status == 302:
            self.book.acknowledged.append(words)
        if random.random() < 0.1:
            self._look_elsewhere(browser, key)

    def _look_elsewhere(self, browser, key):
        other = random.choice(self.others)
        status, text = browser.ask("GET", f"{other}{key}/")
        self.book.read(self.made["council"], status, text)
        if status not in (404, *range(500, 600)):
            self.book.strange.append(f"{other} answered {status}")


def calm(port, made):
    """Return how many of the editors' pages are errors once everything is quiet."""
    book = Book()
    for one in made:
        browser = Browser(port)
        browser.cookies |= one["cookies"]
        with suppress(OSError, http.client.HTTPException):
            book.read(one["council"], *browser.ask("GET", one["path"]))
        browser.close()
    return len(made) - book.met[200]
