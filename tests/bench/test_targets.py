"""The limits are promises: this table says them a second time, so that no edit loosens one unseen."""

import pytest

from tests.bench.client import Load
from tests.bench.doors import Compared
from tests.bench.measure import Figures, Page
from tests.bench.targets import NETWORK_PAGES, PLAIN_PAGES, WORK_PAGES, equal_doors, targets

LIMITS = {
    ("all", "queries"): 4,
    ("all", "cpu"): 15.0,  # 1.5 × the 10 ms of the bare page below
    ("council", "queries"): 16,
    ("council", "cpu"): 20,
    ("outsider", "queries"): 16,
    ("outsider", "cpu"): 20,
    ("members", "cpu"): 12,
    ("statement", "queries"): 14,
    ("statement", "cpu"): 16,
    **{(key, "queries"): 16 for key in WORK_PAGES},
    **{(key, "cpu"): 25 for key in WORK_PAGES},
    **{(key, "queries"): 18 for key in NETWORK_PAGES},
    **{(key, "cpu"): 25 for key in NETWORK_PAGES},
}


def figures(key, **changed):
    values = {"queries": 1, "cpu": 10, "rate": 1000, **changed}
    loads = {connections: Load([values["rate"]], [0.001]) for connections in (1, 16)}
    return Figures(Page(key, key, f"/{key}/", ""), False, values["queries"], values["cpu"], loads)


@pytest.fixture
def judge():
    """Return a function that says which targets are missed when some figures differ."""

    def missed(fresh=None, kept=None, weight=50_000):
        fresh_ones = {
            key: figures(key) for key in (*PLAIN_PAGES, *WORK_PAGES, "bare", "constant", "statement")
        }
        kept_ones = {key: figures(key) for key in (*PLAIN_PAGES, "constant")}
        found = targets(
            fresh_ones | (fresh or {}), kept_ones | (kept or {}), {"/": 10_000, "/heavy/": weight}
        )
        return [target.promise for target in found if not target.met]

    return missed


def test_good_figures_meet_everything(judge):
    assert judge() == []


@pytest.mark.parametrize(("what", "limit"), LIMITS.items())
def test_each_limit_of_a_page_made_afresh(judge, what, limit):
    key, measure = what
    assert judge({key: figures(key, **{measure: limit})}) == []
    (missed,) = judge({key: figures(key, **{measure: limit + (1 if measure == "queries" else 0.01)})})
    assert missed.startswith(f"{key}, made afresh")


@pytest.mark.parametrize("key", PLAIN_PAGES)
def test_a_kept_page_takes_one_query_at_most(judge, key):
    assert judge(kept={key: figures(key, queries=2)}) == [f"{key}, kept"]


@pytest.mark.parametrize("key", PLAIN_PAGES)
def test_a_kept_page_has_at_least_half_the_rate_of_the_constant_one(judge, key):
    assert judge(kept={key: figures(key, rate=500)}) == []
    assert len(judge(kept={key: figures(key, rate=499)})) == 2, "at 1 and at 16 connections"


def test_a_first_load_weighs_at_most_100_kilobytes(judge):
    assert judge(weight=100_000) == []
    (missed,) = judge(weight=100_001)
    assert "/heavy/" in missed


@pytest.mark.parametrize(("known", "unknown", "met"), [(9, 9.8, True), (9.95, 9, False), (9, 9.95, False)])
def test_the_time_of_an_answer_tells_nobody_who_has_an_account(known, unknown, met):
    (target,) = equal_doors([Compared("a password", known, unknown)])
    assert target.met is met
