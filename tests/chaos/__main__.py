"""Whether saved answers survive what falls over: ``./run chaos [seconds]``."""

import sys

from tests.chaos.storm import control, stage, storm
from tests.postgres import find_programs

SECONDS = 60
AT_LEAST = 10


def told(outcome):
    """Say in a few lines what happened."""
    met = ", ".join(f"{number:,} × {what}" for what, number in sorted(outcome.book.met.items(), key=str))
    outages = ", ".join(f"{end - begin:.1f} s" for begin, end in outcome.outages)
    return (
        f"{outcome.seconds} s: {len(outcome.book.tried):,} saves tried, "
        f"{len(outcome.book.acknowledged):,} acknowledged, {len(outcome.lost)} of these lost.\n"
        f"Answers: {met}. Restarts of the database took {outages}."
    )


def main(arguments):
    seconds = arguments[0] if arguments else str(SECONDS)
    if len(arguments) > 1 or not seconds.isdecimal() or int(seconds) < AT_LEAST:
        sys.exit(f"Say ./run chaos, or ./run chaos and a number of seconds, {AT_LEAST} or more.")
    if not find_programs():
        sys.exit("This needs PostgreSQL 15 or newer (on Debian and Ubuntu: apt install postgresql).")
    with stage() as on:
        print("Twelve editors of six councils; a worker is killed every 0.7 s, the database restarts twice.")
        outcome = storm(on, int(seconds))
        print(told(outcome))
        print("The control: a database that says “saved” before it is.", flush=True)
        careless = control(on, AT_LEAST)
        print(told(careless))
    faults = outcome.faults
    if not careless.lost:
        faults.append("the control lost nothing, so this shows nothing")
    for fault in faults:
        print(f"NOT MET: {fault}")
    print("Every promise was kept." if not faults else "")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main(sys.argv[1:])
