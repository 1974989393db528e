"""A round of checks: who is asked, how often, and when a link counts as dead."""

import datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from records import checking
from records.checking import Manners, check_links, due
from records.models import LinkCheck
from records.probing import Answer, Outcome
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST30")]
GOOD, BAD = "https://good.example.org/a", "https://bad.example.org/b"
WORKS = Answer(Outcome.WORKS, "It works (200).", answered=True)
GONE = Answer(Outcome.FAILED, "There is no such page (404).", answered=True)
SILENT = Answer(Outcome.FAILED, "There is no site of this name.")
REFUSED = Answer(Outcome.UNREAD, "Could not be read by us. It does not let us look (403).", answered=True)
NO_LOOK_UP = Answer(Outcome.UNREAD, "Could not be read by us. Its name could not be looked up.")
MOVED = Answer(Outcome.MOVED, "It has moved (301).", moved_to="https://new.example.org/", answered=True)


class Web:
    """What each address answers, and who was asked."""

    def __init__(self):
        self.answers, self.asked = {}, []

    def ask(self, url, *, agent, road, before):
        self.asked.append(url)
        return self.answers.get(url, WORKS)


@pytest.fixture
def web(monkeypatch):
    made = Web()
    monkeypatch.setattr(checking, "ask", made.ask)
    return made


