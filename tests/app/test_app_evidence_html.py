"""Evidence HTML: nothing of a document is ever markup, and marks stand exactly around the numerals."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evidence_html import escaped, highlighted, number, sentences, tiles
from app.i18n import texts

HOSTILE = "<script>alert(1)</script> **fett** [x](javascript:alert(1)) \"' & <img src=x onerror=alert(1)>"


def fact(**values: Any) -> dict[str, Any]:
    """A fact of a sentence “共12件。” unless told otherwise."""
    return {
        "doc_id": "d", "quote": "共12件。", "quote_start": 5, "quote_end": 10, "span_start": 6, "span_end": 8,
        "fact_id": "f", "mention": "12", "unit": "件", "indicator": "i", "name_zh": "名", "name_en": "name",
        "breakdown": None, "scope": "全域", "period": "2020", "rule": "r", "document_title": "文件", "publisher": "局",
        "issuer": "府", "published_on": None, "source_title": "源", "source_url": None, "uri": "/a/b.txt",
        "notice": "演示",
    } | values  # fmt: skip


def test_numeral_is_marked() -> None:
    assert highlighted("共12件。", [(1, 3)]) == "共<mark>12</mark>件。"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 2), (1, 3)], "<mark>ab</mark><mark>c</mark>d"),
        ([(2, 99)], "ab<mark>cd</mark>"),
        ([(-5, 1)], "<mark>a</mark>bcd"),
        ([(3, 2), (9, 12)], "abcd"),
        ([(0, 1), (0, 1)], "<mark>a</mark>bcd"),
    ],
)
def test_spans_are_merged_and_cut(spans: list[tuple[int, int]], expected: str) -> None:
    assert highlighted("abcd", spans) == expected


@given(st.text(), st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60))))
def test_marks_never_change_the_text(quote: str, spans: list[tuple[int, int]]) -> None:
    plain = highlighted(quote, spans).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert plain == escaped(quote)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs"])))
def test_escaping_keeps_visible_text(text: str) -> None:
    assert html.unescape(escaped(text)) == text


def test_direction_controls_are_spelled_out() -> None:
    assert escaped("a\u202eb\u2067") == "a[U+202E]b[U+2067]"


def test_every_field_of_a_card_is_escaped() -> None:
    keys = ("quote", "mention", "unit", "name_zh", "scope", "period", "rule", "document_title", "publisher")
    more = ("published_on", "source_title", "uri", "notice")
    shown = sentences([fact(**dict.fromkeys(keys + more, HOSTILE))], texts("zh"))
    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil", "", None])
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert "<a " not in sentences([fact(source_url=url)], texts("zh"))


def test_link_address_is_escaped() -> None:
    shown = sentences([fact(source_url='https://x.example/"><script>')], texts("zh"))
    assert "<script" not in shown
    assert 'rel="noopener noreferrer nofollow"' in shown


def test_facts_of_one_sentence_share_one_card() -> None:
    pair = [fact(), fact(span_start=8, span_end=9, mention="件", fact_id="g")]
    shown = sentences(pair, texts("zh"))
    assert shown.count("<article") == 1
    assert shown.count("<mark>") == 2
    assert shown.count("<li>") == 2


def test_notice_is_shown() -> None:
    assert "演示" in sentences([fact()], texts("en"))


def test_span_without_fact_has_no_list() -> None:
    bare = {key: value for key, value in fact().items() if key not in {"fact_id", "span_start", "span_end"}}
    assert "<ul" not in sentences([bare], texts("zh"))


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(None, None, "—"), (1234567, None, "1,234,567"), (97.4719, None, "97.4719"), (100.0, 0, "100"), (0, None, "0")],
)
def test_numbers_are_written(value: float | None, decimals: int | None, expected: str) -> None:
    assert number(value, decimals) == expected


def test_tiles_escape_both_sides() -> None:
    assert "<b>" not in tiles([("<b>", "<b>")])
