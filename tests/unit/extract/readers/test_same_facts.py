"""One report in several formats: the same facts, each where its span says."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest

from extract.pipeline import Extractor
from tests.quality.gold import GOLD, ROOT
from tests.unit.extract.readers import made_office as office
from tests.unit.extract.readers import made_pdf

CORPUS = sorted((GOLD / "corpus").glob("*.txt"))
SAMPLE = sorted((ROOT / "data" / "sample" / "reports").glob("*.txt"))
REPORTS = [*CORPUS, *itertools.islice(SAMPLE, 3, None, 12)]
LONG = 2500  # characters that fill more than a page: a head that stands once is a line of the text


def facts(extractor: Extractor, name: str, content: bytes) -> tuple[object, object]:
    read = extractor.read(name, content)
    for fact, _ in read.facts:
        assert read.text[fact.start : fact.end] == fact.mention
    for mention in read.mentions:
        assert 0 <= mention.start < mention.end <= len(read.text)
    about = read.description
    found = Counter((f.indicator, f.breakdown, f.value, f.unit, f.period, f.role) for f, _ in read.facts)
    return found, (about.region_code, about.period, about.doc_type, about.published_on)


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.stem)
def test_the_facts_of_a_report_are_those_of_its_text(extractor: Extractor, report: Path) -> None:
    text = report.read_text(encoding="utf-8-sig")
    as_text = facts(extractor, "report.txt", text.encode())
    as_pdf = made_pdf.pdf(text, made_pdf.head_and_foot("法治政府建设情况" if len(text) > LONG else ""))
    assert facts(extractor, "report.pdf", as_pdf) == as_text
    assert facts(extractor, "report.docx", office.docx(text)) == as_text
