"""The seam: extract_batch, a pure function from a frame of source bytes to the raw tables.

One process, several processes or a cluster engine call the same function.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Final

import polars as pl

from extract.arithmetic.relation import Relation
from extract.catalogue import Catalogue, Region
from extract.context import Context, ContextMaker
from extract.describe import Description, describe
from extract.facts import Fact, FactReader
from extract.flat.facts import FlatTableReader, blank
from extract.language.furniture import Furniture, furniture
from extract.language.places import Places
from extract.language.sections import Section, sections
from extract.lexicon import Lexicon
from extract.mentions import Ledger, Mention, frame
from extract.model import AMBIGUOUS_REGION
from extract.parts import with_parts
from extract.readers.formats import TABLE, Format, format_of
from extract.readers.original import Original, ReadError
from extract.readers.table import parse
from extract.relations import relation_id, relations
from extract.rows import (
    Row,
    columns_frame,
    document_row,
    fact_row,
    mention_columns,
    relation_row,
    rows_frame,
    section_row,
    target_row,
)
from extract.steps import Steps, done, in_step, together
from extract.tables import TableReader
from extract.targets import Target, targets

RawTables = dict[str, pl.DataFrame]

SOURCES: Final = pl.Schema({"uri": pl.String, "content": pl.Binary})
_TEXT_TABLES: Final = ("documents", "sections", "mentions", "facts", "targets", "relations", "problems")


@dataclass(frozen=True, slots=True)
class _Read:
    """What one source gave."""

    form: Format
    original: Original
    description: Description
    sections: list[Section]
    mentions: list[Mention]
    facts: list[tuple[Fact, Region | None]]
    targets: list[Target]
    relations: list[Relation]

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.original.text


class Extractor:
    """Everything that is built once per catalogue; holds no state of the texts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._places = Places(catalogue)
        self._ledger = Ledger(catalogue)
        self.lexicon = Lexicon(catalogue)
        self._reader = FactReader(catalogue)
        self._tables = TableReader(catalogue, self._places, self.lexicon)
        self._flat_tables = FlatTableReader(catalogue, self.lexicon)

    def read(self, uri: str, content: bytes, context: ContextMaker = Context) -> _Read:
        """Read one source. Raises ReadError where it cannot be read."""
        return done(self.steps(uri, content, context))

    def steps(self, uri: str, content: bytes, context: ContextMaker = Context) -> Steps[_Read]:
        """Read one source stage by stage, as `read` does."""
        form = format_of(uri, content)
        original = form.read(content)
        doc_id = hashlib.sha256(content).hexdigest()
        yield
        if form is TABLE:
            return self._read_table(form, doc_id, original)
        return (yield from self._read_text(form, doc_id, original, context))

    def _read_text(self, form: Format, doc_id: str, original: Original, context: ContextMaker) -> Steps[_Read]:
        text = original.text
        page = _with_own(furniture(text), original)
        yield
        description = describe(text, page, self._places)
        yield
        tables = self._flat_tables.find(text)
        yield
        text_sections = sections(blank(text, [(t.start, t.end) for t in tables]), page.spans)
        tabled = self._flat_tables.read(doc_id, text, tables, text_sections, description)
        prose = tabled.without(text)
        yield
        pieces = frame(prose, text_sections, page, description.title_span)
        yield
        mentions = self._ledger.mentions(pieces)
        yield
        words = context(pieces, self.lexicon, mentions)
        yield
        facts = self._reader.facts(doc_id, pieces, mentions, description, words)
        yield
        mentions, facts = with_parts(prose, mentions, facts, self.catalogue)
        region = self.catalogue.regions.get(description.region_code or "")
        yield
        aims = targets(doc_id, pieces, mentions, facts, description)
        yield
        stated = relations(prose, mentions)
        return _Read(
            form, original, description, list(text_sections),
            sorted([*mentions, *tabled.mentions], key=attrgetter("start")),
            sorted([*((f, region) for f in facts), *tabled.facts], key=lambda f: f[0].start), aims, stated,
        )  # fmt: skip

    def _read_table(self, form: Format, doc_id: str, original: Original) -> _Read:
        table = parse(original.text)
        description = self._tables.describe(table)
        facts = [(f.fact, f.region) for f in self._tables.facts(doc_id, table, description)]
        original = replace(original, source_url=table.metadata.get("来源网址") or original.source_url)
        return _Read(form, original, description, [], self._tables.mentions(original.text, table), facts, [], [])

    def document_row(self, uri: str, read: _Read, digest: str, landed_at: datetime) -> Row:
        """Return the row of a document that has been read, without its keys; digest: of its text."""
        versions = (self.catalogue.version, landed_at)
        return document_row(uri, read.form, read.original, digest, read.description, versions)


