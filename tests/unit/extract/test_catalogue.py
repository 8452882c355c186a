"""The catalogue: its own examples hold, and a faulty edit is one clear line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.catalogue import Catalogue, CatalogueError, load_catalogue
from extract.facts import Fact
from extract.pipeline import Extractor
from tests.unit.extract.conftest import ROOT

REFERENCE = ROOT / "data" / "reference"
HEADING = "关于2023年度法治政府建设情况的报告\n"


def _examples() -> list[tuple[str, str, float | None]]:
    catalogue = load_catalogue(REFERENCE)
    hits = [(i.code, s, v) for i in catalogue.indicators.values() for s, v in i.examples.hit.items()]
    return [*hits, *((i.code, s, None) for i in catalogue.indicators.values() for s in i.examples.miss)]


@pytest.mark.parametrize(("code", "sentence", "value"), _examples())
def test_example(facts_of: Callable[[str], list[Fact]], code: str, sentence: str, value: float | None) -> None:
    values = [float(f.value) for f in facts_of(HEADING + sentence) if f.indicator == code and f.role == "actual"]
    assert values == ([] if value is None else [value])


def test_every_indicator_has_two_examples_of_each_kind(catalogue: Catalogue) -> None:
    counts = {i.code: (i.theme, len(i.examples.hit), len(i.examples.miss)) for i in catalogue.indicators.values()}
    few = [
        f"{theme}.yml {code}: {hits} hit and {misses} miss examples; two of each are needed"
        for code, (theme, hits, misses) in counts.items()
        if min(hits, misses) < 2
    ]
    assert not few, "\n".join(few)


def test_rates_are_linked_to_their_counts(catalogue: Catalogue) -> None:
    rate = catalogue.indicators["mediation_success_rate"]
    assert (rate.numerator, rate.denominator) == ("mediation_successes", "mediation_cases")


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("indicators/enforcement.yml", "value_type: count", "value_type: counted", "enforcement.yml"),
        ("indicators/oversight.yml", "- code:", "- code: [", "oversight.yml"),
        ("topics.yml", "foreign: true", "foreign: maybe", "topics.yml"),
        ("indicators/enforcement.yml", "topics: [certificate]", "topics: [permits]", "permits"),
        ("indicators/oversight.yml", "  unit: ", "  unit: 件\n  unit: ", "the key unit stands twice"),
        ("kinds.yml", "  penalty:", "  penalties:", "kinds.yml subjects: no dimension `subject`"),
        ("kinds.yml", "groups:", "group:", "kinds.yml : field groups"),
        ("indicators/oversight.yml", "- code:", "- a word\n- code:", "every indicator is one entry of a list"),
    ],
)
def test_a_faulty_edit_is_one_line(tmp_path: Path, file: str, old: str, new: str, words: str) -> None:
    reference = tmp_path / "reference"
    shutil.copytree(REFERENCE, reference)
    path = reference / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as error:
        load_catalogue(reference)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


ENTRY = """
- code: {code}
  name: {{zh: 测试用事项, en: Item for tests}}
  unit: 件
  value_type: count
  aggregation: sum
  direction: neutral
  definition: {{zh: 测试用。, en: For tests.}}
  {line}
"""


@pytest.mark.parametrize(
    ("code", "line", "fault"),
    [
        ("reconsideration_accepted", "notes: 又一个", "the code is already used in dispute_resolution.yml"),
        ("test_items", "phrases: [{id: a, terms: [甲], topics: [nowhere]}]", "phrase a asks for the topic nowhere"),
        ("test_items", "phrases: [{id: a, terms: [甲], breakdown: people}]", "phrase a has the breakdown people"),
        ("test_items", "phrases: [{id: a, terms: [甲]}, {id: a, terms: [乙]}]", "two phrases have the id a"),
        ("test_items", "confusables: {no_such: 不同}", "confusables: no indicator no_such"),
        ("test_items", "numerator: no_such", "numerator: no indicator no_such"),
    ],
)
def test_an_entry_that_names_what_is_not_there_is_one_line(tmp_path: Path, code: str, line: str, fault: str) -> None:
    reference = tmp_path / "reference"
    shutil.copytree(REFERENCE, reference)
    with (reference / "indicators" / "services.yml").open("a", encoding="utf-8") as file:
        file.write(ENTRY.format(code=code, line=line))
    with pytest.raises(CatalogueError) as error:
        load_catalogue(reference)
    assert str(error.value).startswith(f"catalogue: services.yml {code}: {fault}")
    assert "\n" not in str(error.value)


def test_a_new_indicator_is_one_edit(tmp_path: Path) -> None:
    reference = tmp_path / "reference"
    shutil.copytree(REFERENCE, reference)
    path = reference / "indicators" / "oversight.yml"
    entry = (
        "\n- code: hotline_calls\n  name: {zh: 热线来电, en: Hotline calls}\n  unit: 件\n  value_type: count\n"
        "  aggregation: sum\n  direction: neutral\n  definition: {zh: 来电数, en: Calls}\n"
        "  phrases:\n  - {id: calls, terms: [热线来电]}\n"
    )
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    extractor = Extractor(load_catalogue(reference))
    read = extractor.read("text.txt", f"{HEADING}热线来电560件。".encode())
    assert [(f.indicator, float(f.value)) for f, _ in read.facts] == [("hotline_calls", 560)]


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="FAZHI_REFERENCE_DIR"):
        load_catalogue(tmp_path / "none")


def test_acts_under_review_are_kinds_of_cases(facts_of: Callable[[str], list[Fact]]) -> None:
    review = facts_of(HEADING + "全年受理行政复议案件90件。从案件类型看，行政处罚类40件、行政许可类8件。")
    assert {f.indicator for f in review} == {"reconsideration_accepted"}
    assert [float(f.value) for f in review if "subset" not in f.flags] == [90]
    acts = facts_of(HEADING + "全年受理行政复议案件90件。执法机关作出行政处罚决定400件，实施行政许可80件。")
    assert [f.indicator for f in acts] == [
        "reconsideration_accepted",
        "administrative_penalties",
        "administrative_licences",
    ]


def test_figures_side_by_side_share_their_words(facts_of: Callable[[str], list[Fact]]) -> None:
    facts = facts_of(HEADING + "开展执法人员业务培训6场次、420余人次。")
    assert [(f.indicator, float(f.value)) for f in facts] == [
        ("enforcement_training_sessions", 6),
        ("enforcement_trainees", 420),
    ]
