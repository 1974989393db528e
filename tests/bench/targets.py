"""What the portal has to reach. A target that is missed fails the bench; none is ever loosened."""

from dataclasses import dataclass

# Pages of the network in full view: at most so many queries and milliseconds, made afresh.
NETWORK_PAGES = ("home", "cases", "case", "organisation", "compare", "search", "csv")
NETWORK_QUERIES, NETWORK_CPU = 18, 25
# Pages of officers and reviewers, with 317 councils and ten years of history.
WORK_PAGES, WORK_QUERIES, WORK_CPU = ("tasks", "check", "queue"), 16, 25
PLAIN_PAGES = (*NETWORK_PAGES, "members", "all", "council", "outsider", "principle")
BARE_SHARE = 1.5
CONSTANT_SHARE = 0.5
FIRST_LOAD = 100_000
# Between the middle times of known and unknown addresses, in percent.
DOORS_APART = 10


@dataclass(frozen=True)
class Target:
    """One promise, what was measured, and whether it was met."""

    promise: str
    measured: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def met(self):
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


def targets(fresh, kept, weights):
    """Return every target: figures come by the key of their page, weights in bytes by path."""
    heaviest = max(weights, key=weights.get)
    return [
        *_fresh(fresh),
        *(target for key in PLAIN_PAGES for target in _kept(kept[key], kept["constant"])),
        Target(
            f"First load of the heaviest of {len(weights)} public pages, {heaviest}, with its files",
            weights[heaviest] / 1000,
            FIRST_LOAD / 1000,
            "kB",
        ),
    ]


def _fresh(fresh):
    """Pages made for each request, by the worker's processor time and by queries."""
    bare = fresh["bare"].cpu
    return [
        _queries(fresh["all"], 4),
        _cpu(fresh["all"], BARE_SHARE * bare, f", {BARE_SHARE} × the bare page"),
        _queries(fresh["council"], 16),
        _cpu(fresh["council"], 20),
        _queries(fresh["outsider"], 16),
        _cpu(fresh["outsider"], 20),
        _cpu(fresh["members"], 12),
        _queries(fresh["statement"], 14),
        _cpu(fresh["statement"], 16),
        *(
            target
            for key in WORK_PAGES
            for target in (_queries(fresh[key], WORK_QUERIES), _cpu(fresh[key], WORK_CPU))
        ),
        *(
            target
            for key in NETWORK_PAGES
            for target in (_queries(fresh[key], NETWORK_QUERIES), _cpu(fresh[key], NETWORK_CPU))
        ),
    ]


def _queries(figures, limit, how="made afresh"):
    return Target(f"{figures.page.name}, {how}", figures.queries, limit, "queries")


def _cpu(figures, limit, how=""):
    return Target(f"{figures.page.name}, made afresh{how}", figures.cpu, limit, "ms CPU")


def _kept(figures, constant):
    """A kept page against the constant one, at each number of connections."""
    yield _queries(figures, 1, "kept")
    for connections, load in figures.loads.items():
        noun = "connection" if connections == 1 else "connections"
        yield Target(
            f"{figures.page.name}, kept, {connections} {noun}: half the constant page's rate",
            load.rate,
            CONSTANT_SHARE * constant.loads[connections].rate,
            "requests/s",
            at_least=True,
        )


def equal_doors(compared):
    """Return the targets of the doors: nobody may learn from the time of an answer who has an account."""
    return [
        Target(
            f"Asking for {it.door}: 50 known against 50 unknown addresses, same answer, medians apart",
            it.apart,
            DOORS_APART,
            "%",
        )
        for it in compared
    ]
