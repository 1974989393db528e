"""The form templates: label, hint, error, then control, tied together by their ids."""

from html.parser import HTMLParser

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import render_to_string

LEVELS = [("1", "Early days"), ("2", "Trying it out"), ("unknown", "We do not know yet")]


class Sample(forms.Form):
    level = forms.ChoiceField(label="Which fits best?", choices=LEVELS, widget=forms.RadioSelect)
    basis = forms.CharField(
        label="What is this based on?", help_text="Say what happens.", widget=forms.Textarea
    )
    link = forms.URLField(label="Link", required=False, assume_scheme="https")
    dated = forms.DateField(label="Date", widget=forms.SelectDateWidget, required=False)
    held = forms.BooleanField(label="It can be read by anyone", required=False, help_text="By a link.")
    parts = forms.MultipleChoiceField(
        label="Parts", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].hints = {"1": "Not yet true of any service."}
        self.fields["level"].or_before = "unknown"
        self.fields["basis"].max_words = 60
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Save and continue"))
        self.helper.add_input(Submit("later", "Save and come back", css_class="second"))


class Elements(HTMLParser):
    """Lists a page's elements in order, each with its attributes, and the text inside."""

    def __init__(self, html):
        super().__init__()
        self.found, self.text = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        if data.strip():
            self.text.append(data.strip())

    def one(self, tag, **wanted):
        matches = [attrs for name, attrs in self.found if name == tag and wanted.items() <= attrs.items()]
        assert len(matches) == 1, (tag, wanted, matches)
        return matches[0]

    def ids(self):
        return [attrs["id"] for _, attrs in self.found if "id" in attrs]


def drawn(form):
    return Elements(render_crispy_form(form))


def test_a_field_is_label_then_hint_then_error_then_control():
    html = render_crispy_form(Sample({"level": "1"}))
    start = html.index("group-id_basis")
    places = [html.index(part, start) for part in (
        '<label for="id_basis"', 'id="id_basis_helptext"', 'id="id_basis_error"', "<textarea",
    )]  # fmt: skip
    assert places == sorted(places)


def test_hint_and_error_are_tied_to_the_control():
    page = drawn(Sample({"level": "1"}))
    box = page.one("textarea", name="basis")
    assert box["aria-describedby"] == "id_basis_helptext id_basis_error"
    assert box["aria-invalid"] == "true"
    assert {"id_basis_helptext", "id_basis_error"} <= set(page.ids())


def test_a_field_without_error_has_no_error_line():
    page = drawn(Sample())
    assert not [i for i in page.ids() if i.endswith("_error")]
    assert "aria-invalid" not in page.one("textarea", name="basis")


def test_radios_stand_in_a_fieldset_with_their_hints():
    page = drawn(Sample({"level": "", "basis": "x"}))
    assert page.one("fieldset", id="group-id_level")["aria-describedby"] == "id_level_error"
    first = page.one("input", id="id_level_0")
    assert (first["type"], first["name"], first["value"]) == ("radio", "level", "1")
    assert first["aria-describedby"] == "id_level_0_hint"
    assert page.one("label", **{"for": "id_level_0"}) is not None
    assert "Not yet true of any service." in page.text
    assert page.text.index("or") < page.text.index("We do not know yet")


def test_the_chosen_radio_stays_chosen():
    page = drawn(Sample({"level": "2"}))
    assert "checked" in page.one("input", id="id_level_1")
    assert "checked" not in page.one("input", id="id_level_0")


def test_a_legend_can_be_the_pages_title():
    form = Sample()
    form.fields["level"].legend_is_title = True
    html = render_crispy_form(form)
    assert '<legend class="is-title"><h1>Which fits best?</h1></legend>' in html


def test_ticks_and_a_single_tick():
    page = drawn(Sample({"parts": ["b"], "held": "on"}))
    assert "checked" in page.one("input", id="id_parts_1")
    assert "checked" in page.one("input", id="id_held")
    assert page.one("input", id="id_held")["aria-describedby"] == "id_held_helptext"


def test_a_date_in_parts_keeps_one_legend():
    page = drawn(Sample())
    assert page.one("fieldset", id="group-id_dated") is not None
    assert page.one("select", id="id_dated_day") is not None


def test_a_text_says_how_many_words_it_takes():
    page = drawn(Sample())
    assert page.one("p", **{"data-words-for": "id_basis"})["data-most"] == "60"
    assert "60 words at most" in page.text


def test_optional_fields_say_so_and_required_ones_do_not():
    text = drawn(Sample()).text
    assert "Link (optional)" in text
    assert "Which fits best?" in text


def test_buttons_are_named_and_the_browser_leaves_checking_to_us():
    page = drawn(Sample())
    assert page.one("form")["method"] == "post"
    assert "novalidate" in page.one("form")
    assert page.one("button", name="later")["class"] == "button second"
    assert "Save and come back" in page.text


def test_layouts_and_attributes_reach_the_page():
    form = Sample()
    form.helper.layout = Layout(Fieldset("Where it is", Field("link", autocomplete="off")), "level")
    page = drawn(form)
    assert "Where it is" in page.text
    assert page.one("input", name="link")["autocomplete"] == "off"
    assert page.one("input", id="id_level_0")


def test_markup_in_labels_and_values_is_text():
    form = Sample({"level": "<b>", "basis": "<script>alert(1)</script>"})
    form.fields["link"].label = "<i>Link</i>"
    html = render_crispy_form(form)
    assert "<script>" not in html
    assert "<i>" not in html


def test_formsets_are_drawn_with_their_management_form():
    formset = forms.formset_factory(Sample, extra=2)()
    html = render_crispy_form(formset, FormHelper())
    assert 'name="form-TOTAL_FORMS"' in html
    assert html.count("<textarea") == 2


class TestErrorSummary:
    def drawn(self, data):
        return Elements(render_to_string("components/error_summary.html", {"form": Sample(data)}))

    def test_takes_the_focus_and_leads_to_each_field(self):
        page = self.drawn({"link": "nonsense"})
        box = page.one("div", id="error-summary")
        assert (box["role"], box["tabindex"]) == ("alert", "-1")
        assert "autofocus" in box
        targets = [attrs["href"] for tag, attrs in page.found if tag == "a"]
        assert targets == ["#id_level_0", "#id_basis", "#id_link"]
        form_ids = drawn(Sample({"link": "nonsense"})).ids()
        assert all(target[1:] in form_ids for target in targets)

    @pytest.mark.parametrize("data", [None, {"level": "1", "basis": "Since May."}])
    def test_says_nothing_where_nothing_is_wrong(self, data):
        assert self.drawn(data).found == []
