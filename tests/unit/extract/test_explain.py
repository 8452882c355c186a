"""Explaining: the trace of a figure tells what the decision did, and changes nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.explain import ENDINGS, VERDICTS, Explained, Trace, Word, explain
from extract.pipeline import Extractor
from extract.readers.formats import READABLE

SAMPLES = sorted(
    p for p in (Path(__file__).resolve().parents[3] / "data" / "sample").rglob("*") if p.suffix in READABLE
)
REPORT = (
    "安平市2023年法治政府建设情况报告\n一、行政复议\n全年共收到行政复议申请120件，受理98件，其中市本级60件，同比增长5%。"
    "全市信访部门办结30件。\n二、计划\n下一步力争开展培训20场。\n"
)


def explained(extractor: Extractor, text: str) -> Explained:
    return explain(extractor, "text.txt", text.encode())


def trace_of(found: Explained, figure: str) -> Trace:
    return next(t for t in found.traces if found.text[t.mention.start : t.mention.end] == figure)


def word(found: Explained, trace: Trace, rule: str) -> Word:
    return next(w for w in trace.words if w.rule == rule)


@pytest.mark.parametrize("sample", SAMPLES[::6], ids=lambda p: p.stem[:20])
def test_listening_changes_no_fact_and_covers_every_numeral(extractor: Extractor, sample: Path) -> None:
    content = sample.read_bytes()
    read, found = extractor.read(str(sample), content), explain(extractor, str(sample), content)
    assert [t.mention for t in found.traces] == read.mentions
    told, facts = [f for t in found.traces for f in t.facts], [f for f, _ in read.facts]
    assert len(told) == len(facts)
    assert all(fact in told for fact in facts)


@pytest.mark.parametrize("sample", SAMPLES[::6], ids=lambda p: p.stem[:20])
def test_the_word_that_decides_bears_the_rule_of_the_fact(extractor: Extractor, sample: Path) -> None:
    for trace in explain(extractor, str(sample), sample.read_bytes()).traces:
        deciding = {w.rule for w in trace.words if w.verdict == "decided"}
        if trace.facts and trace.ending != "table":
            assert deciding == {f.rule for f in trace.facts if "implied" not in f.flags}
        if not trace.facts:
            assert not deciding
        assert {w.verdict for w in trace.words} <= {*VERDICTS}


def test_the_nearest_word_decides_and_others_say_why_not(extractor: Extractor) -> None:
    found = explained(extractor, REPORT)
    trace = trace_of(found, "98")
    assert trace.ending == "decided"
    assert word(found, trace, "reconsideration_accepted.accepted").verdict == "decided"
    assert {w.verdict for w in trace.words if w.indicator == "mediation_cases"} == {"topic"}
    assert trace.subject is not None
    assert (trace.subject.topic.topic, trace.subject.source) == ("reconsideration", "sentence")
    assert trace.subject.span is not None
    assert "复议" in found.text[slice(*trace.subject.span)]
    assert trace.section is not None
    assert trace.section.heading == "行政复议"


def test_a_noun_gives_way_to_a_verb(extractor: Extractor) -> None:
    found = explained(extractor, REPORT)
    assert {w.verdict for w in trace_of(found, "120").words if w.is_noun} == {"noun"}


@pytest.mark.parametrize(
    ("text", "figure", "ending"),
    [
        (REPORT, "5", "change"),
        (REPORT, "60", "inherited"),
        (REPORT, "2023", "not_quantity"),
        ("安平市2023年报告\n行政复议案件受理数、审结数分别为30件、12件。", "12", "respectively"),
        ("安平市2023年报告\n行政复议案件办结率提高2.5个百分点。", "2.5", "measure"),
        ("安平市2023年报告\n行政复议接待场所面积31平方米。", "31", "measure"),
        ("安平市2023年报告\n行政复议制度普及率41%。", "41", "unknown_rate"),
        ("安平市2023年报告\n全市共有学校77所。", "77", "none"),
    ],
)
def test_how_a_figure_ends(extractor: Extractor, text: str, figure: str, ending: str) -> None:
    assert trace_of(explained(extractor, text), figure).ending == ending


def test_a_word_that_fits_says_that_the_figure_is_a_change(extractor: Extractor) -> None:
    found = explained(extractor, "安平市2023年报告\n行政复议案件受理数增加15件。")
    trace = trace_of(found, "15")
    assert (trace.ending, trace.facts) == ("change", ())
    assert "change" in {w.verdict for w in trace.words}


def test_a_foreign_topic_is_named(extractor: Extractor) -> None:
    trace = trace_of(explained(extractor, REPORT), "30")
    assert trace.subject is not None
    assert trace.subject.topic.foreign
    assert not trace.facts
    assert "foreign" in {w.verdict for w in trace.words}


def test_a_decoy_keeps_the_figure_from_words_behind_it(extractor: Extractor) -> None:
    decoy = extractor.catalogue.decoys.counts[0]
    found = explained(extractor, f"安平市2023年报告\n行政复议受理{decoy}45件。")
    trace = trace_of(found, "45")
    assert trace.ending == "decoy"
    assert {w.verdict for w in trace.words if w.decoy} == {"decoy"}
    assert "behind_decoy" in {w.verdict for w in trace.words}


def test_near_finds_a_figure_at_inside_and_beside_an_offset(extractor: Extractor) -> None:
    found = explained(extractor, REPORT)
    start = REPORT.index("120件")
    for offset in range(start - 1, start + 5):
        trace = found.near(offset)
        assert trace is not None
        assert trace.mention.start == start
    assert found.near(REPORT.index("法治")) is None
    assert len(found.nearest(start)) == 3


def test_endings_are_what_the_decision_notes() -> None:
    sources = Path(__file__).resolve().parents[3] / "extract"
    code = (sources / "decide.py").read_text(encoding="utf-8") + (sources / "facts.py").read_text(encoding="utf-8")
    assert not [ending for ending in ENDINGS if f'"{ending}"' not in code]
