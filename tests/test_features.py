"""Every feature that docs/features.md promises is shown by a test, and every mark has its row."""

import ast
import re

from tests.house import matching, read

ROW = re.compile(r"^\| ((?:PU|JO|OF|ST)\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def marks_in(text):
    """Return the codes of ``pytest.mark.feature(…)`` in a test module."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    marks = [call for call in calls if ast.unparse(call.func) == "pytest.mark.feature"]
    return {argument.value for call in marks for argument in call.args}


def marks():
    """Return, for each marked code, the test files that carry it."""
    found = {}
    for path in matching("test_*.py"):
        for code in marks_in(read(path)):
            found.setdefault(code, set()).add(path.as_posix())
    return found


def rows():
    return [
        (code, {name.split("::")[0] for name in re.findall(r"`([^`]+)`", where)})
        for code, _, where in ROW.findall(features())
    ]


def features():
    return read("docs/features.md")


def test_every_line_of_the_table_is_a_row():
    table = [line for line in features().splitlines() if line.startswith("|")][2:]

    assert len(table) == len(rows())


def test_a_feature_has_one_row():
    codes = [code for code, _ in rows()]

    assert len(codes) == len(set(codes))


def test_every_row_is_shown_by_the_tests_it_names():
    marked = marks()
    wrong = {
        code: sorted(where) for code, where in rows() if not where or not where <= marked.get(code, set())
    }

    assert wrong == {}


def test_every_mark_has_its_row():
    assert set(marks()) - {code for code, _ in rows()} == set()


def test_marks_are_found_wherever_they_stand():
    text = """
import pytest
pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU3")]

@pytest.mark.feature("OF6")
@pytest.mark.feature("OF7", "OF8")
def test_page():
    pass
"""
    assert marks_in(text) == {"PU3", "OF6", "OF7", "OF8"}
