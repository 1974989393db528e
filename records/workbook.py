"""One sheet as an .xlsx file, written and read: texts only, and nothing in it is ever worked out.

Files come from strangers' machines: what is too large, broken or not plain is refused in a sentence.
"""

import io
import re
import struct
import zipfile
import zlib
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape, quoteattr

from records.exports import RISKY_STARTS, safe_cell

LARGEST = 1024 * 1024
# What the parts of a file may come to once unpacked, and how many there may be.
UNPACKED = 4 * 1024 * 1024
MOST_PARTS, MOST_ROWS, MOST_COLUMNS, MOST_ELEMENTS = 100, 300, 30, 50_000
FORMULA = object()
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_MIME}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MIME}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_MIME}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Arial"/>'
    '</font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1">'
    "<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs "
    f'count="1"><xf {_PLAIN}/></cellStyleXfs><cellXfs count="2">'
    + "".join(
        f'<xf numFmtId="49" fontId="{font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyFont="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'
        for font in (0, 1)
    )
    + "</cellXfs></styleSheet>",
}


# Whatever a broken or forged file makes the readers below it say.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    LookupError,
    ValueError,
    AttributeError,
    RuntimeError,
    EOFError,
    OverflowError,
    struct.error,
)


TOO_MUCH = "This file unpacks to more than a filled-in sheet would. It was not opened."


class WorkbookError(Exception):
    """The file cannot be read; the text says why in one sentence."""


def write(title, rows, *, widths, bold=(), choices=()):
    """Return the bytes of a workbook with one sheet of texts.

    ``widths`` are in characters, ``bold`` the numbers of rows, ``choices`` triples of a column's
    letter, its first row and the texts that a reader can choose there.
    """
    parts = {**_PARTS, "xl/worksheets/sheet1.xml": _sheet(rows, widths, bold, choices)}
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name={quoteattr(title[:31])} '
        'sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, _HEAD + content)
    return file.getvalue()


def _sheet(rows, widths, bold, choices):
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    lines = "".join(_row(number, cells, int(number in bold)) for number, cells in enumerate(rows, start=1))
    offered = "".join(
        f'<dataValidation type="list" allowBlank="1" sqref="{letter}{first}:{letter}{len(rows)}">'
        f"<formula1>{escape(chr(34) + ','.join(texts) + chr(34))}</formula1></dataValidation>"
        for letter, first, texts in choices
    )
    if offered:
        offered = f'<dataValidations count="{len(choices)}">{offered}</dataValidations>'
    inside = f"<cols>{columns}</cols><sheetData>{lines}</sheetData>{offered}"
    return f'<worksheet xmlns="{_MAIN}">{inside}</worksheet>'


def _row(number, cells, style):
    said = "".join(
        f'<c r="{letter(place)}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(NOT_XML.sub('', safe_cell(cell)))}</t></is></c>"
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{said}</row>'


def letter(place):
    """Return the letter of a column by its place, from 0; sheets here have at most 26."""
    return chr(ord("A") + place)


def read(data):
    """Return ``{row number: [texts]}`` of a workbook's first sheet, without empty rows.

    A cell that works something out is ``FORMULA``. Raises ``WorkbookError``.
    """
    if len(data) > LARGEST:
        raise WorkbookError("This file is larger than 1 MB. Is it the right one?")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _read(packed)
    except BROKEN:
        raise WorkbookError(
            "This file cannot be read as an Excel workbook. Save it as .xlsx and try again."
        ) from None


def _read(packed):
    parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise WorkbookError(TOO_MUCH)
    sheet = _first_sheet(packed)
    texts = []
    if "xl/sharedStrings.xml" in packed.namelist():
        texts = [_text(item) for item in _parse(packed, "xl/sharedStrings.xml", wanted="si")]
    rows, handed_out = {}, 0
    for row in _parse(packed, sheet, wanted="row"):
        cells = _cells(row, texts)
        # One long text can stand in every cell and weigh nothing in the file.
        handed_out += sum(len(cell) for cell in cells if cell is not FORMULA)
        if handed_out > UNPACKED:
            raise WorkbookError(TOO_MUCH)
        if any(cells):
            if len(rows) >= MOST_ROWS:
                raise WorkbookError(f"This file has more than {MOST_ROWS} rows. Is it the right one?")
            rows[int(row.attributes["r"])] = cells
    return rows


def _first_sheet(packed):
    """Return the name of the part that holds the first sheet."""
    first = _parse(packed, "xl/workbook.xml", wanted="sheet")[0].attributes["id"]
    for one in _parse(packed, "xl/_rels/workbook.xml.rels", wanted="Relationship"):
        if one.attributes["Id"] == first:
            target = one.attributes["Target"]
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(first)


def _cells(row, texts):
    """Return the texts of a row by their columns."""
    found = {}
    for cell in row.children:
        if cell.name == "c":
            place = _place(cell.attributes["r"])
            if place < MOST_COLUMNS:
                found[place] = _value(cell, texts)
    return [found.get(place, "") for place in range(max(found, default=-1) + 1)]


def _value(cell, texts):
    kinds = {child.name: child for child in cell.children}
    if "f" in kinds:
        return FORMULA
    if cell.attributes.get("t") == "inlineStr":
        said = _text(kinds["is"]) if "is" in kinds else ""
    else:
        said = kinds["v"].text if "v" in kinds else ""
        if cell.attributes.get("t") == "s" and said:
            said = texts[int(said)]
    # What was made safe on the way out comes back as it was.
    runs = said[1:].lstrip().startswith(RISKY_STARTS) or said[1:2] in ("\t", "\r")
    return said[1:] if said.startswith("'") and runs else said


def _place(reference):
    """Return the place of a cell's column, from 0: “C7” is 2."""
    place = 0
    for sign in re.match(r"[A-Z]{1,3}", reference).group():
        place = place * 26 + ord(sign) - ord("A") + 1
    return place - 1


class _Element:
    """One element of a part, with its children."""

    def __init__(self, name, attributes):
        self.name, self.attributes, self.children, self.text = name, attributes, [], ""


def _text(element):
    """Return the words in an element; how they are spoken (for Japanese) is not one of them."""
    if element.name == "t":
        return element.text
    return "".join(_text(child) for child in element.children if child.name not in ("rPh", "phoneticPr"))


def _parse(packed, name, *, wanted):
    """Return the elements with this name in a part. One that brings definitions of its own is refused."""
    reading = _Reading(wanted)
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reading.words, reading.refuse
    parser.Parse(_unpacked(packed.getinfo(name), packed), True)
    return reading.found


def _unpacked(part, packed):
    """Return a part's bytes, never more than a file may have, whatever it says of itself."""
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError
    with packed.open(part) as opened:
        data = opened.read(UNPACKED + 1)
    if len(data) > UNPACKED:
        raise ValueError
    return data


class _Reading:
    """What the parser has read so far: whole elements of one name, with what is in them."""

    def __init__(self, wanted):
        self.wanted, self.found, self.open, self.count = wanted, [], [], 0

    def start(self, name, attributes):
        element = _Element(
            name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        )
        self.count += 1
        if self.count > MOST_ELEMENTS:
            self.refuse()
        if self.open:
            self.open[-1].children.append(element)
        elif element.name != self.wanted:
            return
        self.open.append(element)

    def end(self, name):
        if self.open:
            element = self.open.pop()
            if not self.open:
                self.found.append(element)

    def words(self, text):
        if self.open:
            self.open[-1].text += text

    def refuse(self, *definition):
        raise ValueError
