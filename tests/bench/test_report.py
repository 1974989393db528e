import json

import pytest

from tests.bench import __main__ as bench
from tests.bench import report
from tests.bench.client import BadAnswer
from tests.bench.targets import Target
from tests.bench.test_targets import figures

MET = Target("All councils, made afresh", 3, 4, "queries")
MISSED = Target("Council page, made afresh", 21.5, 20, "ms CPU")


@pytest.fixture
def ran(monkeypatch, capsys):
    """Return a function that runs the bench on given targets and returns exit code and output."""
    monkeypatch.setattr(bench, "find_programs", lambda: "somewhere")
    monkeypatch.setattr(
        report,
        "machine",
        lambda: {
            "cores": 2,
            "memory_gb": 8,
            "python": "3.11.7",
            "django": "5.2.19",
            "gunicorn": "27.0",
            "postgresql": "15.9",
        },
    )

    def run(targets, *options):
        monkeypatch.setattr(bench, "run", lambda say: ([figures("all")], targets))
        with pytest.raises(SystemExit) as ended:
            bench.main(options)
        return ended.value.code, capsys.readouterr().out

    return run


def test_everything_met_ends_well(ran):
    code, printed = ran([MET])
    assert not code
    assert "| met" in printed
    assert "2 processor cores, 8 GB memory, Python 3.11.7" in printed


def test_one_missed_target_fails_the_run_and_is_named(ran):
    code, printed = ran([MET, MISSED])
    assert code
    (line,) = [line for line in printed.splitlines() if "NOT MET" in line]
    assert "Council page" in line
    assert "at most 20 ms CPU" in line
    assert "21.5" in line


def test_json_says_the_same_to_a_program(ran):
    code, printed = ran([MET, MISSED], "--json")
    found = json.loads(printed)
    assert code
    assert not found["met"]
    assert [target["met"] for target in found["targets"]] == [True, False]
    assert found["pages"][0]["connections"]["16"] == {"requests_per_s": 1000, "p50_ms": 1.0, "p95_ms": 1.0}


def test_a_page_that_fails_ends_the_bench_with_its_reason(ran, monkeypatch, capsys):
    def broken(say):
        raise BadAnswer("/councils/: status 500")

    monkeypatch.setattr(bench, "run", broken)
    with pytest.raises(SystemExit, match="/councils/: status 500"):
        bench.main([])


def test_writing_changes_only_what_stands_between_the_marks(tmp_path):
    document = tmp_path / "performance.md"
    document.write_text(f"# Before\n{report.BEGIN}\nold\n{report.END}\nafter\n")
    for text in ("one", "two"):
        report.write(text, document)
    assert document.read_text() == f"# Before\n{report.BEGIN}\ntwo\n{report.END}\nafter\n"


def test_the_document_has_the_place_for_the_tables():
    text = report.DOCUMENT.read_text()
    assert text.count(report.BEGIN) == text.count(report.END) == 1
