"""The sheet of members: councils by code or name, endorsement and champions by role."""

import datetime

import pytest

from councils.imports import ImportRefusedError, apply, plan, plan_register
from councils.models import Champion, Council, Endorsement, Membership
from tests.factories import ChampionFactory, MembershipFactory, SourceFactory

# The eleven as the launch article writes them, and the codes of the councils it means.
ELEVEN = {
    "Bradford Metropolitan District Council": "E08000032",
    "Bristol City Council": "E06000023",
    "Calderdale Council": "E08000033",
    "Hackney Council": "E09000012",
    "Kirklees Council": "E08000034",
    "Lewisham Council": "E09000023",
    "Newcastle City Council": "E08000021",
    "Oldham Council": "E08000004",
    "Rotherham Council": "E08000018",
    "South Gloucestershire Council": "E06000025",
    "Wirral Council": "E08000015",
}


def csv_of(*rows, columns="name,joined_on"):
    return "\n".join([columns, *rows]).encode()


def reasons(planned):
    return {row.number: row.reasons for row in planned.failed}


# --- What is seeded -------------------------------------------------------------------


def test_seventeen_members_of_whom_eleven_joined_at_the_launch(register):
    launch = Membership.objects.filter(joined_on=datetime.date(2020, 3, 3), joined_precision="day")

    assert Membership.objects.count() == 17
    assert set(launch.values_list("council__gss_code", flat=True)) == set(ELEVEN.values())
    assert {membership.source.key for membership in launch} == {"locality-launch-2020"}
    assert {membership.endorsement.stated_on for membership in launch} == {datetime.date(2020, 3, 3)}
    assert {(m.endorsement.route, m.endorsement.decided_on) for m in launch} == {("", None)}


def test_later_members_joined_by_a_day_and_say_that_this_is_our_reading(register):
    later = Membership.objects.filter(joined_precision="by")

    assert sorted(later.values_list("council__name", flat=True)) == [
        "Cheshire West and Chester",
        "East Sussex",
        "Leeds",
        "Malvern Hills",
        "Wakefield",
        "York",
    ]
    assert {(m.basis, m.since, m.source.key) for m in later} == {
        ("reading", "since 2022 or earlier", "locality-seventeen-councils")
    }
    assert Endorsement.objects.count() == 12


def test_east_sussex_is_recommended_and_names_nobody(register):
    membership = Membership.objects.get(council__name="East Sussex")
    endorsement = membership.endorsement

    assert (endorsement.route, endorsement.standing) == ("lead-member", "recommended")
    assert endorsement.decided_on == datetime.date(2022, 7, 26)
    assert [signatory.role for signatory in endorsement.signatories.all()] == [
        "Lead Member for Resources and Climate Change",
        "Chief Executive",
    ]
    champions = {champion.title: champion for champion in membership.council.champions.all()}
    assert {title: champion.role for title, champion in champions.items()} == {
        "Cabinet champion": "Lead Member for Resources and Climate Change",
        "Senior officer champion": "Director of Adult Social Care and Health",
    }
    assert all("no record of the decision" in champion.note for champion in champions.values())
    assert not any(champion.person for champion in champions.values())
    assert Champion.objects.count() == 2


def test_notes_on_how_a_council_is_led_and_on_its_end_have_their_source(register):
    led = Council.objects.exclude(governance_note="")
    ending = Council.objects.current().exclude(ending_note="")

    assert sorted(led.values_list("name", flat=True)) == ["Bristol", "Hackney", "Lewisham", "Wirral"]
    assert all(council.governance_source for council in led)
    assert [(council.name, council.ending_source.key) for council in ending] == [
        ("Malvern Hills", "malvern-hills-reorganisation")
    ]


# --- Which council is meant -------------------------------------------------------------


@pytest.mark.feature("ST11")
def test_the_names_in_the_article_each_find_their_council(register):
    planned = plan(members=csv_of(*(f"{name},2020-03-03" for name in ELEVEN)))

    assert {row.number: row.key for row in planned.sections[0].rows} == dict(
        enumerate(ELEVEN.values(), start=2)
    )
    assert not planned.has_changes


@pytest.mark.feature("ST11")
def test_bradford_mdc_finds_bradford_and_unknown_names_are_listed_to_put_right(register):
    upload = csv_of(
        "Bradford MDC,2020-03-03", "Atlantis Council,2021-01-01", "Newcastle,2021-01-01", ",2021-01-01"
    )
    planned = plan(members=upload)

    assert planned.sections[0].rows[0].key == "E08000032"
    assert reasons(planned) == {
        3: [
            "No council is called “Atlantis Council”. Give its GSS code, "
            "or add this name to the right council's other names first."
        ],
        4: [
            "“Newcastle” could be more than one council: Newcastle upon Tyne (E08000021); "
            "Newcastle-under-Lyme (E07000195). Give the GSS code."
        ],
        5: ["There is neither a GSS code nor a name, so nobody can tell which council is meant."],
    }
    with pytest.raises(ImportRefusedError):
        apply(planned)


def test_a_former_code_finds_the_council_and_a_wrong_one_is_named(register):
    planned = plan(
        members=csv_of("E08000016,2024-01-01", "E08999999,2024-01-01", columns="gss_code,joined_on")
    )

    assert planned.sections[0].rows[0].title == "Barnsley"
    assert reasons(planned) == {3: ["No council has, or had, the GSS code “E08999999”."]}


