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
EXAMPLES = {"pdf": 50, "docx": 30, "xlsx": 8, "xls": 8}  # a workbook is read in a process of its own
WORDS = st.sampled_from(["", "<", ">", "0", "9" * 30, "-1", '"', "&#0;", "x", "甲"])


def for_each(name: str, strategy: st.SearchStrategy[bytes], check: Callable[[bytes], None]) -> None:
    @settings(max_examples=EXAMPLES[name], deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(strategy)
    def run(content: bytes) -> None:
        check(content)

    run()


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
def test_a_file_that_is_cut_off(name: str) -> None:
    content = MADE[name]
    cut = st.integers(0, len(content) - 1).map(lambda end: content[:end])
    for_each(name, cut, lambda part: is_read_or_refused(lambda: format_of(f"file.{name}", part).read(part)))


@pytest.mark.parametrize("name", MADE)
def test_a_file_with_changed_bytes(name: str) -> None:
    content = MADE[name]
    change = st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255))

    def changed(changes: list[tuple[int, int]]) -> bytes:
        result = bytearray(content)
        for at, byte in changes:
            result[at] = byte
        return bytes(result)

    damaged = st.lists(change, min_size=1, max_size=8).map(changed)
    for_each(name, damaged, lambda part: is_read_or_refused(lambda: FORMS[name].read(part)))


PARTS = [
    ("docx", "word/document.xml"), ("docx", "word/numbering.xml"), ("docx", "word/styles.xml"),
    ("xlsx", "xl/worksheets/sheet1.xml"), ("xlsx", "xl/styles.xml"), ("xlsx", "xl/workbook.xml"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_a_package_with_changed_markup(name: str, part: str) -> None:
    markup = office.part(MADE[name], part)
    change = st.tuples(st.integers(0, len(markup)), st.integers(0, 12), WORDS)

    def changed(changes: list[tuple[int, int, str]]) -> bytes:
        result = markup
        for at, taken, words in changes:
            result = result[:at] + words + result[at + taken :]
        return office.with_part(MADE[name], part, result)

    damaged = st.lists(change, min_size=1, max_size=3).map(changed)
    for_each(name, damaged, lambda content: is_read_or_refused(lambda: FORMS[name].read(content)))


def test_a_workbook_that_would_take_all_memory_costs_one_document() -> None:
    old = office.xls([["地区", "收案"], ["杭州市", 120.0]])
    at = old.index("杭州市".encode("utf-16-le")) - 9
    far = (
        old[:at] + b"\xff\xff\xff\xff" + old[at + 4 :]
    )  # its cell stands in the last row and column that can be written
    with pytest.raises(ReadError) as raised:
        FORMS["xls"].read(far)
    assert raised.value.code in {"damaged", "too_large"}


@pytest.mark.parametrize("name", MADE)
def test_the_files_are_whole_before_they_are_damaged(name: str) -> None:
    assert format_of(f"file.{name}", MADE[name]).read(MADE[name]).text.strip()


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_have_a_signature(content: bytes) -> None:
    assert signature(content)
    for name in ("pdf", "docx"):
        is_read_or_refused(lambda name=name: format_of(f"file.{name}", content).read(content))  # type: ignore[misc]
