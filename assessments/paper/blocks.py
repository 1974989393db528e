"""What a paper is made of, as plain values that the page and the Word file draw alike."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A paragraph. A blank is for the council to fill in, and is marked so that it is not missed."""

    words: str
    kind: str = "text"


@dataclass(frozen=True)
class Points:
    """A list."""

    items: list[str]
    kind: str = "points"


@dataclass(frozen=True)
class Table:
    """A table with its caption and the names of its columns."""

    caption: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]
    kind: str = "table"


@dataclass(frozen=True)
class Section:
    """A numbered part of the paper."""

    title: str
    blocks: list = field(default_factory=list)


def blank(what):
    """Return a place that only the council can fill."""
    return Text(f"[Council to complete: {what}]", "blank")


def small(words):
    """Return a heading inside a section."""
    return Text(words, "small")
