"""Ready texts as Word files, with the council's name filled in."""

import io

from councils.names import spoken
from joining.models import ReadyText
from principles.exports import WORD, blank_document, for_xml
from principles.models import Principle

__all__ = ["WORD", "text_as_word"]
UNNAMED = "[name of the council]"
NOT_THEIRS = "Draft by the portal, not Locality's wording. Check it with Locality before you use it."
PRINCIPLES = "{principles}"
LONGEST_HEADING = 70
ENDS = (".", ":", ";", ",", "?", "!", "]")


def text_as_word(text: ReadyText, council=None):
    """Return the bytes of a .docx file; without a council its name is left to be filled in."""
    document = blank_document(text.title)
    if text.is_draft:
        document.add_paragraph().add_run(NOT_THEIRS).bold = True
    for part in parts_of(text.body):
        _write(document, part, spoken(council) if council else UNNAMED)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def parts_of(body):
    """Return the paragraphs of a text, each as its lines."""
    lines = [line.strip() for line in body.replace("\r\n", "\n").split("\n")]
    parts, part = [], []
    for line in [*lines, ""]:
        if line:
            part.append(line)
        elif part:
            parts.append(part)
            part = []
    return parts


def is_heading(part):
    """Whether a paragraph is one short line that no sentence ends."""
    return len(part) == 1 and len(part[0]) <= LONGEST_HEADING and not part[0].endswith(ENDS)


def _write(document, part, name):
    # Replaced, never formatted: other braces in a text are only braces.
    lines = [for_xml(line.replace("{council}", name)) for line in part]
    if part == [PRINCIPLES]:
        for principle in Principle.objects.all():
            document.add_paragraph(for_xml(principle.name), style="List Number")
    elif all(line.startswith("- ") for line in lines):
        for line in lines:
            document.add_paragraph(line.removeprefix("- "), style="List Bullet")
    elif is_heading(lines):
        document.add_heading(lines[0], level=1)
    else:
        document.add_paragraph("\n".join(lines))
