"""What anyone can read: how to join, check first, ask your council, texts; and nothing of an application."""

import datetime
import io

import pytest
from django.utils import timezone
from docx import Document

from councils.models import Succession
from joining.checks import check
from joining.exports import NOT_THEIRS, UNNAMED, is_heading, parts_of, text_as_word
from joining.models import ReadyText
from joining.workflow import State
from network.addresses import all_public
from tests import factories

pytestmark = pytest.mark.django_db


def words(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert "sessionid" not in answer.cookies
    return answer.content.decode()


@pytest.mark.feature("JO1")
def test_the_start_page_says_what_is_needed_how_long_and_who_signs(client):
    page = words(client, "/joining/")
    for said in (
        "the leader, or the cabinet member responsible, signs together with the chief executive",
        "Two champions",
        "A conversation with your community",
        "A lead officer",
        "about ten minutes",
        "There is no fee",
        "East Sussex County Council",
        'href="/joining/check/"',
    ):
        assert said in page
    assert client.get("/joining/").headers["Cache-Control"] == "public, max-age=60"


def test_the_page_before_it_leads_there_for_good(client):
    answer = client.get("/about/join/")
    assert (answer.status_code, answer.url) == (301, "/joining/")


@pytest.mark.feature("JO2")
class TestCheckFirst:
    def test_a_council_that_can_apply(self, client, council_a):
        page = words(client, "/joining/check/?q=Ambleford")
        assert f'href="/joining/begin/{council_a.slug}/"' in page

    def test_a_member_is_told_since_when(self, client, council_a):
        factories.MembershipFactory(council=council_a)
        page = words(client, "/joining/check/?q=Ambleford")
        assert "has been a member since" in page
        assert "/joining/begin/" not in page

    def test_one_due_to_end_sees_who_takes_over_before_it_starts(self, client, council_a, council_b):
        council_a.ending_note = "Due to be abolished on 1 April 2028."
        council_a.save()
        Succession.objects.create(predecessor=council_a, successor=council_b, on=datetime.date(2028, 4, 1))
        for path in ("/joining/check/?q=Ambleford", f"/joining/begin/{council_a.slug}/"):
            assert "Due to be abolished on 1 April 2028." in words(client, path)
            assert "Talk to" in words(client, path)
        page = words(client, "/joining/check/?q=Ambleford")
        assert page.index("decides for itself") < page.index("Start all the same")
        assert council_b.official_name in page

    def test_one_that_ends_on_a_day_says_so(self, council_a):
        council_a.ended_on = timezone.localdate() + datetime.timedelta(days=100)
        assert "is due to end on" in check(council_a).warning

    def test_a_former_council_leads_to_those_who_took_over(self, client, council_a, council_b):
        council_a.ended_on = datetime.date(2023, 4, 1)
        council_a.save()
        Succession.objects.create(predecessor=council_a, successor=council_b, on=council_a.ended_on)
        page = words(client, "/joining/check/?q=Ambleford")
        assert "was replaced on 1 April 2023" in page
        assert council_b.official_name in page
        assert "/joining/begin/" not in page

    def test_a_district_hears_of_its_county(self, client, council_a):
        county = factories.CouncilFactory(name="Amshire", type="CTY", tier="county")
        council_a.type, council_a.tier, council_a.county = "NMD", "district", county
        council_a.save()
        page = words(client, "/joining/check/?q=Ambleford")
        assert "It is a district council" in page
        assert county.official_name in page
        assert "It is a county council" in words(client, "/joining/check/?q=Amshire")

    def test_a_combined_authority_cannot(self, council_a):
        council_a.type = "COMB"
        assert "Councils join, each for itself" in check(council_a).verdict.reason

    @pytest.mark.parametrize("path", ["/joining/check/", "/joining/ask/"])
    @pytest.mark.parametrize(
        "typed", ["", "zzzz", "Amblefrd", "HX1 1UJ", "<b>", "x" * 5000, "9" * 30, "%ff", "ключ"]
    )
    def test_whatever_is_typed_gets_a_page(self, client, council_a, path, typed):
        page = words(client, f"{path}?q={typed}")
        assert "<b>&lt;" not in page
        assert "“<b>" not in page

    def test_a_name_of_many_asks_little(self, client, django_assert_max_num_queries):
        for number in range(3):
            factories.CouncilFactory(name=f"Ash {number}")
        with django_assert_max_num_queries(10):
            client.get("/joining/check/?q=Ash")


@pytest.mark.feature("JO8")
class TestAskYourCouncil:
    def test_words_and_where_to_send_them(self, client, council_a):
        council_a.website = "https://www.ambleford.example/"
        council_a.save()
        page = words(client, f"/joining/ask/{council_a.slug}/")
        assert "Would Ambleford Council join the Keep it Local network?" in page
        assert 'href="https://www.ambleford.example/"' in page
        assert "Nothing is sent from here." in page
        assert '<form method="post"' not in page

    def test_where_no_website_is_known_it_says_where_to_look(self, client, council_a):
        council_a.website = ""
        council_a.save()
        assert "https://www.gov.uk/find-local-council" in words(client, f"/joining/ask/{council_a.slug}/")

    def test_a_member_need_not_be_asked(self, client, council_a):
        factories.MembershipFactory(council=council_a)
        page = words(client, f"/joining/ask/{council_a.slug}/")
        assert "has been a member" in page
        assert "Would Ambleford" not in page

    def test_people_and_organisations_hear_what_they_can_do(self, client, council_a):
        page = words(client, "/joining/ask/")
        assert "this register lists councils only" in page
        assert "If you work for a community organisation" in page
        assert f'href="/joining/ask/{council_a.slug}/"' in words(client, "/joining/ask/?q=Ambleford")

    def test_the_councils_own_page_leads_there(self, client, council_a):
        page = words(client, council_a.get_absolute_url())
        assert f'href="/joining/ask/{council_a.slug}/"' in page
        assert 'href="/joining/"' in page

    @pytest.mark.parametrize("slug", ["nowhere", "x" * 500, "9" * 30])
    def test_no_council_no_page(self, client, slug):
        assert client.get(f"/joining/ask/{slug}/").status_code == 404


def read(content):
    document = Document(io.BytesIO(content))
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


@pytest.mark.feature("JO4")
class TestTexts:
    def test_each_opens_in_word_with_the_councils_name(self, client, council_a):
        for text in ReadyText.objects.all():
            answer = client.get(f"/joining/texts/{text.key}.docx?council={council_a.slug}")
            said = " ".join(line for _, line in read(answer.content))
            assert "Ambleford Council" in said
            assert UNNAMED not in said
            assert NOT_THEIRS in said
            assert "{" not in said
            assert council_a.slug in answer.headers["Content-Disposition"]

    def test_three_are_there_from_the_start_and_each_is_marked_as_a_draft(self, client):
        assert list(ReadyText.objects.values_list("key", "is_draft")) == [
            ("endorsement", True),
            ("champions", True),
            ("report", True),
        ]
        assert words(client, "/joining/").count("Draft by the portal, not Locality’s wording") == 3

    def test_the_principles_stand_in_it_by_their_names(self, register):
        lines = read(text_as_word(ReadyText.objects.get(key="endorsement")))
        named = [line for style, line in lines if style == "List Number"]
        assert len(named) == 6
        assert named[2] == "Increase local spend to invest in the local economy"

    def test_words_of_locality_are_not_marked(self, client):
        ReadyText.objects.filter(key="report").update(is_draft=False)
        said = [line for _, line in read(client.get("/joining/texts/report.docx").content)]
        assert NOT_THEIRS not in said
        assert any(UNNAMED in line for line in said)

    def test_markup_and_braces_stay_words(self, council_a):
        text = ReadyText(
            title="A & B", body="<w:p/>{council.pk} {0} %s.\x0b\x01\n\n- one\n- two\n\nA heading\n\nEnd."
        )
        lines = read(text_as_word(text, council_a))
        assert ("Normal", "<w:p/>{council.pk} {0} %s.") in lines
        assert ("List Bullet", "one") in lines
        assert ("Heading 1", "A heading") in lines

    def test_paragraphs_are_told_apart(self):
        assert parts_of("a\r\nb\r\n\r\n\r\n c ") == [["a", "b"], ["c"]]
        assert is_heading(["What it costs"])
        assert not is_heading(["It costs nothing."])
        assert not is_heading(["[date]"])

    @pytest.mark.parametrize("query", ["", "?council=nowhere", "?council=" + "9" * 30, "?council=<b>"])
    def test_what_is_not_there_is_not_there(self, client, query):
        assert client.get(f"/joining/texts/no-such.docx{query}").status_code == 404
        if query:
            assert client.get(f"/joining/texts/report.docx{query}").status_code == 404


SECRETS = ("Ambleford Alliance", "Lena Leadwell", "lena.leadwell", "Lead Member for Communities", "JOIN-")


def everything_public(council):
    lists = ["/councils.csv", "/councils.json", f"/councils/{council.slug}.json", "/feeds/network.xml"]
    more = ["/?q=Ambleford", "/search/?q=Ambleford", "/councils/?show=all", "/sitemap.xml", "/about/data/"]
    asked = ["/joining/check/?q=Ambleford", "/joining/ask/?q=Ambleford", f"/joining/ask/{council.slug}/"]
    return [*all_public(), *lists, *more, *asked]


@pytest.mark.feature("JO6")
@pytest.mark.parametrize("state", [state for state in State if state != State.JOINED])
def test_nothing_of_it_is_public_before_it_is_approved(client, council_a, state):
    """Each page is the same, to the byte, as before anybody applied; kept pages too."""
    before = {path: body_of(client, path) for path in everything_public(council_a)}
    factories.ApplicationFactory(council=council_a, state=state)
    for path, page in before.items():
        now = body_of(client, path)
        assert not [secret for secret in SECRETS if secret in now], path
        assert now == page, path


def body_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return b"".join(answer).decode(errors="replace")


@pytest.mark.feature("JO6")
def test_on_the_day_it_is_public_at_once_and_no_person_is(client, council_a):
    path = council_a.get_absolute_url()
    assert "Not a member" in words(client, path)
    application = factories.ApplicationFactory(council=council_a, state=State.JOINED)
    page = words(client, path)
    assert "Lead Member for Communities" in page
    assert "Ambleford Alliance" in page
    for path in everything_public(council_a):
        said = body_of(client, path)
        for person in ("Lena Leadwell", "lena.leadwell", application.email, application.reference):
            assert person not in said, path
