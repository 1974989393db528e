"""One sheet as .xlsx: what goes in comes out, and what is not plain is refused."""

import contextlib
import io
import random
import zipfile

import pytest

from records import workbook
from records.workbook import FORMULA, LARGEST, UNPACKED, WorkbookError, read, write

SHEET = "xl/worksheets/sheet1.xml"
NOT_READ = "cannot be read as an Excel workbook"


def packed(**changed):
    """Return a workbook with some parts replaced (by their name's last word) or, with None, left out."""
    whole = zipfile.ZipFile(io.BytesIO(write("Sheet", [("A", "B"), ("C", "D")], widths=(9, 9))))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in whole.namelist():
            content = changed.get(name.split("/")[-1].split(".")[0], whole.read(name))
            if content is not None:
                made.writestr(name, content)
        if "strings" in changed:
            made.writestr("xl/sharedStrings.xml", changed["strings"])
    return file.getvalue()


def sheet(cells):
    return f'<worksheet xmlns="{workbook._MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'


def test_what_goes_in_comes_out():
    rows = [("One", "", "<b> & “quotes”"), (), ("two\nlines", " spaces ", "café 🏡")]

    found = read(write("A sheet", rows, widths=(9, 9, 9), bold=(1,), choices=[("A", 1, ["x", "y"])]))

    assert found == {1: list(rows[0]), 3: list(rows[2])}


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-", "@home", "\t=x", " =x", "＝1"])
def test_a_text_that_would_run_is_made_safe_and_comes_back_as_it_was(text):
    data = write("A sheet", [(text,)], widths=(9,))

    assert b">'" in zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    assert read(data) == {1: [text]}


def test_an_apostrophe_of_its_own_stays():
    assert read(write("A sheet", [("'tis so",)], widths=(9,))) == {1: ["'tis so"]}


def test_what_xml_cannot_hold_is_left_out():
    assert read(write("A sheet", [("a\x00\x0b\ufffeb",)], widths=(9,))) == {1: ["ab"]}


def test_texts_as_excel_saves_them():
    strings = (
        f'<sst xmlns="{workbook._MAIN}"><si><t>Plain</t></si>'
        "<si><r><t>In </t></r><r><t>parts</t></r><rPh><t>spoken</t></rPh></si></sst>"
    )
    cells = '<c r="A1" t="s"><v>1</v></c><c r="C1"><v>3</v></c><c r="D1" t="b"><v>1</v></c><c r="E1"/>'

    assert read(packed(sheet1=sheet(cells), strings=strings)) == {1: ["In parts", "", "3", "1", ""]}


def test_a_formula_is_told_from_a_text():
    cells = '<c r="A1" t="str"><f>1+1</f><v>2</v></c>'

    assert read(packed(sheet1=sheet(cells))) == {1: [FORMULA]}


class TestRefused:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"PK",
            b"not a zip",
            b"\x00" * 1000,
            write("A sheet", [("x",)], widths=(9,))[:-40],
            packed(workbook=None),
            packed(sheet1=None),
            packed(sheet1="<worksheet"),
            packed(sheet1=sheet('<c r="1" t="s"><v>0</v></c>')),
            packed(sheet1=sheet('<c r="A1" t="s"><v>99</v></c>')),
            packed(sheet1=sheet('<c r="A1" t="s"><v>x</v></c>')),
            packed(sheet1=sheet(f'<c r="A1" t="inlineStr"><is>{"<r>" * 9000}{"</r>" * 9000}</is></c>')),
            packed(sheet1=sheet('<c r="A1"/>' * 60_000)),
        ],
    )
    def test_what_is_broken(self, data):
        with pytest.raises(WorkbookError, match=NOT_READ):
            read(data)

    def test_definitions_of_its_own(self):
        bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + sheet('<c r="A1"><v>&b;</v></c>')
        outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd">' + sheet('<c r="A1"><v>x</v></c>')

        for part in (bomb, outside):
            with pytest.raises(WorkbookError, match=NOT_READ):
                read(packed(sheet1=part))

    def test_what_is_too_large(self):
        with pytest.raises(WorkbookError, match="larger than 1 MB"):
            read(b"PK" + b"\x00" * LARGEST)

    def test_what_unpacks_to_too_much(self):
        data = packed(sheet1=b" " * (UNPACKED + 1))
        assert len(data) < LARGEST

        with pytest.raises(WorkbookError, match="unpacks to more"):
            read(data)

    def test_a_file_that_lies_about_its_size(self):
        """The declared size is made small; what is unpacked stays bounded all the same."""
        data = packed(sheet1=b" " * (UNPACKED + 1))
        size = (UNPACKED + 1).to_bytes(4, "little")

        with pytest.raises(WorkbookError):
            read(data.replace(size, (10).to_bytes(4, "little")))

    def test_one_long_text_that_stands_in_every_cell(self):
        """Texts are shared between cells, so that a small file could fill the memory."""
        strings = f'<sst xmlns="{workbook._MAIN}"><si><t>{"x" * 200_000}</t></si></sst>'
        cells = "".join(f'<c r="{letter}1" t="s"><v>0</v></c>' for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        data = packed(sheet1=sheet(cells), strings=strings)
        assert len(data) < LARGEST

        with pytest.raises(WorkbookError, match="unpacks to more"):
            read(data)

    def test_a_file_changed_at_random(self):
        """Whatever a broken file makes the readers below say, it is one sentence."""
        whole, chance = packed(), random.Random(8)
        for _ in range(600):
            data = bytearray(whole)
            for _ in range(chance.randrange(1, 12)):
                data[chance.randrange(len(data))] = chance.choice([0, 1, 0xFF, chance.randrange(256)])
            with contextlib.suppress(WorkbookError):
                read(bytes(data))

    def test_too_many_parts(self):
        file = io.BytesIO(packed())
        with zipfile.ZipFile(file, "a") as more:
            for number in range(200):
                more.writestr(f"part{number}.xml", "<a/>")

        with pytest.raises(WorkbookError, match="unpacks to more"):
            read(file.getvalue())

    def test_too_many_rows(self):
        with pytest.raises(WorkbookError, match="more than 300 rows"):
            read(write("A sheet", [("x",)] * 301, widths=(9,)))
