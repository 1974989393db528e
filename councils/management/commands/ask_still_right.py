"""Ask councils whether their facts are still right: those that were not asked for three months."""

from councils.management.commands import keep_true


class Command(keep_true.Command):
    help = "Ask each council that was not asked for three months. keep_true does this too, and more."
    quarterly_only = True
