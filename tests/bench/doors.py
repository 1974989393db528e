"""Whether the time of an answer tells who has an account: known and unknown addresses at each door."""

import http.client
import json
import re
import time
from contextlib import closing
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from tests.bench.client import BadAnswer
from tests.bench.server import python

NUMBER = 50
DOORS = {
    "a code by email": ("/account/login/", "email"),
    "a password": ("/account/login/password/", "login"),
    "a new password": ("/account/password/reset/", "email"),
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MAKE = f"""
import json, django; django.setup()
from accounts.models import User
from django.contrib.auth.hashers import make_password
word = make_password("four words that fit")
people = [User(email=f"known-{{n:02}}@example.org", name="Known", password=word) for n in range({NUMBER})]
print(json.dumps([person.email for person in User.objects.bulk_create(people)]))
"""


class Browser:
    """A small browser: one connection, its cookies, and headers of one's own choice."""

    def __init__(self, port, **headers):
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {name.replace("_", "-"): text for name, text in headers.items()}
        self.cookies = {}

    def close(self):
        self.link.close()

    def ask(self, method, path, form=None):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {**self.headers, "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        self.link.request(method, path, urlencode(form) if form else None, headers)
        answer = self.link.getresponse()
        for line in answer.headers.get_all("Set-Cookie", ()):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode()

    def send(self, path, **form):
        """Open a page and send its form; return the status and the text, and keep the time it took."""
        token = TOKEN.search(self.ask("GET", path)[1]).group(1)
        began = time.perf_counter()
        answer = self.ask("POST", path, {"csrfmiddlewaretoken": token, **form})
        self.took = time.perf_counter() - began
        return answer


@dataclass(frozen=True)
class Compared:
    """One door: the middle times of known and of unknown addresses, in milliseconds."""

    door: str
    known: float
    unknown: float

    @property
    def apart(self):
        """By how many percent the one takes longer than the other."""
        return 100 * (max(self.known, self.unknown) / min(self.known, self.unknown) - 1)


def compare(server, environment):
    """Knock at each door with as many known as unknown addresses, in turns; return what was measured."""
    known = json.loads(python(environment, "-c", MAKE))
    return [_compare(server, name, *door, known) for name, door in DOORS.items()]


def _compare(server, name, path, field, known):
    times, answers = {True: [], False: []}, set()
    _knock(server, path, field, "first@example.org", 0)
    for number, email in enumerate(known):
        pair = [(True, email), (False, email.replace("known", "other"))]
        for is_known, address in pair if number % 2 else pair[::-1]:
            answer, took = _knock(server, path, field, address, number)
            answers.add(answer)
            times[is_known].append(took)
    if len(answers) != 1:
        raise BadAnswer(f"{path}: known and unknown addresses get {len(answers)} different answers")
    return Compared(name, median(times[True]) * 1000, median(times[False]) * 1000)


def _knock(server, path, field, email, number):
    """Send one address from a place of its own; return what everybody gets of the answer, and the time."""
    place = f"10.{len(path)}.{number}.{len(email) + ('known' in email)}"
    with closing(Browser(server.port, X_Forwarded_For=place)) as browser:
        status, text = browser.send(path, **{field: email, "password": "wrong words here"})
        return (status, TOKEN.sub("", text).replace(email, "ADDRESS")), browser.took
