"""The catalogue: everything a statistician edits in data/reference, loaded, checked and frozen.

One `Catalogue` is built per process and passed as an argument; nothing else of the package reads data/reference.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extract.wording import Words

_Model = TypeVar("_Model", bound=BaseModel)

NO_TOPIC: Final = "none"  # in a phrase's topics: where the text has named no topic


class CatalogueError(Exception):
    """data/reference holds something that cannot be read; the message is one line: what, where, what to do."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(_Row):
    """A text in both languages."""

    zh: str
    en: str


class Dimension(_Row):
    """The one dimension that tells figures of an indicator apart."""

    name: str
    values: tuple[str, ...]


class Phrase(_Row):
    """Words that give a figure beside them an indicator.

    strength: `verb` words decide by nearness; `noun` words only where no verb stands in the clause.
    alone: under a topic of another clause the words count only with no other noun beside them (制定3件, not 制定方案3件).
    only_with, not_with: what the sentence must hold, or must not, around the figure: a regular expression over the sentence up
    to the figure, the figure with its measure word between two #, and the words right behind it (对#12家#执法单位开展).
    """

    id: str
    terms: Words
    topics: tuple[str, ...] = ()
    strength: Literal["verb", "noun"] = "verb"
    breakdown: str | None = None
    units: tuple[str, ...] = ()
    alone: bool = False
    only_with: re.Pattern[str] | None = None
    not_with: re.Pattern[str] | None = None


class Examples(_Row):
    """Sentences of our own, with the value that the indicator must take from them, or that must not give it."""

    hit: Mapping[str, float] = Field(default_factory=dict)
    miss: tuple[str, ...] = ()


class Indicator(_Row):
    """One indicator, as defined in data/reference/indicators/<theme>.yml."""

    code: str = Field(pattern=r"^[a-z][a-z_]*$")
    name: Text
    unit: str
    value_type: Literal["count", "rate", "money", "duration", "ratio"]
    aggregation: Literal["sum", "last", "ratio", "none", "mean", "max", "min"]
    direction: Literal["higher_better", "lower_better", "neutral"]
    numerator: str | None = None
    denominator: str | None = None
    headline: str | None = None
    headline_role: str | None = None
    dimension: Dimension | None = None
    definition: Text
    basis: str | None = None
    confusables: Mapping[str, str] = Field(default_factory=dict)
    notes: str | None = None
    phrases: tuple[Phrase, ...] = ()
    examples: Examples = Examples()
    theme: str = ""


class Topic(_Row):
    """What a stretch of text speaks about; see data/reference/topics.yml."""

    topic: str
    terms: Words = ()
    breakdown: str | None = None
    foreign: bool = False
    dominates: bool = False
    carries: bool = False
    resets: bool = False
    refines: bool = False
    yields: tuple[str, ...] = ()
    sentence: re.Pattern[str] | None = None


class Decoys(_Row):
    """Words that claim a figure for something that is no indicator."""

    counts: Words
    rates: Words


class KindWords(_Row):
    """Words for one kind of a whole; see data/reference/kinds.yml."""

    matters: Words
    subjects: Mapping[str, Words]
    groups: Words
    offices: Words


