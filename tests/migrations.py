"""Would a migration break the version that still runs while it is applied?

Reads the SQL of every migration but the first ones, which make tables that nothing uses
yet. Run on PostgreSQL: SQLite rebuilds whole tables, so its SQL says little.
"""

import os
import sys

import django
from django_migration_linter import MigrationLinter

from tests.house import APPS

# Only a hint elsewhere; here a migration that cannot be undone is an error.
ALSO_ERRORS = ["RUNPYTHON_REVERSIBLE", "RUNSQL_REVERSIBLE", "CREATE_INDEX", "REINDEX"]

# Makes a table and, of functions, an index of it: nothing uses the table yet, so that nobody waits.
NEW_TABLES = ["0003_saved_view", "0009_invitation"]


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepitlocal.settings")
    django.setup()
    linter = MigrationLinter(
        include_apps=APPS,
        ignore_initial_migrations=True,
        ignore_name=NEW_TABLES,
        no_cache=True,
        quiet=["ignore"],
        warnings_as_errors_tests=ALSO_ERRORS,
    )
    linter.lint_all_migrations()
    linter.print_summary()
    sys.exit(linter.has_errors)


if __name__ == "__main__":
    main()
