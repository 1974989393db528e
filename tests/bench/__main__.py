"""How fast the portal is, and whether it keeps its promises: ``./run bench [--json] [--write]``."""

import argparse
import json
import sys

from tests.bench import report
from tests.bench.client import BadAnswer
from tests.bench.doors import compare
from tests.bench.measure import Page, measure
from tests.bench.server import choose, loaded, serving
from tests.bench.targets import equal_doors, targets
from tests.bench.weight import Scale, public_paths
from tests.postgres import find_programs

CONTROLS = [
    Page("constant", "Control: constant page of 30 kB", "/bench/constant/", "local"),
    Page("bare", "Control: bare page of 317 rows, one query", "/bench/bare/", "Calderdale"),
]
SIGNED_IN = ("statement", "tasks", "check", "queue")


def run(say):
    """Measure everything once; return the rows of figures and the targets."""
    say("Loading the register and made-up assessments into a PostgreSQL of its own.")
    with loaded() as environment:
        pages = [*CONTROLS, *(Page(**page) for page in choose(environment))]
        say("Measuring pages that are made for each request.")
        with serving(environment, kept_pages=False) as server:
            fresh = measure(server, pages, kept=False)
        say("Measuring pages that are kept, and weighing first loads.")
        with serving(environment, kept_pages=True) as server:
            open_pages = [page for page in pages if page.key not in SIGNED_IN and page.key != "bare"]
            kept = measure(server, open_pages, kept=True)
            scale = Scale(server.port)
            weights = {
                path: scale.weigh(path) for path in [*public_paths(server.port), "/councils/?show=all"]
            }
        say("Knocking at the doors with known and unknown addresses.")
        with serving({**environment, "TRUSTED_PROXIES": "1"}, kept_pages=True) as server:
            doors = compare(server, environment)
    shown_once = [figures for key, figures in kept.items() if key != "constant"]
    return [*fresh.values(), *shown_once], [*targets(fresh, kept, weights), *equal_doors(doors)]


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the results as JSON, and nothing else")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    options = parser.parse_args(arguments)
    if not sys.platform.startswith("linux") or not find_programs():
        sys.exit(
            "The bench needs Linux and PostgreSQL 15 or newer (on Debian and Ubuntu: apt install postgresql)."
        )
    try:
        results = report.as_data(*run(lambda line: print(line, file=sys.stderr, flush=True)))
    except BadAnswer as problem:
        sys.exit(f"Nothing was measured: {problem}.")
    text = report.as_text(results)
    print(json.dumps(results, indent=2) if options.json else text)
    if options.write:
        report.write(text)
    sys.exit(not results["met"])


if __name__ == "__main__":
    main()
