"""Joins the style sources into the one sheet that every page loads."""

import re
from pathlib import Path

from django.conf import settings

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r"\s*([{};])\s*")


def sources(folder: Path) -> list[Path]:
    """Return the style sources in the order in which they count: print overrules everything."""
    frame = [folder / f"{name}.css" for name in ("tokens", "base", "layout", "patterns", "forms")]
    return [*frame, *sorted((folder / "components").glob("*.css")), folder / "print.css"]


def joined(folder: Path) -> str:
    """Return all sources as one sheet, without comments and idle space."""
    text = "".join(path.read_text(encoding="utf-8") for path in sources(folder))
    text = SPACE.sub(" ", COMMENT.sub("", text))
    return AROUND.sub(r"\1", text).replace(";}", "}").replace("}", "}\n").strip() + "\n"


def folder() -> Path:
    """Return the folder that holds the style sources and the joined sheet."""
    return settings.BASE_DIR / "static" / "css"
