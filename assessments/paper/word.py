"""The paper as a Word file: real headings and tables, blanks in bold so that none is missed."""

import io

from docx.shared import Mm

from principles.exports import WORD, add_table, blank_document, for_xml

__all__ = ["WORD", "paper_as_word"]
WIDE = 170  # millimetres between the margins


def paper_as_word(paper):
    """Return the bytes of a .docx file."""
    document = blank_document(paper.title)
    document.add_paragraph().add_run(for_xml(paper.council.official_name)).bold = True
    if paper.draft:
        document.add_paragraph().add_run(for_xml(paper.draft)).bold = True
        document.sections[0].header.paragraphs[0].text = "DRAFT"
    document.add_paragraph(for_xml(paper.version))
    for number, section in enumerate(paper.sections, start=1):
        document.add_heading(for_xml(f"{number}. {section.title}"), level=1)
        for block in section.blocks:
            _write(document, block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write(document, block):
    match block.kind:
        case "points":
            for item in block.items:
                document.add_paragraph(for_xml(item), style="List Bullet")
        case "table":
            widths = (Mm(WIDE // len(block.heads)),) * len(block.heads)
            add_table(document, block.heads, block.rows, widths)
        case "small":
            document.add_heading(for_xml(block.words), level=2)
        case _:
            document.add_paragraph().add_run(for_xml(block.words)).bold = block.kind == "blank"
