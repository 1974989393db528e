"""Loading everything that our own data files say: one plan over all apps, applied whole or not at all."""

from councils.imports import register_sheets
from organisations.imports import organisation_sheets
from practice.imports import practice_sheets
from records.imports import make_plan


def plan_everything(councils=None, members=None):
    """Plan the loading of the project's own files; ``councils`` and ``members`` may be newer ones.

    Fields that staff changed since the last load are kept, and said to be.
    """
    register = register_sheets(councils, members)

    def sheets(context):
        return [*register(context), *organisation_sheets(context), *practice_sheets(context)]

    return make_plan(sheets)
