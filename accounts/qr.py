"""A QR code as one path of an SVG, so that a page can draw it without a picture file or a style."""

from dataclasses import dataclass

from qrcode import QRCode

QUIET = 4


@dataclass(frozen=True)
class Drawing:
    """A square of ``size`` units and the path of its dark modules."""

    size: int
    path: str


def draw(text):
    """Return the QR code of a text, with the quiet border that readers need."""
    code = QRCode(border=QUIET)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    runs = (
        f"M{start} {y}h{end - start}v1h{start - end}z"
        for y, row in enumerate(rows)
        for start, end in _runs(row)
    )
    return Drawing(len(rows), "".join(runs))


def _runs(row):
    """Yield where each stretch of dark modules in a row begins and ends."""
    start = None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x
            start = None
