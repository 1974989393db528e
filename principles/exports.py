"""The questions as a Word file that a team can fill in away from the screen."""

import datetime
import io
import re

from django.utils import timezone
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from principles.models import Level
from principles.published import readable

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INK = RGBColor(0x1A, 0x24, 0x33)
BOX = "☐"
# XML has no way to write these; a stray one from a pasted text would break the file.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def questions_as_word(question_set):
    """Return the bytes of a .docx file with every statement, its levels and room to answer."""
    document = blank_document(f"Keep it Local self-assessment: {question_set.title}")
    _introduce(document, question_set)
    for group in readable(question_set):
        document.add_heading(for_xml(f"{group.principle.number}. {group.principle.name}"), level=1)
        for statement in group.statements:
            _ask(document, statement)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def for_xml(text):
    """Return the text without what a Word file cannot hold."""
    return NOT_XML.sub("", text)


def blank_document(title):
    """Return an empty A4 document in plain type, titled, in British English."""
    document = Document()
    document.core_properties.title = for_xml(title)
    document.core_properties.author = "Keep it Local"
    document.core_properties.language = "en-GB"
    document.core_properties.comments = ""
    now = timezone.now().astimezone(datetime.UTC).replace(tzinfo=None)
    document.core_properties.created = document.core_properties.modified = now
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        _plain_type(document.styles[name])
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(for_xml(title), level=0)
    return document


def _plain_type(style):
    style.font.name, style.font.color.rgb = "Arial", INK
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), "Arial")
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "en-GB")


def _introduce(document, question_set):
    document.add_paragraph(for_xml(question_set.introduction))
    document.add_paragraph(
        "No official Keep it Local question set has been published, so these statements are a new draft, "
        "written for this portal. Nothing you write in this file is sent to anyone."
    )
    document.add_heading("What the levels mean", level=1)
    rows = [
        (m.get_level_display(), f"{m.means} True if {m.true_if}.") for m in question_set.level_meanings.all()
    ]
    rows += [
        ("We do not know yet", "Counts as not answered, never as low."),
        ("Not our service", "Say which council runs it. Only a few statements allow this answer."),
    ]
    add_table(document, ("Answer", "What it means"), rows, (Mm(42), Mm(128)))
    document.add_heading("Words we use", level=1)
    for term in question_set.terms.all():
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(for_xml(f"{term.word}: ")).bold = True
        paragraph.add_run(for_xml(term.meaning))


def _ask(document, statement):
    """Write one statement with a box to tick for each answer, and room for what it is based on."""
    document.add_heading(for_xml(f"{statement.key}  {statement.text}"), level=2)
    if statement.hint:
        document.add_paragraph(for_xml(statement.hint))
    rows = [(f"{BOX} {Level(level.level).label}", level.text) for level in statement.descriptors.all()]
    rows.append((f"{BOX} We do not know yet", ""))
    if statement.allows_not_our_service:
        rows.append((f"{BOX} Not our service", "Which council runs it?"))
    add_table(document, ("Tick one", "What would be true"), rows, (Mm(52), Mm(118)))
    rows = [("In a sentence or two, what is this based on?", ""), ("Evidence: a link, or who holds it", "")]
    if statement.could_point_to:
        rows[1] = (rows[1][0], f"Could be: {statement.could_point_to}")
    add_table(document, ("Question", "Your answer"), rows, (Mm(52), Mm(118)))


def add_table(document, heads, rows, widths):
    """Add a table with a real header row, so that a screen reader can say the column."""
    table = document.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.autofit = False
    for number, texts in enumerate([heads, *rows]):
        row = table.add_row()
        _keep_whole(row, is_head=number == 0)
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(for_xml(text))
            run.bold = number == 0 or cell is row.cells[0]
    document.add_paragraph()


def _keep_whole(row, *, is_head):
    """Do not break a row over two pages; repeat the header row on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
