"""Workbooks as spreadsheets save them."""

import io
import re
import zipfile


def formula_in(data, cell):
    """Return a workbook in which one cell works something out."""
    whole, file = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in whole.namelist():
            text = whole.read(name).decode()
            found = rf'<c r="{cell}".*?</c>'
            made.writestr(name, re.sub(found, f'<c r="{cell}" t="str"><f>1+1</f><v>2</v></c>', text))
    return file.getvalue()
