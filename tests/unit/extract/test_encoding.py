"""Encodings: the mark, what is declared, what decodes; damage is named, not guessed away."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.readers import html, text
from extract.readers.encoding import decode
from extract.readers.original import ReadError

REPORT = "滨湖市2023年法治政府建设情况报告，全市受理行政复议1,100件，办结1,050件。"
TAIWAN = "臺北市2023年法治政府建設情況報告，全市受理行政復議1100件。"
DECLARED = [
    None,
    "utf-8",
    "UTF8",
    "gb2312",
    "GBK",
    "x-gbk",
    "gb18030",
    "big5",
    "iso-8859-1",
    "utf-16",
    "unheard-of",
    "",
]
WORDS = st.text(
    st.sampled_from("行政复议受理办结件年月日市县法治建设的和了（）：，。0123456789\n "), min_size=12
).filter(lambda words: sum("一" <= letter <= "龥" for letter in words) > 5)


@pytest.mark.parametrize("declared", DECLARED)
def test_a_wrong_declaration_yields_to_what_decodes(declared: str | None) -> None:
    assert decode(REPORT.encode(), declared) == REPORT
    if declared != "big5":
        assert decode(REPORT.encode("gb18030"), declared) == REPORT


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (codecs.BOM_UTF8 + REPORT.encode(), None),
        (codecs.BOM_UTF8 + REPORT.encode("gb18030"), None),
        (codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le"), "gb2312"),
        (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), None),
        (REPORT.encode("utf-16-le"), "utf-16"),
        (REPORT.encode("utf-16-be"), "utf-16be"),
    ],
)
def test_marks_and_wide_characters(content: bytes, declared: str | None) -> None:
    assert decode(content, declared) == REPORT


def test_big5_is_honoured_where_it_is_declared_and_never_guessed() -> None:
    assert decode(TAIWAN.encode("big5"), "Big5") == TAIWAN
    assert decode(TAIWAN.encode(), "big5") == TAIWAN
    assert "臺" not in decode(TAIWAN.encode("big5"))
    assert decode(REPORT.encode("gb18030")) == REPORT


@given(WORDS, st.sampled_from(["utf-8", "gb18030", "utf-8-sig", "utf-16"]))
@example("联通" * 6, "gb18030")
def test_chinese_words_survive_every_encoding(words: str, encoding: str) -> None:
    assert decode(words.encode(encoding)) == words


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_that_ends_inside_a_character_is_cut(encoding: str) -> None:
    with pytest.raises(ReadError, match="whole") as cut:
        decode((REPORT + "终").encode(encoding)[:-1])
    assert cut.value.code == "truncated"


def test_a_lost_character_here_and_there_can_be_read() -> None:
    damaged = (REPORT * 8).encode().replace("办".encode(), b"\xe5\x8a", 1)
    assert decode(damaged) == (REPORT * 8).replace("办", "\ufffd", 1)
    damaged = (REPORT * 8).encode("gb18030").replace("办".encode("gb18030"), b"\xff", 1)
    assert decode(damaged).count("\ufffd") == 1


@pytest.mark.parametrize(
    "words",
    [
        REPORT.replace("市", "\ufffd"),
        REPORT + "锟斤拷锟斤拷",
        REPORT.encode().decode("gb18030", "replace"),
        REPORT.encode().decode("latin-1"),
        REPORT.encode().decode("cp1252", "replace"),
    ],
)
def test_words_garbled_before_they_were_saved_are_a_problem(words: str) -> None:
    with pytest.raises(ReadError, match="garbled") as garbled:
        decode(words.encode())
    assert garbled.value.code == "mojibake"


def test_damage_in_the_middle_of_many_characters_is_a_problem() -> None:
    with pytest.raises(ReadError) as garbled:
        decode(REPORT.encode().replace("办".encode(), b"\xe5\x8a").replace("结".encode(), b"\xe7"))
    assert garbled.value.code == "mojibake"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b" \n", "empty"),
        (b"\x89PNG\x00\x01", "binary"),
        (bytes(range(1, 32)) * 8, "binary"),
        ("La décision à publier.".encode("latin-1"), "encoding"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ReadError) as refused:
        decode(content)
    assert refused.value.code == code


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_raise_nothing_else(content: bytes) -> None:
    for read in (text.read, html.read):
        with suppress(ReadError):
            assert read(content).text
