"""Rows of the raw tables: what was read of one document, in the order of the landing schemas."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from decimal import Decimal

import polars as pl

from extract import model
from extract.arithmetic.relation import Relation
from extract.catalogue import Region
from extract.describe import Description
from extract.facts import Fact
from extract.language.sections import Section
from extract.mentions import Mention
from extract.readers.formats import Format
from extract.readers.original import Original
from extract.subjects import subject
from extract.targets import Target

Row = tuple[object, ...]  # a row of a raw table, in the order of its schema


def rows_frame(name: str, rows: list[Row]) -> pl.DataFrame:
    """Return rows, whose values stand in the order of the schema, as a frame of the raw table `name`."""
    return columns_frame(name, zip(*rows, strict=True) if rows else ())


def columns_frame(name: str, columns: Iterable[Iterable[object]]) -> pl.DataFrame:
    """Return columns in the order of the schema, or none where there are no rows, as a frame of the raw table `name`."""
    schema = model.RAW_TABLES[name]
    known = list(columns) or [[] for _ in schema]
    return pl.DataFrame([_column(c, v, t) for (c, t), v in zip(schema.items(), known, strict=True)])


def _column(name: str, values: Iterable[object], dtype: pl.DataType) -> pl.Series:
    if isinstance(dtype, pl.List):  # short codes or whole numbers: built many times faster from one string each
        return pl.Series(name, values, dtype=pl.String).str.extract_all("[0-9a-z_]+").cast(dtype)
    return pl.Series(name, values, dtype=dtype)


def document_row(uri: str, form: Format, original: Original, digest: str, about: Description, versions: Row) -> Row:
    """Return the row of a document without its keys; versions: of the catalogue, and when it landed."""
    return (
        uri, form.media_type, form.name, about.title, about.issuer, about.doc_type,
        about.region_code, about.region_name, about.region_level, about.period, about.published_on,
        about.source_title, about.publisher, original.source_url, about.notice,
        original.text, digest, " ".join(map(str, original.page_starts)), model.reading_version(form.name, form.version), *versions,
    )  # fmt: skip


def section_row(section: Section) -> Row:
    """Return the row of a section without its keys."""
    return (
        section.section_id, section.level, section.number, section.heading, section.start, section.end, section.theme,
    )  # fmt: skip


def mention_columns(key: Row, mentions: Sequence[Mention], text: str, claimed: Container[int]) -> list[list[object]]:
    """Return the columns of a text's numerals, which are most rows; claimed: where the numerals of facts start."""
    quantities = [m.kind == "quantity" for m in mentions]
    return [
        *([value] * len(mentions) for value in key),
        [m.start for m in mentions], [m.end for m in mentions], [text[m.start : m.end] for m in mentions],
        [m.kind for m in mentions],
        [float(m.value) if is_one and m.value is not None else None for m, is_one in zip(mentions, quantities, strict=True)],
        [None if m.value_high is None else float(m.value_high) for m in mentions],
        [m.unit for m in mentions], [m.value_type for m in mentions],
        [m.approx if is_one else None for m, is_one in zip(mentions, quantities, strict=True)],
        [m.sentence[0] for m in mentions], [m.sentence[1] for m in mentions],
        [m.section_id for m in mentions], [m.part_of for m in mentions],
        [  # a fact says itself what it counts
            subject(text, m.start, m.unit_end, m.sentence) if is_one and m.start not in claimed else None
            for m, is_one in zip(mentions, quantities, strict=True)
        ],
    ]  # fmt: skip


def fact_row(fact: Fact, region: Region | None) -> Row:
    """Return the row of a fact of an area, without its keys."""
    return (
        fact.start, fact.end, fact.mention, fact.indicator, fact.breakdown,
        _float(fact.value), _float(fact.value_high), fact.decimals, fact.unit, fact.approx, fact.period,
        fact.period_start, fact.period_end, region.code if region else None, region.name if region else None,
        fact.scope, fact.scope_class, fact.subject, fact.role, fact.rule, ",".join(fact.flags),
        fact.sentence[0], fact.sentence[1], fact.section_id, fact.part_of,
    )  # fmt: skip


def target_row(target: Target) -> Row:
    """Return the row of a target without its keys."""
    return (
        target.section_id, target.start, target.end, target.mention, target.comparator,
        _float(target.value), _float(target.value_high), target.unit, target.deadline, target.deadline_text,
        target.recurrence, target.modality, target.measure, target.indicator, target.suspect, *target.sentence,
    )  # fmt: skip


def relation_row(relation: Relation) -> Row:
    """Return the row of a relation without its keys."""
    return (
        relation.kind, relation.basis, _joined(relation.members), relation.total, _joined(relation.parts),
        relation.rate, relation.numerator, relation.denominator, relation.expression,
        float(relation.printed), float(relation.computed), relation.decimals, relation.verdict, relation.match,
        float(relation.difference), _joined(relation.by_rounding), _joined(relation.by_truncation),
        relation.sentence[0], relation.sentence[1], relation.section_id,
    )  # fmt: skip


def _joined(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
