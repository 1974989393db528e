"""The house rules of docs/develop.md, looked up in the code itself.

Every rule has a sample that breaks it (``test_each_rule_can_fail``), so that none of
them can pass by looking at nothing.
"""

import tomllib

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import models

from tests import house
from tests.house import APPS, lines, matching, python_files, read

TOP = set(APPS) | {
    *("manage.py", "practice", "organisations", "templates", "static", "tests", "docs", "deploy"),
    *("pyproject.toml", "README.md", "CHANGELOG.md", "run", "requirements", ".ci", ".gitignore"),
}
VIEWS = ("views.py", "views/*.py")
# What may go out as it is, with the reason why nobody else's text can be in it.
UNESCAPED: dict[str, str] = {}
# Written by a command from the other stylesheets.
GENERATED = ("static/css/site.css",)


def faults(paths, check, *arguments):
    """Return what ``check`` finds, file by file."""
    found = {str(path): check(read(path), *arguments) for path in paths}
    return {path: fault for path, fault in found.items() if fault}


def over(paths, limit):
    return faults(paths, lambda text: lines(text) if lines(text) > limit else None)


def templates():
    return [path for path in matching("*.html", "*.svg", "*.txt") if path.parts[0] == "templates"]


def components():
    return [path for path in templates() if path.parts[1] == "components"]


def stylesheets():
    return [path for path in matching("*.css") if path.as_posix() not in GENERATED]


# --- Budgets ------------------------------------------------------------------------


def test_modules_keep_to_300_lines():
    assert over(python_files(*APPS, "tests"), 300) == {}


def test_functions_keep_to_35_lines():
    assert faults(python_files(*APPS, "tests"), house.long_functions, 35) == {}


def test_views_keep_to_25_lines():
    assert faults(matching(*VIEWS), house.long_views, 25) == {}


def test_commands_parse_call_one_function_and_print():
    assert over(matching("management/commands/*.py"), 60) == {}


def test_templates_keep_to_120_lines_and_components_to_40():
    assert over(templates(), 120) == {}
    assert over(components(), 40) == {}


def test_stylesheets_keep_to_150_lines():
    assert over(stylesheets(), 150) == {}


# --- Where things are -----------------------------------------------------------------


def test_the_top_level_holds_nothing_else():
    assert {path.parts[0] for path in house.files()} <= TOP


def test_every_app_stands_in_the_import_directions():
    rules = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]
    between, *inside = rules["contracts"]
    packages = {path.parts[0] for path in matching("*/__init__.py") if len(path.parts) == 2} - {"tests"}

    assert packages == set(APPS) == set(rules["root_packages"])
    assert {layer for layer in between["layers"] if "(" not in layer} == packages
    assert {app for contract in inside for app in contract["containers"]} == packages
    assert all(contract["exhaustive"] for contract in inside)


def test_components_and_their_stylesheets_share_a_name():
    names = {path.stem for path in components()}

    assert {path.stem for path in stylesheets() if path.parent.name == "components"} <= names


def test_migrations_are_named():
    assert [path for path in matching("migrations/*.py") if "_auto_" in path.name] == []


# --- How things are written -------------------------------------------------------------


def test_nothing_is_left_unfinished():
    text = matching("*.py", "*.html", "*.txt", "*.css", "*.js", "*.md", "*.toml", "run", ".ci/run")

    assert faults(text, house.unfinished) == {}


def test_nothing_names_a_registry_a_machine_or_an_issue():
    """One place alone knows where real files lie by default: the fixture that finds them."""
    known = 'settings.BASE_DIR / "../sha' + 'red/data"'
    text = matching("*.py", "*.html", "*.txt", "*.css", "*.js", "*.md", "*.toml", "*.in", "run", ".ci/run")
    found = {str(path): house.strange_to_the_repository(read(path).replace(known, "")) for path in text}

    assert {path: fault for path, fault in found.items() if fault} == {}


def test_templates_hold_no_styles_and_no_scripts():
    assert faults(templates(), house.code_in_markup) == {}


def test_colours_stand_only_in_the_tokens():
    sheets = [path for path in stylesheets() if path.name != "tokens.css"]

    assert faults(sheets, house.colours_in_css) == {}
    assert faults(templates(), house.colours_in_markup) == {}


def test_nothing_goes_out_unescaped():
    """Plain-text mails are no markup: in them an apostrophe stays an apostrophe."""
    markup = [path for path in python_files(*APPS) + templates() if path.suffix != ".txt"]
    places = [path for path in markup if path.as_posix() not in UNESCAPED]

    assert faults(places, house.unescaped) == {}


def test_components_are_included_with_only_what_they_are_given():
    """base.html alone hands its components the whole page."""
    pages = [path for path in templates() if path.name != "base.html"]

    assert faults(pages, house.includes_without_only) == {}


def test_views_are_functions_that_let_refusals_through():
    assert faults(matching(*VIEWS), house.class_views) == {}
    assert faults(matching(*VIEWS), house.try_statements) == {}


