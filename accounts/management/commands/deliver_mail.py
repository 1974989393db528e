"""Deliver the mail that waits, once or for as long as the command runs."""

import signal
import threading

from django.core.management.base import BaseCommand

from accounts import delivery


class Command(BaseCommand):
    help = "Deliver waiting mail. With --loop it goes on until it is stopped."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="Go on until stopped.")
        parser.add_argument("--pause", type=float, default=2, help="Seconds between two rounds (2).")

    def handle(self, *args, **options):
        if not options["loop"]:
            done = delivery.deliver_due()
            self.stdout.write(
                "{delivered} delivered, {later} put back for later, {given_up} given up.".format(**done)
            )
            return
        stopped = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopped.set())
        delivery.deliver_until(stopped, options["pause"])
