"""Rows of the raw tables: what was read of one document, in the order of the landing schemas."""

from __future__ import annotations

from collections.abc import Container, Iterable
from decimal import Decimal

import polars as pl

from extract import model
from extract.arithmetic.relation import Relation
from extract.catalogue import Region
from extract.describe import Description
from extract.facts import Fact
from extract.language.sections import Section
from extract.mentions import Mention
from extract.subjects import subject
from extract.targets import Target

Row = tuple[object, ...]  # a row of a raw table, in the order of its schema


def rows_frame(name: str, rows: list[Row]) -> pl.DataFrame:
    """Return rows, whose values stand in the order of the schema, as a frame of the raw table `name`."""
    schema = model.RAW_TABLES[name]
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    return pl.DataFrame([_column(c, v, t) for (c, t), v in zip(schema.items(), columns, strict=True)])


def _column(name: str, values: Iterable[object], dtype: pl.DataType) -> pl.Series:
    if isinstance(dtype, pl.List):  # short codes or whole numbers: built many times faster from one string each
        return pl.Series(name, values, dtype=pl.String).str.extract_all("[0-9a-z_]+").cast(dtype)
    return pl.Series(name, values, dtype=dtype)


def document_row(
    uri: str,
    media: tuple[str, str],
    text: str,
    digest: str,
    about: Description,
    source_url: str | None,
    versions: Row,
) -> Row:
    """Return the row of a document without its keys; versions: of the catalogue, and when it landed."""
    return (
        uri, *media, about.title, about.issuer, about.doc_type,
        about.region_code, about.region_name, about.region_level, about.period, about.published_on,
        about.source_title, about.publisher, source_url, about.notice,
        text, digest, model.EXTRACTOR_VERSION, *versions,
    )  # fmt: skip


def section_row(section: Section) -> Row:
    """Return the row of a section without its keys."""
    return (
        section.section_id, section.level, section.number, section.heading, section.start, section.end, section.theme,
    )  # fmt: skip


def mention_row(mention: Mention, text: str, claimed: Container[int]) -> Row:
    """Return the row of a numeral without its keys; claimed: where the numerals of facts start."""
    quantity = mention.kind == "quantity"
    named = quantity and mention.start not in claimed  # a fact says itself what it counts
    return (
        mention.start, mention.end, text[mention.start : mention.end], mention.kind,
        float(mention.value) if quantity and mention.value is not None else None,
        None if mention.value_high is None else float(mention.value_high), mention.unit, mention.value_type,
        mention.approx if quantity else None, mention.sentence[0], mention.sentence[1], mention.section_id, mention.part_of,
        subject(text, mention.start, mention.unit_end, mention.sentence) if named else None,
    )  # fmt: skip


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