def test_verbs_are_keyword_only_and_say_by_whom():
    assert faults(matching("actions.py", "actions/*.py"), house.verbs_without_by) == {}


def test_models_know_no_page_and_no_request():
    pages = ("django.http", "django.shortcuts", "django.template", "django.urls", "django.utils.html")

    assert faults(matching("models.py", "models/*.py"), house.importing, *pages) == {}


def test_no_rule_hides_in_a_signal():
    signals = ("django.dispatch", "django.db.models.signals", "simple_history.signals")

    assert faults(python_files(*APPS), house.importing, *signals) == {}


def test_today_is_londons_today():
    assert faults(python_files(*APPS), house.unzoned_clocks) == {}


@pytest.mark.parametrize(
    ("check", "broken"),
    [
        (lambda text: house.long_functions(text, 3), "def verb():\n    a = 1\n    b = 2\n    return a + b\n"),
        (lambda text: house.long_views(text, 2), "def page(request):\n    a = 1\n    return a\n"),
        (house.class_views, "class Page(View):\n    pass\n"),
        (house.try_statements, "try:\n    act()\nexcept PermissionDenied:\n    pass\n"),
        (house.verbs_without_by, "@transaction.atomic\ndef sign(paper, by):\n    pass\n"),
        (house.verbs_without_by, "@transaction.atomic\ndef sign(*, paper):\n    pass\n"),
        (lambda text: house.importing(text, "django.http"), "from django.http import HttpResponse\n"),
        (lambda text: house.importing(text, "django.dispatch"), "from django.dispatch import receiver\n"),
        (house.unzoned_clocks, "day = date.today()\n"),
        (house.unfinished, "# TO" + "DO: later\n"),
        (house.strange_to_the_repository, "see /tm" + "p/notes\n"),
        (house.strange_to_the_repository, "open('../sha" + "red/facts')\n"),
        (house.strange_to_the_repository, "--index-" + "url https://py" + "pi.org/simple\n"),
        (house.code_in_markup, '<p style="color: red">'),
        (house.code_in_markup, "<style>p {}</style>"),
        (house.code_in_markup, "<script>go()</script>"),
        (house.code_in_markup, '<button onclick="go()">'),
        (house.unescaped, "{{ council.statement|safe }}"),
        (house.unescaped, "mark_safe(name)"),
        (house.includes_without_only, '{% include "components/tag.html" with text=name %}'),
        (house.colours_in_css, "a { color: #fff; }"),
        (house.colours_in_css, "@media print { a { border: 1px solid black; } }"),
        (house.colours_in_css, "a { background: linear-gradient(rgb(0 0 0), transparent); }"),
        (house.colours_in_markup, '<path fill="#123456">'),
        (house.colours_in_markup, '<path fill="red">'),
    ],
)  # fmt: skip
def test_each_rule_can_fail(check, broken):
    assert check(broken)


@pytest.mark.parametrize(
    ("check", "sound"),
    [
        (house.colours_in_css, "a { color: var(--ink); border-color: currentColor; outline: Highlight }"),
        (house.colours_in_markup, '<path fill="none" stroke="currentColor">'),
        (house.code_in_markup, '<script src="/static/js/a.js" defer></script>'),
        (house.includes_without_only, '{% include "components/tag.html" with text=name only %}'),
        (house.verbs_without_by, "@transaction.atomic\ndef sign(paper, *, by):\n    pass\n"),
    ],
)  # fmt: skip
def test_each_rule_lets_sound_work_pass(check, sound):
    assert check(sound) == []


# --- What runs ------------------------------------------------------------------------


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def test_whatever_points_to_a_person_protects_them():
    """Except the history of register rows, which is written by its own library."""
    pointing = [
        field
        for model in our_models()
        if not hasattr(model, "history_object")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is apps.get_model("accounts.User")
    ]

    assert pointing
    assert [str(field) for field in pointing if field.remote_field.on_delete is not models.PROTECT] == []


def test_no_model_points_to_just_anything():
    generic = [
        str(field)
        for model in our_models()
        for field in model._meta.private_fields
        if type(field).__name__ == "GenericForeignKey"
    ]

    assert generic == []


def test_every_field_of_an_admin_form_explains_itself(rf, superuser):
    request = rf.get("/admin/")
    request.user = superuser
    silent = []
    for model, page in admin.site._registry.items():
        if model._meta.app_label in APPS:
            forms = [
                page.get_form(request),
                *(inline.get_formset(request).form for inline in page.get_inline_instances(request)),
            ]
            silent += [
                f"{model.__name__} {form._meta.model.__name__}.{name}"
                for form in forms
                for name, field in form.base_fields.items()
                if not field.help_text
            ]

    assert silent == []


def test_the_project_stands_where_the_rules_look():
    """The lists above would be empty, and every rule would pass, if the folders were elsewhere."""
    assert settings.BASE_DIR == house.ROOT
    assert templates()
    assert components()
    assert stylesheets()
    assert len(python_files(*APPS)) > 20
