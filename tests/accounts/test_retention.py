"""What has been kept long enough is tidied away, and not a day earlier; people are told first."""

import datetime

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone
from post_office.models import STATUS, Email

from accounts import delivery
from accounts.kept import EndedCounts
from accounts.models import EarlierName, Session
from accounts.retention import tidy
from councils.models import CouncilRole, Invitation
from records.holdings import months_before, periods
from tests.factories import CouncilRoleFactory, InvitationFactory, UserFactory
from tests.house import read

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2028, 3, 31, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        call_command("createcachetable")
        yield traveller


def tidied():
    """Tidy, and return what was done, without what was nothing."""
    return {done: count for _, count, done in tidy(dry_run=False) if count}


def aged(model, column, months, days=0, **fields):
    row = model.objects.create(**fields)
    model.objects.filter(pk=row.pk).update(**{column: months_before(NOW, months) - datetime.timedelta(days)})
    return row


@pytest.mark.parametrize(
    ("today", "months", "day"),
    [((2028, 3, 31), 1, (2028, 2, 29)), ((2028, 3, 31), 24, (2026, 3, 31)), ((2028, 1, 5), 18, (2026, 7, 5))],
)
def test_months_are_counted_by_the_calendar(today, months, day):
    assert months_before(datetime.date(*today), months) == datetime.date(*day)


def test_rows_go_when_their_time_is_over_and_not_a_day_earlier(superuser, clock):
    mail = {"to": "sam@example.org", "from_email": "a@b.org", "status": STATUS.sent}
    log = {"user": superuser, "object_repr": "Sam", "action_flag": 2}
    for days in (-1, 1):
        aged(Email, "created", 18, days, **mail)
        aged(LogEntry, "action_time", 24, days, **log)
        aged(EarlierName, "until", 24, days, person=superuser, words="Before")
        Session.objects.create(
            session_key=f"key{days}", session_data="", expire_date=NOW - datetime.timedelta(days)
        )
    waiting = aged(Email, "created", 30, **{**mail, "status": STATUS.queued})

    assert tidied()
    assert Email.objects.count() == 2
    assert Email.objects.filter(pk=waiting.pk).exists()
    counts = [model.objects.count() for model in (LogEntry, EarlierName, Session)]
    assert counts == [1, 1, 1]
    assert tidied() == {}


def test_counts_of_tries_go_when_they_are_over(clock):
    caches["default"].set("short", 1, 60)
    caches["default"].set("long", 1, 600)
    clock.shift(120)

    assert EndedCounts(timezone.now()).count() == 1
    tidied()
    assert caches["default"].get("long") == 1
    assert EndedCounts(NOW + datetime.timedelta(days=1)).count() == 1


def test_looking_changes_nothing(capsys):
    aged(Email, "created", 19, to="sam@example.org", from_email="a@b.org", status=STATUS.sent)

    call_command("tidy_personal_data")
    call_command("tidy_personal_data", "--dry-run")

    assert "how far it got: 1 to be deleted" in capsys.readouterr().out
    assert Email.objects.count() == 1
    call_command("tidy_personal_data", "--yes")
    assert not Email.objects.exists()


class TestAccounts:
    """An account ends 24 months after the last role and the last sign-in, and the person is told before."""

    @pytest.fixture
    def person(self):
        joined = months_before(NOW, 60)
        person = UserFactory(name="Sam Example", email="sam@example.org", date_joined=joined)
        CouncilRoleFactory(user=person, ends_on=months_before(NOW, 23).date())
        return person

    def test_somebody_is_told_once_and_erased_after_that(self, person, clock):
        assert tidied() == {"told that the account ends": 1}
        assert tidied() == {}
        mail = Email.objects.get()
        assert mail.to == ["sam@example.org"]
        delivery.deliver_due()
        mail.refresh_from_db()
        assert mail.subject == "Your account at Keep it Local ends on 30 April 2028"
        clock.shift(datetime.timedelta(days=29))
        assert tidied() == {}
        clock.shift(datetime.timedelta(days=3))
        assert tidied()["erased"] == 1
        person.refresh_from_db()
        assert person.name == "Former colleague"
        assert tidied() == {}

    def test_whoever_signs_in_keeps_it_and_is_told_anew_next_time(self, person, clock):
        tidied()
        clock.shift(datetime.timedelta(days=10))
        person.last_login = timezone.now()
        person.save(update_fields=["last_login"])
        clock.shift(datetime.timedelta(days=60))
        assert tidied() == {}
        clock.shift(datetime.timedelta(days=23 * 31))
        assert tidied()["told that the account ends"] == 1

    def test_a_role_keeps_it_and_so_does_work_at_locality(self, person, clock):
        clock.shift(datetime.timedelta(days=900))
        CouncilRole.objects.update(ends_on=None)
        UserFactory(is_staff=True, date_joined=months_before(NOW, 60))

        assert tidied() == {}

    def test_the_same_name_in_words_of_others_stays(self, person, clock):
        other = EarlierName.objects.create(person=UserFactory(), words="x", until=NOW)
        log = LogEntry.objects.create(user=other.person, object_repr="Sam Example the painter", action_flag=2)
        tidied()
        clock.shift(datetime.timedelta(days=32))
        tidied()

        log.refresh_from_db()
        assert log.object_repr == "Sam Example the painter"


def test_invitations_go_and_those_that_were_accepted_lose_their_words(clock):
    said = {"name": "Sam Example", "note": "Please."}
    role = CouncilRoleFactory()
    for days in (-1, 1):
        ended = months_before(NOW, 12) - datetime.timedelta(days)
        days_of = {"made_at": ended, "sent_at": ended - datetime.timedelta(7), "expires_at": ended}
        InvitationFactory(**said, **days_of)
        InvitationFactory(**said, **days_of, accepted_at=ended, role=role)
    tidied()

    left = Invitation.objects.all()
    assert sorted((row.role is not None, row.note) for row in left) == [
        (False, "Please."),
        (True, ""),
        (True, "Please."),
    ]


# --- One source of truth ------------------------------------------------------------------


def table_of_periods():
    """Return the periods as the table in docs/operate.md."""
    rows = [f"| {period.what} | {period.kept} | {period.why} |" for period in periods()]
    return "\n".join(["| What | How long | Why |", "|---|---|---|", *rows])


def test_operators_read_the_same_periods():
    """Where this fails, put the table from here into docs/operate.md."""
    assert table_of_periods() in read("docs/operate.md")


def test_everybody_reads_the_same_periods(client):
    page = client.get("/about/privacy/").content.decode()

    for period in periods():
        row = f'<th scope="row">{period.what}</th><td>{period.kept}</td><td>{period.why}</td>'
        assert row in page
