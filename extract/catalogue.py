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
    """

    id: str
    terms: tuple[str, ...]
    topics: tuple[str, ...] = ()
    strength: Literal["verb", "noun"] = "verb"
    breakdown: str | None = None
    units: tuple[str, ...] = ()


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
    terms: tuple[str, ...]
    breakdown: str | None = None
    foreign: bool = False
    dominates: bool = False
    carries: bool = False
    resets: bool = False
    yields: tuple[str, ...] = ()


class Decoys(_Row):
    """Words that claim a figure for something that is no indicator."""

    counts: tuple[str, ...]
    rates: tuple[str, ...]


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
    units: Mapping[str, tuple[str, float]]  # unit -> family, factor
    scopes: tuple[tuple[re.Pattern[str], str], ...]
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
    indicators = {i.code: i for i in _indicators(reference / "indicators")}
    _check_links(indicators)
    topics = tuple(_parse(Topic, row, reference / "topics.yml") for row in _yaml(reference / "topics.yml"))
    _check_topics(indicators, topics)
    regions = {r.code: r for r in _regions(reference / "regions.csv")}
    return Catalogue(
        version=_digest(reference),
        indicators=indicators,
        topics=topics,
        decoys=_parse(Decoys, _yaml(reference / "decoys.yml"), reference / "decoys.yml"),
        units={row["unit"]: (row["family"], float(row["factor"])) for row in _csv(reference / "units.csv")},
        scopes=tuple((re.compile(r["pattern"]), r["scope_class"]) for r in _csv(reference / "scopes.csv")),
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


def _yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
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
        for row in _yaml(path) or []:
            yield _parse(Indicator, {**row, "theme": path.stem}, path)


def _check_links(indicators: Mapping[str, Indicator]) -> None:
    if not indicators:
        raise CatalogueError("catalogue: no indicator found; data/reference/indicators holds one YAML file a theme")
    for indicator in indicators.values():
        for linked in (indicator.numerator, indicator.denominator):
            if linked and linked not in indicators:
                raise CatalogueError(f"catalogue: {indicator.theme}.yml {indicator.code}: no indicator {linked}")
        values = indicator.dimension.values if indicator.dimension else ()
        for phrase in indicator.phrases:
            if phrase.breakdown and phrase.breakdown not in values:
                raise CatalogueError(
                    f"catalogue: {indicator.theme}.yml {indicator.code}: phrase {phrase.id} has the breakdown "
                    f"{phrase.breakdown}, which its dimension does not list"
                )


def _check_topics(indicators: Mapping[str, Indicator], topics: Iterable[Topic]) -> None:
    known = {topic.topic for topic in topics} | {NO_TOPIC}
    for indicator in indicators.values():
        for phrase in indicator.phrases:
            for topic in phrase.topics:
                if topic not in known:
                    raise CatalogueError(
                        f"catalogue: {indicator.theme}.yml {indicator.code}: phrase {phrase.id} names the topic "
                        f"{topic}, which topics.yml does not hold"
                    )


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
