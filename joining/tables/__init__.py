"""An application's answers, and its workflow, as plain rows for pages."""

from joining.tables.answers import TITLES, rows, tasks
from joining.tables.beside import beside_record
from joining.tables.drawing import drawing

__all__ = ["TITLES", "beside_record", "drawing", "rows", "tasks"]
