"""A report gives the same facts as a web page as it gives as a text, whatever stands around it on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.catalogue import load_catalogue
from extract.pipeline import Extractor
from tests.quality.gold import GOLD, IS_THERE, REASON, ROOT
from tests.quality.web_pages import PAGES

SAMPLE = sorted((ROOT / "data" / "sample" / "reports").glob("*.txt"))
CORPUS = sorted((GOLD / "corpus").glob("*.txt")) if IS_THERE else []


@pytest.fixture(scope="module")
def reader() -> Extractor:
    return Extractor(load_catalogue(ROOT / "data" / "reference"))


def facts(reader: Extractor, uri: str, content: bytes) -> list[tuple[object, ...]]:
    read = reader.read(uri, content)
    assert all(read.text[f.start : f.end] == f.mention for f, _ in read.facts)
    return [(f.indicator, f.breakdown, f.value, f.unit, f.period) for f, _ in read.facts]


def differing(reader: Extractor, files: list[Path], page: Callable[[str], bytes]) -> list[str]:
    found = []
    for file in files:
        text = file.read_text(encoding="utf-8-sig")
        if facts(reader, "report.txt", text.encode()) != facts(reader, "report.html", page(text)):
            found.append(file.name)
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_the_sample_as_pages(reader: Extractor, kind: str) -> None:
    assert SAMPLE
    assert not differing(reader, SAMPLE, PAGES[kind])


@pytest.mark.skipif(not IS_THERE, reason=REASON)
@pytest.mark.parametrize("kind", PAGES)
def test_labelled_documents_as_pages(reader: Extractor, kind: str) -> None:
    assert CORPUS
    assert not differing(reader, CORPUS, PAGES[kind])


def test_nothing_of_the_page_is_read_into_the_report(reader: Extractor) -> None:
    for page in PAGES.values():
        read = reader.read(
            "report.html", page("余杭区2023年法治政府建设情况报告\n全区受理行政复议案件12件，办结11件。")
        )
        assert read.text.splitlines()[:2] == [
            "余杭区2023年法治政府建设情况报告",
            "全区受理行政复议案件12件，办结11件。",
        ]
        assert not {"999", "888", "777", "684", "365", "05012345"} & {read.text[m.start : m.end] for m in read.mentions}