def _with_own(page: Furniture, original: Original) -> Furniture:
    """What a page says of its report: the date by its meta tags first, the bodies by its lines first."""
    return replace(
        page,
        published_on=original.published_on or page.published_on,
        source=page.source or original.source,
        publisher=page.publisher or original.publisher,
    )


def extract_batch(sources: pl.DataFrame, extractor: Extractor, landing_id: str, landed_at: datetime) -> RawTables:
    """Return the raw tables of a batch of sources (columns uri: String, content: Binary).

    Never raises for a bad source: what cannot be read is a row of `problems`.
    """
    with _uncollected():
        try:
            return _extract(sources, extractor, landing_id, landed_at)
        except Exception as error:  # noqa: BLE001 - a reading that no table takes must not lose the others
            return _one_by_one(sources, extractor, (landing_id, landed_at), error)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the cycle collector off for one batch: rows hold no cycles, and it would walk all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _extract(sources: pl.DataFrame, extractor: Extractor, landing_id: str, landed_at: datetime) -> RawTables:
    rows: dict[str, list[Row]] = {name: [] for name in _TEXT_TABLES}
    numerals: list[list[list[object]]] = []  # by document, as columns
    for part in together(sources.iter_rows()):
        readings = in_step([extractor.steps(uri, content) for uri, content in part])
        for (uri, content), read in zip(part, readings, strict=True):
            doc_id = hashlib.sha256(content).hexdigest()
            key = (doc_id, landing_id)
            if isinstance(read, Exception):
                rows["problems"].append((uri, *key, *_problem(uri, read), landed_at))
                continue
            digest = doc_id if read.text.encode() == content else hashlib.sha256(read.text.encode()).hexdigest()
            rows["documents"].append(key + extractor.document_row(uri, read, digest, landed_at))
            rows["sections"] += [key + section_row(s) for s in read.sections]
            claimed = {f.start for f, _ in read.facts}
            numerals.append(mention_columns(key, read.mentions, read.text, claimed))
            rows["facts"] += [(f.fact_id, *key, *fact_row(f, r)) for f, r in read.facts]
            rows["targets"] += [(t.target_id, *key, *target_row(t)) for t in read.targets]
            rows["relations"] += [(*key, relation_id(doc_id, r), *relation_row(r)) for r in read.relations]
            if read.description.open_between:
                detail = f"{uri}：{_open_question(read.description.open_between)}"
                rows["problems"].append((uri, *key, "extract", AMBIGUOUS_REGION, detail, landed_at))
    mentions = [list(chain.from_iterable(parts)) for parts in zip(*numerals, strict=True)]
    return {n: columns_frame(n, mentions) if n == "mentions" else rows_frame(n, table) for n, table in rows.items()}


def _one_by_one(
    sources: pl.DataFrame, extractor: Extractor, landing: tuple[str, datetime], error: Exception
) -> RawTables:
    """The tables of the sources of a batch that failed as a whole; a source that fails alone is a row of `problems`."""
    if sources.height != 1:
        parts = [extract_batch(sources[row], extractor, *landing) for row in range(sources.height)]
        return {name: pl.concat([part[name] for part in parts]) for name in _TEXT_TABLES}
    uri, content = sources.row(0)
    row = (uri, hashlib.sha256(content).hexdigest(), landing[0], *_problem(uri, error), landing[1])
    return {name: rows_frame(name, [row] if name == "problems" else []) for name in _TEXT_TABLES}


def _problem(uri: str, error: Exception) -> tuple[str, str, str]:
    """Return stage, code and detail of a source that could not be read; a defect of ours must not lose the others."""
    if isinstance(error, ReadError):
        return "read", error.code, f"{uri}：{error.detail}"
    what = f"{type(error).__name__}: {' '.join(str(error).split())[:160]}"
    return "extract", "failed", f"{uri}：读取程序出错（{what}），请报告 / cannot be extracted, please report it"


def _open_question(regions: Sequence[Region]) -> str:
    """What is ambiguous, where, and what to do, in one line."""
    names = "、".join(region.path for region in regions[:6])
    return f"地区不能确定（{names}），已读入而未归入地区；请在标题写明上级 / area ambiguous, read without an area"
