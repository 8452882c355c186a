"""Damage: whatever is cut off or changed in a file, it is read or refused with a code, and never anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.readers.formats import FORMATS, format_of
from extract.readers.original import Original, ReadError
from extract.readers.signatures import signature
from tests.unit.extract.readers import made_office as office
from tests.unit.extract.readers import made_pdf
from tests.unit.extract.readers.test_docx import BOX, LISTS, TABLE, numbered

TEXT = "某市2023年法治政府建设情况报告\n受理行政复议案件20件，审结18件。"
ROWS: list[list[str | float]] = [["地区", "收案"], ["杭州市", 120.0], ["宁波市", 0.5]]
MADE = {
    "pdf": made_pdf.pdf([*made_pdf.paragraphs(TEXT), made_pdf.table([["甲", "1"], ["乙", "2"]], [60, 60])]),
    "docx": office.docx(TEXT, TABLE, BOX.format("<w:p/>"), numbered("成效", 1), numbering=LISTS),
    "xlsx": office.xlsx({"表": ROWS}, "A1:A2", formats={"B3": "0.0%"}),
    "xls": office.xls(ROWS),
}
FORMS = {form.name: form for form in FORMATS}
CODES = {
    "damaged", "password", "empty", "no_text_layer", "garbled", "too_large", "zip_bomb", "unsafe_xml", "percent_format",
    "wrong_ending", "binary", "encoding",
}  # fmt: skip
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)


def is_read_or_refused(read: Callable[[], Original]) -> None:
    refused: str | None = None
    try:
        original = read()
    except ReadError as error:
        refused = error.code
    if refused is not None:
        assert refused in CODES
        return
    original.text.encode()
    assert list(original.page_starts) == sorted(original.page_starts)
    assert all(0 <= start <= len(original.text) for start in original.page_starts)


@pytest.mark.parametrize("name", MADE)
@given(data=st.data())
@QUICK
def test_a_file_that_is_cut_off(name: str, data: st.DataObject) -> None:
    content = MADE[name]
    cut = content[: data.draw(st.integers(0, len(content) - 1))]
    is_read_or_refused(lambda: FORMS[name].read(cut))
    is_read_or_refused(lambda: format_of(f"file.{name}", cut).read(cut))


@pytest.mark.parametrize("name", MADE)
@given(data=st.data())
@QUICK
def test_a_file_with_changed_bytes(name: str, data: st.DataObject) -> None:
    content = bytearray(MADE[name])
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), min_size=1, max_size=8)
    ):
        content[at] = byte
    is_read_or_refused(lambda: FORMS[name].read(bytes(content)))


PARTS = {
    "docx": ("word/document.xml", "word/numbering.xml", "word/styles.xml"),
    "xlsx": ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"),
}


@pytest.mark.parametrize(("name", "part"), [(name, part) for name, parts in PARTS.items() for part in parts])
@given(data=st.data())
@QUICK
def test_a_package_with_changed_markup(name: str, part: str, data: st.DataObject) -> None:
    content = MADE[name]
    markup = office.part(content, part)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(markup)))
        taken = data.draw(st.integers(0, 12))
        markup = (
            markup[:at]
            + data.draw(st.sampled_from(["", "<", ">", "0", "9" * 30, "-1", '"', "&#0;", "x", "甲"]))
            + markup[at + taken :]
        )
    is_read_or_refused(lambda: FORMS[name].read(office.with_part(content, part, markup)))


@pytest.mark.parametrize("name", MADE)
def test_the_files_are_whole_before_they_are_damaged(name: str) -> None:
    assert format_of(f"file.{name}", MADE[name]).read(MADE[name]).text.strip()


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_have_a_signature(content: bytes) -> None:
    assert signature(content)
    for name in ("pdf", "docx", "xlsx", "xls"):
        is_read_or_refused(lambda name=name: format_of(f"file.{name}", content).read(content))  # type: ignore[misc]