@dataclass(frozen=True, slots=True)
class Region:
    """One area of GB/T 2260, or a statistical convention beside it."""

    code: str
    name: str
    short_name: str
    level: str
    parent_code: str
    province_code: str
    province_name: str
    path: str
    is_standard: bool
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Catalogue:
    """data/reference as one value."""

    version: str  # sha256 of all files, shortened
    indicators: Mapping[str, Indicator]
    topics: tuple[Topic, ...]
    decoys: Decoys
    kinds: KindWords
    units: Mapping[str, tuple[str, float]]  # unit -> family, factor
    scopes: tuple[tuple[re.Pattern[str], str, frozenset[str]], ...]  # wording, class, characters of which it has one
    table_columns: Mapping[str, str]  # header of a published table -> column
    regions: Mapping[str, Region]
    aliases: tuple[tuple[str, str], ...]  # alias, code
    region_changes: tuple[Mapping[str, str], ...]

    @cached_property
    def codes_by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Region codes by official name and alias: current areas before former ones, higher before lower."""
        order = {"national": 0, "province": 1, "prefecture": 2, "county": 3}
        found: dict[str, list[str]] = {}
        for region in self.regions.values():
            found.setdefault(region.name, []).append(region.code)
        for alias, code in self.aliases:
            if code not in found.setdefault(alias, []):
                found[alias].append(code)
        return {
            name: tuple(
                sorted(codes, key=lambda c: (self.regions[c].valid_to is not None, order[self.regions[c].level], c))
            )
            for name, codes in found.items()
        }


def load_catalogue(reference: Path) -> Catalogue:
    """Read and check data/reference.

    Raises CatalogueError naming the file and the entry that is wrong.
    """
    if not reference.is_dir():
        raise CatalogueError(f"catalogue: no folder {reference}; set FAZHI_REFERENCE_DIR to a copy of data/reference")
    topics = tuple(_parse(Topic, row, reference / "topics.yml") for row in _yaml(reference / "topics.yml"))
    indicators = _by_code(_indicators(reference / "indicators"))
    for indicator in indicators.values():
        _check_links(indicator, indicators, frozenset((*(t.topic for t in topics), NO_TOPIC)))
    kinds = _parse(KindWords, _yaml(reference / "kinds.yml"), reference / "kinds.yml")
    _check_subjects(kinds, indicators.values())
    regions = {r.code: r for r in _regions(reference / "regions.csv")}
    return Catalogue(
        version=_digest(reference),
        indicators=indicators,
        topics=topics,
        decoys=_parse(Decoys, _yaml(reference / "decoys.yml"), reference / "decoys.yml"),
        kinds=kinds,
        units={row["unit"]: (row["family"], float(row["factor"])) for row in _csv(reference / "units.csv")},
        scopes=tuple(
            (re.compile(r["pattern"]), r["scope_class"], frozenset(r["signs"])) for r in _csv(reference / "scopes.csv")
        ),
        table_columns={row["header"]: row["column"] for row in _csv(reference / "table_columns.csv")},
        regions=regions,
        aliases=tuple((r["alias"], r["code"]) for r in _csv(reference / "region_aliases.csv") if r["code"] in regions),
        region_changes=tuple(_csv(reference / "region_changes.csv")),
    )


def _digest(reference: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in reference.rglob("*") if p.suffix in {".yml", ".csv"}):
        digest.update(path.relative_to(reference).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class _Loader(yaml.CSafeLoader):
    """YAML in which a key that stands twice is an error: the second one would silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """Build a mapping whose keys are all different."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key.value} stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a SafeLoader
    except (OSError, yaml.YAMLError) as error:
        raise CatalogueError(f"catalogue: cannot read {path}: {' '.join(str(error).split())}") from error


def _csv(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)
    except OSError as error:
        raise CatalogueError(f"catalogue: cannot read {path}: {error.strerror}") from error


def _parse(model: type[_Model], row: Any, path: Path) -> _Model:
    try:
        return model.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        name = row.get("code") or row.get("topic") or "" if isinstance(row, dict) else ""
        raise CatalogueError(f"catalogue: {path.name} {name}: field {where}: {first['msg']}") from error


def _indicators(folder: Path) -> Iterator[Indicator]:
    for path in sorted(folder.glob("*.yml")):
        rows = _yaml(path) or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise CatalogueError(
                f"catalogue: {path.name}: every indicator is one entry of a list, beginning with - code:"
            )
        for row in rows:
            yield _parse(Indicator, {**row, "theme": path.stem}, path)


def _by_code(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for indicator in indicators:
        first = found.setdefault(indicator.code, indicator)
        if first is not indicator:
            raise _faulty(indicator, f"the code is already used in {first.theme}.yml; codes are unique over all themes")
    if not found:
        raise CatalogueError("catalogue: no indicator found; data/reference/indicators holds one YAML file a theme")
    return found


def _check_links(indicator: Indicator, indicators: Mapping[str, Indicator], topics: frozenset[str]) -> None:
    """Check that whatever an indicator names exists: other indicators, topics, values of its dimension."""
    for field in ("numerator", "denominator"):
        linked = getattr(indicator, field)
        if linked and linked not in indicators:
            raise _faulty(indicator, f"{field}: no indicator {linked}")
    for linked in indicator.confusables:
        if linked not in indicators:
            raise _faulty(indicator, f"confusables: no indicator {linked}")
    values = indicator.dimension.values if indicator.dimension else ()
    for phrase in indicator.phrases:
        if phrase.breakdown and phrase.breakdown not in values:
            raise _faulty(
                indicator, f"phrase {phrase.id} has the breakdown {phrase.breakdown}, which its dimension does not list"
            )
        for topic in phrase.topics:
            if topic not in topics:
                raise _faulty(
                    indicator, f"phrase {phrase.id} asks for the topic {topic}, which topics.yml does not list"
                )
    _check_twice(indicator)


def _check_subjects(kinds: KindWords, indicators: Iterable[Indicator]) -> None:
    known = {v for i in indicators if i.dimension and i.dimension.name == "subject" for v in i.dimension.values}
    for subject in kinds.subjects.keys() - known:
        raise CatalogueError(f"catalogue: kinds.yml subjects: no dimension `subject` of an indicator lists {subject}")


def _check_twice(indicator: Indicator) -> None:
    """A phrase's id is the rule of its facts, so it names one phrase."""
    ids = [phrase.id for phrase in indicator.phrases]
    for name in ids:
        if ids.count(name) > 1:
            raise _faulty(indicator, f"two phrases have the id {name}; the rule of a fact is code.id")


def _faulty(indicator: Indicator, what: str) -> CatalogueError:
    return CatalogueError(f"catalogue: {indicator.theme}.yml {indicator.code}: {what}")


def _regions(path: Path) -> Iterator[Region]:
    for row in _csv(path):
        yield Region(
            code=row["region_code"],
            name=row["region_name"],
            short_name=row["short_name"],
            level=row["level"],
            parent_code=row["parent_code"],
            province_code=row["province_code"],
            province_name=row["province_name"],
            path=row["path"],
            is_standard=row["is_standard"].lower() in {"true", "1"},
            valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
