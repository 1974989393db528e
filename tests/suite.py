"""The whole suite, step by step: ``./run test``, or ``./run test quick`` for SQLite alone.

Every step is run even when an earlier one failed, so that one run tells everything. What
cannot run here is said at the end; where ``CI`` is ``true`` that is a failure. The last
lines are pytest's own closing lines, one for each of its runs.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests import prepared
from tests.postgres import find_programs, temporary_cluster

CLOSING = re.compile(r"\b(passed|failed|errors?|skipped|no tests ran)\b.* in [\d.]+s")
CHECKS = {
    "Python: mistakes and style": ["ruff", "check", "."],
    "Python: layout": ["ruff", "format", "--check", "."],
    "Templates": ["djlint", "--lint", "--quiet", "templates"],
    "Import directions": ["lint-imports"],
    "Models have their migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
}
BROWSER = "tests/browser"


class Run:
    """What has been run so far, and how it went."""

    def __init__(self):
        self.in_ci = os.environ.get("CI") == "true"
        self.failed, self.left_out, self.closing_lines = [], [], []

    def step(self, name, command, **environment):
        """Run one of the environment's programs, showing its output as it comes."""
        print(f"\n--- {name}", flush=True)
        begun, closing = time.monotonic(), None
        program = Path(sys.executable).with_name(command[0])
        process = subprocess.Popen(
            [program, *command[1:]],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        try:
            for line in process.stdout:
                print(line, end="", flush=True)
                closing = line.strip() if CLOSING.search(line) else closing
        finally:
            process.terminate() if process.poll() is None and sys.exc_info()[0] else None
            process.wait()
        print(f"    {time.monotonic() - begun:.0f} s", flush=True)
        if process.returncode:
            self.failed.append(name)
        return closing

    def tests(self, name, *arguments, **environment):
        """Run pytest and keep its closing line; a test it left out is remembered."""
        command = ["python", "-m", "pytest", "-q", "--durations=12", *arguments]
        closing = self.step(name, command, **environment)
        self.closing_lines.append(closing or f"{name}: pytest did not finish")
        skipped = re.search(r"(\d+) skipped", closing or "")
        if skipped:
            self.leave_out(f"{skipped[1]} tests of “{name}”; their reasons stand above")

    def leave_out(self, what):
        self.left_out.append(what)

    def report(self):
        """Say what failed and what was left out, then pytest's closing lines; return the exit code."""
        print("\n" + "=" * 78)
        for name in self.failed:
            print(f"FAILED: {name}")
        for what in self.left_out:
            print(f"LEFT OUT: {what}")
        if self.left_out and self.in_ci:
            print("FAILED: in CI nothing may be left out")
        for line in self.closing_lines:
            print(line)
        return bool(self.failed or (self.left_out and self.in_ci))


def parallel(helping=10):
    """Two processes where there are two processors; more would only wait for the database.

    They take small helpings in turn, as the dearest tests are not evenly spread; the order stays, since
    tests that commit have to come last.
    """
    return ["-n", "2", "--maxschedchunk", str(helping)] if (os.cpu_count() or 1) > 1 else []


def everything(run):
    """The tests on PostgreSQL, then those in a browser."""
    if not find_programs():
        run.leave_out("PostgreSQL and the browser: no PostgreSQL 15 or newer is installed here")
        return
    with temporary_cluster() as address:
        lint = ["python", "-m", "tests.migrations"]
        run.step("Migrations that a running version can stand", lint, DATABASE_URL=address)
        begin = {"DATABASE_URL": address, "PREPARED": prepared.postgres(address)}
        run.tests("Tests on PostgreSQL", f"--ignore={BROWSER}", *parallel(), **begin)
        if not shutil.which("chromium"):
            run.leave_out("the browser: Chromium is not installed here")
            return
        run.tests("Tests in a browser", BROWSER, *parallel(2), **begin, DJANGO_ALLOW_ASYNC_UNSAFE="true")


def main(arguments):
    if arguments not in ([], ["quick"]):
        sys.exit("Say ./run test, or ./run test quick.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    run = Run()
    for name, command in CHECKS.items():
        run.step(name, command)
    if arguments:
        name = "Tests on SQLite, but the thorough ones"
        chosen = ["-m", "not thorough and not own_database", "--hypothesis-profile=quick"]
    else:
        name, chosen = "Tests on SQLite", ["-m", "not own_database"]
    prepared.sqlite()
    run.tests(name, f"--ignore={BROWSER}", *chosen, *parallel(), DATABASE_URL="")
    if not arguments:
        everything(run)
    sys.exit(run.report())


if __name__ == "__main__":
    main(sys.argv[1:])
