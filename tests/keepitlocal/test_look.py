"""The stylesheet: joined and fresh, colours in one place, and every colour readable."""

import re

import pytest
import tinycss2
from django.conf import settings
from django.core.management import call_command

from keepitlocal import stylesheet

CSS = stylesheet.folder()
COLOUR_WORDS = {"black", "white", "red", "green", "blue", "grey", "gray", "orange", "yellow"}


def test_the_joined_sheet_is_fresh():
    fresh = stylesheet.joined(CSS)
    assert (CSS / "site.css").read_text() == fresh, (
        "Run ./run manage build_css and commit static/css/site.css."
    )


def test_the_joined_sheet_is_small():
    assert len((CSS / "site.css").read_bytes()) < 40_000


def test_every_source_can_be_read():
    for source in stylesheet.sources(CSS):
        rules = tinycss2.parse_stylesheet(source.read_text(), skip_comments=True, skip_whitespace=True)
        assert rules, source
        assert not [rule.message for rule in rules if rule.type == "error"], source


def test_joining_keeps_every_rule():
    def count(text):
        return sum(1 for token in tinycss2.parse_component_value_list(text) if token.type == "{} block")

    parts = sum(count(source.read_text()) for source in stylesheet.sources(CSS))
    assert count(stylesheet.joined(CSS)) == parts


def test_the_command_writes_the_joined_sheet(tmp_path, monkeypatch, capsys):
    (tmp_path / "components").mkdir()
    for name in ("tokens", "base", "layout", "patterns", "forms", "print"):
        (tmp_path / f"{name}.css").write_text(f"/* {name} */\n.{name} {{\n  margin: 0;\n}}\n")
    (tmp_path / "components" / "tag.css").write_text(".tag { margin: 0; padding: 0 }")
    monkeypatch.setattr(stylesheet, "folder", lambda: tmp_path)
    call_command("build_css")
    assert (tmp_path / "site.css").read_text().splitlines() == [
        ".tokens{margin: 0}", ".base{margin: 0}", ".layout{margin: 0}", ".patterns{margin: 0}",
        ".forms{margin: 0}", ".tag{margin: 0;padding: 0}", ".print{margin: 0}",
    ]  # fmt: skip
    assert capsys.readouterr().out.startswith("static/css/site.css: ")


def sheets_without_tokens():
    return [path for path in stylesheet.sources(CSS) if path.name != "tokens.css"]


@pytest.mark.parametrize("path", sheets_without_tokens(), ids=lambda path: path.name)
def test_colours_stand_in_the_tokens_alone(path):
    for token in walk(tinycss2.parse_component_value_list(path.read_text(), skip_comments=True)):
        assert not (token.type == "hash" and re.fullmatch(r"[0-9a-fA-F]{3,8}", token.value)), (
            token.serialize()
        )
        assert not (token.type == "ident" and token.lower_value in COLOUR_WORDS), token.serialize()
        assert not (token.type == "function" and token.lower_name in {"rgb", "rgba", "hsl", "hsla"}), path


def walk(tokens):
    for token in tokens:
        yield token
        yield from walk(getattr(token, "content", None) or getattr(token, "arguments", None) or [])


@pytest.mark.parametrize("path", sorted((CSS / "components").glob("*.css")), ids=lambda path: path.stem)
def test_a_components_sheet_has_the_name_of_its_template(path):
    assert list((settings.BASE_DIR / "templates").rglob(f"{path.stem}.*")), path.name


# What stands on what, with the least contrast that WCAG 2.2 asks (4.5 for text, 3 for outlines).
PAIRS = [
    *[("ink", ground, 7) for ground in ("paper", "card", "sand", "mint")],
    *[("muted", ground, 4.5) for ground in ("paper", "card", "sand", "mint")],
    *[("pine", ground, 4.5) for ground in ("paper", "card", "sand", "mint")],
    *[("visited", ground, 4.5) for ground in ("paper", "card", "sand", "mint")],
    *[(text, ground, 4.5) for text in ("brick", "error") for ground in ("paper", "card", "sand")],
    *[(text, "pine-deep", 4.5) for text in ("on-deep", "on-deep-soft", "marigold")],
    ("on-pine", "pine", 4.5),
    ("pine-deep", "marigold", 4.5),
    *[("line", ground, 3) for ground in ("paper", "card", "sand")],
    *[("focus-ring", "marigold", 3)],
]


def tokens():
    """Return the colours by scheme, as the tokens file states them."""
    text = (CSS / "tokens.css").read_text()
    light, rest = text.split("@media (prefers-color-scheme: dark)")
    dark = rest.split("@media print")[0]
    found = [dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": found[0] | found[1]}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_is_measured_as_wcag_says():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_every_colour_can_be_read_on_its_ground(scheme, text, ground, least):
    colours = tokens()[scheme]
    assert contrast(colours[text], colours[ground]) >= least