@pytest.fixture
def clock():
    with time_machine.travel(datetime.datetime(2026, 5, 4, 3, tzinfo=datetime.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def bad(clock):
    return factories.SourceFactory(url=BAD)


def row(url=BAD):
    return LinkCheck.objects.get(url=url)


def nights(web, clock, *answers):
    """Check once a night, and stand on the last of them."""
    for number, answer in enumerate(answers):
        web.answers[BAD] = answer
        check_links(pause=0)
        if number < len(answers) - 1:
            clock.shift(datetime.timedelta(days=1))
    return row()


@pytest.mark.parametrize(
    ("answers", "failures", "standing"),
    [
        ([GONE], 1, "Failed once, since 4 May 2026. There is no such page (404)."),
        ([GONE, SILENT], 2, "Failed twice, since 4 May 2026. There is no site of this name."),
        ([GONE, GONE, GONE], 3, "Dead since 4 May 2026. There is no such page (404)."),
        ([WORKS, GONE, GONE, GONE, GONE], 4, "Dead since 5 May 2026. There is no such page (404)."),
        ([GONE, GONE, WORKS, GONE], 1, "Failed once, since 7 May 2026. There is no such page (404)."),
        ([GONE, GONE, REFUSED], 0, REFUSED.words),
        ([GONE, GONE, GONE, REFUSED], 0, REFUSED.words),
        ([GONE, GONE, GONE, MOVED], 0, "It has moved (301)."),
        ([REFUSED, REFUSED, REFUSED, REFUSED], 0, REFUSED.words),
        # A look-up that fails may be our own fault: it neither counts nor mends.
        ([GONE, GONE, NO_LOOK_UP, GONE], 3, "Dead since 4 May 2026. There is no such page (404)."),
        ([NO_LOOK_UP, NO_LOOK_UP, NO_LOOK_UP], 0, NO_LOOK_UP.words),
    ],
)
def test_a_link_is_dead_after_three_failures_in_a_row(web, clock, bad, answers, failures, standing):
    link = nights(web, clock, *answers)

    assert (link.failures, link.standing) == (failures, standing)
    assert link.is_dead == LinkCheck.objects.dead().exists() == (failures >= 3)


def test_three_failures_on_one_day_are_one(web, clock, bad):
    web.answers[BAD] = GONE
    for _ in range(3):
        check_links(pause=0)
        clock.shift(datetime.timedelta(hours=6))

    assert web.asked == [BAD]
    assert row().failures == 1


def test_who_asks_again_is_first_in_line_the_next_day(web, clock, bad, curator):
    factories.SourceFactory(url="https://a.example.org/")
    check_links(pause=0)
    LinkCheck.objects.filter(url=BAD).update(wanted_at=timezone.now())
    assert check_links(pause=0).asked == 0
    clock.shift(datetime.timedelta(days=1))
    check_links(most=1, pause=0)

    assert web.asked[-1] == BAD
    assert row().wanted_at is None


def test_the_new_come_before_the_oldest(web, clock, bad):
    check_links(pause=0)
    clock.shift(datetime.timedelta(days=1))
    factories.SourceFactory(url=GOOD)
    check_links(most=1, pause=0)
    clock.shift(datetime.timedelta(days=1))

    assert [link.url for link in due()] == [BAD, GOOD]


def test_an_address_that_stands_twice_is_asked_once(web, clock, bad):
    factories.SourceFactory(url=BAD)
    factories.SourceFactory(url=f"{BAD}#page=2")
    factories.EndorsementFactory(link=BAD, source=bad, membership__source=bad)
    done = check_links(pause=0)

    assert web.asked == [BAD]
    assert done.asked == LinkCheck.objects.count() == 2


def test_two_rounds_at_once_do_not_ask_twice(web, clock, bad):
    both = [due(), due()]

    assert [checking._claim(link) for (link,) in both] == [True, False]


def test_what_stands_nowhere_any_more_is_forgotten(web, clock, bad):
    check_links(pause=0)
    bad.url = GOOD
    bad.save()
    check_links(pause=0)

    assert [link.url for link in LinkCheck.objects.all()] == [GOOD]


def test_drafts_are_not_asked(web, clock):
    factories.CaseStudyFactory(
        state="draft",
        source=None,
        document_title="A",
        document_licence="B",
        document_url="https://draft.example.org/",
    )
    factories.OrganisationFactory(state="draft", source=None, website="https://draft.example.org/o")

    assert due() == []


def test_where_nobody_answers_it_is_our_own_fault(web, clock, bad):
    urls = [BAD, *(f"https://site{number}.example.org/" for number in range(4))]
    for url in urls[1:]:
        factories.SourceFactory(url=url)
    web.answers = dict.fromkeys(urls, SILENT)

    assert check_links(pause=0).is_cut_off
    assert not LinkCheck.objects.failing().exists()

    # It can be repeated on the same day, and one site that answers is enough.
    web.answers[urls[1]] = GONE
    assert not check_links(pause=0).is_cut_off
    assert LinkCheck.objects.failing().count() == 5


def test_where_a_new_address_is_said_it_is_kept_as_a_text(web, clock, bad):
    assert nights(web, clock, MOVED).moved_to == "https://new.example.org/"
    clock.shift(datetime.timedelta(days=1))
    assert nights(web, clock, WORKS).moved_to == ""


def test_a_host_gets_its_pause(monkeypatch):
    slept = []
    monkeypatch.setattr(checking.time, "monotonic", lambda: 100.0)
    monkeypatch.setattr(checking.time, "sleep", slept.append)
    manners = Manners(2)
    for host in ("a.example.org", "b.example.org", "a.example.org"):
        manners.wait(host)

    assert slept == [0, 0, 2]


def test_the_agent_names_the_portal(settings):
    settings.SITE_ORIGIN = "https://portal.example"
    assert checking.agent() == "KeepItLocal-link-check (+https://portal.example/)"


# --- The command ----------------------------------------------------------------------------


def run(*arguments):
    out = StringIO()
    call_command("check_links", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(checking.time, "sleep", lambda seconds: None)


def test_the_command_says_what_came_of_it_and_can_be_repeated(web, clock, bad, at_once):
    factories.SourceFactory(url=GOOD)
    web.answers[BAD] = GONE

    assert run() == "2 asked: 1 works, 0 has moved, 0 could not be read by us, 1 failed.\n"
    assert run() == "0 asked: 0 works, 0 has moved, 0 could not be read by us, 0 failed.\n"


def test_a_dry_run_asks_nothing_and_writes_nothing(web, clock, bad):
    factories.SourceFactory(url=GOOD)

    assert run("--dry-run", "--most=1").startswith(f"{BAD}\n1 would be asked.")
    assert (web.asked, LinkCheck.objects.count()) == ([], 0)


@pytest.mark.parametrize("most", ["0", "-1", "many"])
def test_a_number_that_is_none_is_refused(web, clock, bad, most):
    with pytest.raises(CommandError):
        run(f"--most={most}")
    assert web.asked == []


def test_the_command_fails_aloud_when_it_is_cut_off(web, clock, at_once):
    urls = [f"https://site{number}.example.org/" for number in range(5)]
    for url in urls:
        factories.SourceFactory(url=url)
    web.answers = dict.fromkeys(urls, SILENT)

    with pytest.raises(CommandError, match="own connection may be down"):
        run()
