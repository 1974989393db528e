"""Read one mail that came back, from standard input: a mail server hands it over."""

import sys

from django.core.management.base import BaseCommand

from accounts import bounces


class Command(BaseCommand):
    help = "Read one mail that came back from standard input, and mark the message it is about."

    def handle(self, *args, **options):
        message = bounces.record(sys.stdin.buffer.read(bounces.LARGEST))
        if message is None:
            self.stdout.write("Nothing is marked: this is no report of a failure about a message of ours.")
        else:
            self.stdout.write(f"Marked as come back: message {message.pk}.")
