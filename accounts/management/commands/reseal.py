"""Seal the secrets of second factors with the newest key, so that an earlier one can be taken away."""

from django.core.management.base import BaseCommand

from accounts.actions import reseal_second_factors


class Command(BaseCommand):
    help = "Seals the secrets of all second factors with SECRET_KEY. Safe to repeat."

    def handle(self, **options):
        done, unreadable = reseal_second_factors(by=None)
        self.stdout.write(f"{done} sealed with the newest key, {unreadable} that no key opens.")
