"""The one-hop picture: a subject in the middle and what it is connected with, as places on a drawing.

It shows what the list beside it says, and nothing else: at most 30 neighbours, one box each;
beyond that one box for each kind. Sizes are in the drawing's own units, about a pixel each.
There are two drawings of the same: one for wide screens, one for phones.
"""

import textwrap
from dataclasses import dataclass, field
from itertools import groupby

MOST = 30
LINE, PADDING, GAP, LABEL = 20, 10, 12, 26


@dataclass(frozen=True)
class Neighbour:
    """What one box says: its kind, whom it means, who says so, and whether both do."""

    words: str
    name: str
    says: str
    both: bool


@dataclass(frozen=True)
class Box:
    """A box with lines of text, and for a neighbour the bar that joins it.

    The template sets the first line at ``PADDING`` from the top, the others ``LINE`` below each other.
    """

    x: int
    y: int
    width: int
    height: int
    texts: list
    bar: tuple = ()
    both: bool = False

    @property
    def corner(self):
        return f"{self.x} {self.y}"

    @property
    def middle(self):
        return self.y + self.height // 2

    @property
    def frame(self):
        """The path of its edge, through the middles of pixels so that it is sharp."""
        across, down = self.width - 1, self.height - 1
        return f"M{self.x}.5 {self.y}.5h{across}v{down}h-{across}z"


@dataclass
class Drawing:
    """One drawing: boxes, the labels of their kinds, the lines that gather the bars, and the subject."""

    kind: str
    width: int
    height: int = 0
    subject: Box = None
    boxes: list = field(default_factory=list)
    labels: list = field(default_factory=list)
    gathering: list = field(default_factory=list)

    @property
    def frames(self):
        return "".join(box.frame for box in self.boxes)

    @property
    def gathers(self):
        return _path(self.gathering)

    @property
    def bars(self):
        """The bars of those connections that both ends state."""
        return _path(box.bar for box in self.boxes if box.both)

    @property
    def dashed(self):
        return _path(box.bar for box in self.boxes if not box.both)


def _path(lines):
    return "".join(f"M{x1} {y1}L{x2} {y2}" for x1, y1, x2, y2 in lines)


def neighbours(lines):
    """Return what the picture shows for the lines of a list, in their order."""
    if len(lines) <= MOST:
        return [Neighbour(line.words, line.name, line.in_short, line.both_say_so) for line in lines]
    return [_together(words, list(same)) for words, same in groupby(lines, lambda line: line.words)]


def _together(words, lines):
    confirmed = sum(line.both_say_so for line in lines)
    ends = "1 connection" if len(lines) == 1 else f"{len(lines)} connections"
    return Neighbour(words, ends, f"Both say so: {confirmed or 'none'}", confirmed == len(lines))


def draw(subject, shown):
    """Return the drawings of a subject's name and its neighbours, widest first."""
    return [_wide(subject, shown), _narrow(subject, shown)] if shown else []


def _wide(subject, shown):
    """Half of the neighbours at the left, half at the right, the subject between them."""
    half = (len(shown) + 1) // 2
    left, right = shown[:half], shown[half:]
    drawing = Drawing("wide", 730 if right else 455)
    bottoms = [_column(drawing, left, x=0, width=230, y=0, bar_to=255)]
    if right:
        bottoms.append(_column(drawing, right, x=500, width=230, y=0, bar_to=475))
    texts = _wrapped(subject, 15)
    tall = len(texts) * LINE + 2 * PADDING
    drawing.height = max(*bottoms, tall + LABEL)
    drawing.subject = Box(275, (drawing.height - tall + LABEL) // 2, 180, tall, texts)
    middle = drawing.subject.middle
    _gather(drawing, drawing.boxes[:half], 255, middle, 275)
    _gather(drawing, drawing.boxes[half:], 475, middle, 455)
    return drawing


def _narrow(subject, shown):
    """Half of the neighbours above the subject, half below; one line at the left gathers them."""
    half = (len(shown) + 1) // 2
    drawing = Drawing("narrow", 340)
    y = _column(drawing, shown[:half], x=40, width=300, y=0, bar_to=14)
    texts = _wrapped(subject, 28)
    tall = len(texts) * LINE + 2 * PADDING
    drawing.subject = Box(0, y + GAP, 340, tall, texts)
    drawing.height = y + GAP + tall
    if shown[half:]:
        drawing.height = _column(drawing, shown[half:], x=40, width=300, y=drawing.height + GAP, bar_to=14)
    ends = [drawing.boxes[0].middle, drawing.boxes[-1].middle, drawing.subject.middle]
    drawing.gathering.append((14, min(ends), 14, max(ends)))
    return drawing


def _column(drawing, shown, x, width, y, bar_to):
    """Add boxes under each other, each kind under its label; return where the column ends."""
    for words, same in groupby(shown, lambda neighbour: neighbour.words):
        y += LABEL
        drawing.labels.append((f"{x} {y - 8}", words))
        for neighbour in same:
            texts = [*_wrapped(neighbour.name, (width - 24) // 10), neighbour.says]
            tall = len(texts) * LINE + 2 * PADDING
            middle = y + tall // 2
            near = x if bar_to < x else x + width
            bar = (near, middle, bar_to, middle)
            drawing.boxes.append(Box(x, y, width, tall, texts, bar, neighbour.both))
            y += tall + GAP
    return y - GAP


def _gather(drawing, boxes, x, middle, subject_x):
    """Add the line that gathers the bars of some boxes and leads to the subject."""
    if boxes:
        ends = [middle, *(box.middle for box in boxes)]
        drawing.gathering += [(x, min(ends), x, max(ends)), (x, middle, subject_x, middle)]


def _wrapped(text, letters):
    return textwrap.wrap(text, letters, max_lines=3, placeholder=" …") or [text]