def test_a_former_council_gives_way_to_the_one_of_today(register):
    planned = plan(members=csv_of("Somerset County Council,2024-01-01", "Somerset,2024-01-01"))

    first, second = planned.sections[0].rows
    assert first.key == "E10000027"
    assert second.key == "E06000066"


def test_two_councils_of_one_name_ask_for_the_code(register):
    Council.objects.get(slug="leeds").aliases.create(name="The Ridings")
    Council.objects.get(slug="york").aliases.create(name="The Ridings")

    planned = plan(members=csv_of("the ridings,2024-01-01"))

    assert reasons(planned) == {
        2: [
            "“the ridings” could be more than one council: Leeds (E08000035); York (E06000014). "
            "Give the GSS code."
        ]
    }


# --- What is written ---------------------------------------------------------------------


def test_an_upload_adds_a_member_with_everything_beside_it(register, curator):
    SourceFactory(key="minutes-2026")
    columns = "name,joined_on,source,route,decided_on,link,endorsement_source,signatories,officer_champion"
    row = (
        "Plymouth,2026-01-15,minutes-2026,cabinet,2026-01-15,https://example.org/m,"
        "minutes-2026,Leader;Chief Executive,Director of People"
    )

    apply(plan(members=csv_of(row, columns=columns)), by=curator)

    membership = Membership.objects.get(council__slug="plymouth")
    assert membership.endorsement.get_route_display() == "Cabinet decision"
    assert [signatory.role for signatory in membership.endorsement.signatories.all()] == [
        "Leader",
        "Chief Executive",
    ]
    champion = membership.council.champions.get()
    assert (champion.slot, champion.role) == ("officer", "Director of People")
    assert membership.history.get().history_user == curator
    assert not plan(members=csv_of(row, columns=columns)).has_changes


def test_an_upload_never_replaces_a_champion_in_post(register):
    columns = "name,joined_on,councillor_champion"
    planned = plan(members=csv_of("East Sussex,2022-12-31,Somebody Else", columns=columns))
    apply(planned)

    assert [change.new for change in planned.sections[0].rows[0].kept] == ["Somebody Else"]
    assert Champion.objects.filter(role="Somebody Else").count() == 0


def test_a_champion_entered_before_the_membership_is_not_doubled(register):
    plymouth = Council.objects.get(slug="plymouth")
    ChampionFactory(council=plymouth, role="Cabinet Member")

    apply(
        plan(
            members=csv_of("Plymouth,2026-01-15,Cabinet Member", columns="name,joined_on,councillor_champion")
        )
    )

    assert plymouth.champions.count() == 1


def test_a_council_that_joins_again_has_two_memberships(register):
    plymouth = Council.objects.get(slug="plymouth")
    MembershipFactory(council=plymouth, joined_on="2021-01-01", ended_on="2023-01-01")

    apply(plan(members=csv_of("Plymouth,2026-01-15")))

    assert [str(m.joined_on) for m in plymouth.memberships.all()] == ["2021-01-01", "2026-01-15"]


def test_what_staff_put_right_is_kept_when_our_own_file_is_loaded_again(register):
    york = Membership.objects.get(council__slug="york")
    york.joined_on, york.joined_precision = datetime.date(2022, 9, 1), "day"
    york.save()

    again = plan_register()
    apply(again)

    york.refresh_from_db()
    assert not again.has_changes
    assert (york.joined_on, york.joined_precision) == (datetime.date(2022, 9, 1), "day")


PLYMOUTH = "Plymouth,2026-01-15"
BAD = {
    "left before": (
        f"{PLYMOUTH},2025-01-01",
        "ended_on",
        "Left on: a council cannot leave before",
    ),
    "route": (f"{PLYMOUTH},shouting", "route", "How it was endorsed: “shouting” is not one of"),
    "link": (f"{PLYMOUTH},ftp:/x", "link", "Link to the decision: Enter a valid URL."),
    "source": (f"{PLYMOUTH},nowhere", "source", "Source: no source “nowhere” is known."),
    "role": (f"{PLYMOUTH},{'x' * 151}", "officer_champion", "Senior officer champion, by role: Ensure this"),
    "signatory": (f"{PLYMOUTH},{'x' * 151}", "signatories", "Signatories, by role: “xxx"),
    "no day": ("Plymouth,,", "route", "Joined on: it is empty."),
    "person": (f"{PLYMOUTH},Sam", "champion_name", "This import does not know the column “champion_name”."),
}


def test_the_file_must_say_which_council(register):
    planned = plan(members=b"joined_on\n2026-01-15\n")

    assert planned.problems == [
        "There must be a column “gss_code” or a column “name”, to say which council is meant."
    ]


def test_a_bad_row_is_named_and_nothing_changes(register):
    found = {}
    for name, (row, column, _) in BAD.items():
        planned = plan(members=csv_of(row, columns=f"name,joined_on,{column}"))
        found[name] = [*planned.problems, *(reason for row in planned.failed for reason in row.reasons)]
        with pytest.raises(ImportRefusedError):
            apply(planned)

    said = {name: any(line.startswith(BAD[name][2]) for line in lines) for name, lines in found.items()}
    assert said == dict.fromkeys(BAD, True), found
    assert Membership.objects.count() == 17
