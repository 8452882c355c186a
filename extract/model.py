"""The landing contract: the Polars schema of every raw table and the types that carry its rows.

Each raw table is a folder of Parquet files below the raw directory. Offsets count Unicode characters of the
document's canonical text from 0, end exclusive. `landing_id` names the run that landed a row: a document that is
read again by a newer extractor or catalogue gets new rows under a new landing_id, and the older rows stay.
"""

from __future__ import annotations

from typing import Final

import polars as pl

EXTRACTOR_VERSION: Final = "4"
AMBIGUOUS_REGION: Final = "ambiguous_region"  # a problem of a document that has been read all the same


def reading_version(reader: str, version: int) -> str:
    """Return the version that a document is read with: of the extractor and of its format's reader."""
    return f"{EXTRACTOR_VERSION}+{reader}.{version}"


DOCUMENTS: Final = pl.Schema(
    {
        "doc_id": pl.String(),  # sha256 of the source bytes, hex
        "landing_id": pl.String(),
        "uri": pl.String(),  # path or URL as given
        "media_type": pl.String(),
        "reader": pl.String(),
        "title": pl.String(),
        "issuer": pl.String(),
        "doc_type": pl.String(),  # report | statistics | plan | whitepaper | other
        "region_code": pl.String(),  # GB/T 2260, six digits; null where it could not be resolved
        "region_name": pl.String(),
        "region_level": pl.String(),  # national | province | prefecture | county | township | department
        "period": pl.String(),  # "2020" or "2015-2020"
        "published_on": pl.Date(),
        "source_title": pl.String(),  # what a restatement or a table restates
        "publisher": pl.String(),
        "source_url": pl.String(),
        "notice": pl.String(),  # the document's own caveat, such as "not the official text"
        "text": pl.String(),
        "text_sha256": pl.String(),
        "page_starts": pl.List(pl.Int32()),  # where the pages of the text begin; empty for formats without pages
        "extractor_version": pl.String(),
        "catalogue_version": pl.String(),
        "landed_at": pl.Datetime("us", "UTC"),
    }
)

SECTIONS: Final = pl.Schema(
    {
        "doc_id": pl.String(),
        "landing_id": pl.String(),
        "section_id": pl.Int32(),
        "level": pl.Int8(),  # 1: 一、  2: (一)  3: 1.  4: (1)  5: ①; chapters stand above them
        "number": pl.String(),
        "heading": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "theme": pl.String(),  # body | plan | shortcomings | furniture
    }
)

MENTIONS: Final = pl.Schema(
    {
        "doc_id": pl.String(),
        "landing_id": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "text": pl.String(),
        "kind": pl.String(),  # quantity | date | doc_number | ordinal | name | page_noise
        "value": pl.Float64(),  # number times scale; percentages as written (97% is 97)
        "value_high": pl.Float64(),
        "unit": pl.String(),  # measure word as written; money in 元
        "value_type": pl.String(),  # count | rate | money | duration | ratio | other
        "approx": pl.String(),  # exact | about | at_least | at_most | range
        "sentence_start": pl.Int32(),
        "sentence_end": pl.Int32(),
        "section_id": pl.Int32(),
        "part_of": pl.Int32(),  # start of the mention that this one is a stated part (其中) of
        "subject": pl.String(),  # what a quantity without a fact counts, in a few words; null where there are none
    }
)

FACTS: Final = pl.Schema(
    {
        "fact_id": pl.String(),
        "doc_id": pl.String(),
        "landing_id": pl.String(),
        "start": pl.Int32(),
        "end": pl.Int32(),
        "mention": pl.String(),  # text[start:end]
        "indicator": pl.String(),
        "breakdown": pl.String(),
        "value": pl.Float64(),
        "value_high": pl.Float64(),
        "decimals": pl.Int8(),  # decimals as printed, for rounding verdicts
        "unit": pl.String(),
        "approx": pl.String(),
        "period": pl.String(),
        "period_start": pl.Date(),
        "period_end": pl.Date(),
        "region_code": pl.String(),  # of the figure: the document's, or the table row's
        "region_name": pl.String(),
        "scope": pl.String(),  # who the figure covers, as written; null: the reporting area
        "scope_class": pl.String(),  # whole_area | own_level | subordinate | department | court | procuratorate | other; null: unstated
        "subject": pl.String(),
        "role": pl.String(),  # actual | target | change | standard
        "rule": pl.String(),  # id of the phrase that decided
        "flags": pl.List(
            pl.String()
        ),  # suspect, subset, cumulative, implied; inferred, combined, derived, respondent are reserved
        "sentence_start": pl.Int32(),
        "sentence_end": pl.Int32(),
        "section_id": pl.Int32(),
        "part_of": pl.Int32(),
    }
)

TARGETS: Final = pl.Schema(
    {
        "target_id": pl.String(),
        "doc_id": pl.String(),
        "landing_id": pl.String(),
        "section_id": pl.Int32(),
        "start": pl.Int32(),  # of the numeral; of a milestone the words of its deadline
        "end": pl.Int32(),
        "mention": pl.String(),
        "comparator": pl.String(),  # >= | > | <= | < | = | range | between | milestone (a deadline without a quantity)
        "value": pl.Float64(),
        "value_high": pl.Float64(),
        "unit": pl.String(),
        "deadline": pl.Date(),  # of a yearly deadline the first day that it falls due
        "deadline_text": pl.String(),
        "recurrence": pl.String(),  # week | month | quarter | half_year | year | two_years | three_years | five_years
        "modality": pl.String(),  # duty | aim | gradual | option | statement
        "measure": pl.String(),  # words that name what is measured
        "indicator": pl.String(),
        "suspect": pl.Boolean(),  # damaged in the source: the value is a reading, the mention what is printed
        "sentence_start": pl.Int32(),
        "sentence_end": pl.Int32(),
    }
)

RELATIONS: Final = pl.Schema(
    {
        "doc_id": pl.String(),
        "landing_id": pl.String(),
        "relation_id": pl.String(),  # the same document, kind and members give the same id
        "kind": pl.String(),  # sum | rate
        "basis": pl.String(),  # stated: the words say so (其中, 合计, 占比) | matched: found by arithmetic
        "members": pl.List(pl.Int32()),  # starts of the mentions: total and parts, or numerator, denominator and rate
        "total": pl.Int32(),  # of a sum
        "parts": pl.List(pl.Int32()),
        "rate": pl.Int32(),  # of a rate, with its counts; null where the text lacks one of them
        "numerator": pl.Int32(),
        "denominator": pl.Int32(),
        "expression": pl.String(),  # 26+70=96, 1+4+5≠11, 423/443
        "printed": pl.Float64(),  # the total or the rate as the text gives it
        "computed": pl.Float64(),
        "decimals": pl.Int8(),  # of what is printed
        "verdict": pl.String(),  # holds | exceeds | falls_short: computed against printed, rates strictly by rounding
        "match": pl.String(),  # of a rate: rounding | truncation | both | neither
        "difference": pl.Float64(),  # computed, rounded as printed, less printed
        "candidates_by_rounding": pl.List(pl.Int64()),  # whole numbers for a missing count
        "candidates_by_truncation": pl.List(pl.Int64()),
        "sentence_start": pl.Int32(),  # from the first member's sentence to the last one's
        "sentence_end": pl.Int32(),
        "section_id": pl.Int32(),
    }
)

PROBLEMS: Final = pl.Schema(
    {
        "uri": pl.String(),
        "doc_id": pl.String(),
        "landing_id": pl.String(),
        "stage": pl.String(),  # find | fetch | read | extract
        "error": pl.String(),  # short code: missing, empty, binary, no_documents, …
        "detail": pl.String(),  # one line: what, where, what to do
        "landed_at": pl.Datetime("us", "UTC"),
    }
)

DOWNLOADS: Final = pl.Schema(
    {
        "url": pl.String(),  # as given: the uri of its document
        "landing_id": pl.String(),  # the run of downloading; one that was interrupted is continued under its id
        "final_url": pl.String(),  # behind all redirects
        "status": pl.Int16(),  # of HTTP; 304: as before
        "etag": pl.String(),
        "last_modified": pl.String(),  # as the server writes it, to be sent back as it is
        "content_type": pl.String(),
        "charset": pl.String(),
        "doc_id": pl.String(),  # sha256 of the answer, which stands below originals/; null where there is no document
        "bytes": pl.Int64(),
        "fetched_at": pl.Datetime("us", "UTC"),
    }
)

CATALOGUE_INDICATORS: Final = pl.Schema(
    {
        "catalogue_version": pl.String(),
        "landed_at": pl.Datetime("us", "UTC"),
        "code": pl.String(),
        "name_zh": pl.String(),
        "name_en": pl.String(),
        "theme": pl.String(),
        "unit": pl.String(),  # measure word of the definition, 件 | 人 | % | 元 …
        "value_type": pl.String(),  # count | rate | money | duration | ratio
        "aggregation": pl.String(),  # sum | last | ratio | none
        "direction": pl.String(),  # higher_better | lower_better | neutral
        "numerator": pl.String(),  # indicator codes of a rate's two counts
        "denominator": pl.String(),
        "dimension": pl.String(),  # the one declared dimension of `breakdown`
        "dimension_values": pl.List(pl.String()),
        "definition_zh": pl.String(),
        "definition_en": pl.String(),
        "official_basis": pl.String(),
        "confusable_with": pl.List(pl.String()),
        "notes": pl.String(),
        "headline": pl.String(),  # which of the four headline marts it feeds, else null
        "headline_role": pl.String(),  # received | accepted | … | held | issued | cancelled | numerator | denominator | rate
    }
)

CATALOGUE_REGIONS: Final = pl.Schema(
    {
        "catalogue_version": pl.String(),
        "landed_at": pl.Datetime("us", "UTC"),
        "region_code": pl.String(),
        "region_name": pl.String(),
        "short_name": pl.String(),
        "level": pl.String(),  # national | province | prefecture | county
        "parent_code": pl.String(),
        "province_code": pl.String(),
        "province_name": pl.String(),
        "path": pl.String(),  # 新疆维吾尔自治区/克孜勒苏柯尔克孜自治州
        "is_standard": pl.Boolean(),  # false for 100000 全国 and 660000 兵团, which GB/T 2260 does not list
        "valid_from": pl.Date(),
        "valid_to": pl.Date(),
    }
)

CATALOGUE_REGION_CHANGES: Final = pl.Schema(
    {
        "catalogue_version": pl.String(),
        "landed_at": pl.Datetime("us", "UTC"),
        "old_code": pl.String(),
        "old_name": pl.String(),
        "new_code": pl.String(),
        "new_name": pl.String(),
        "changed_on": pl.Date(),
        "kind": pl.String(),  # rename | recode | merge | split | transfer | upgrade | abolish | new
        "document_number": pl.String(),
    }
)

CATALOGUE_UNITS: Final = pl.Schema(
    {
        "catalogue_version": pl.String(),
        "landed_at": pl.Datetime("us", "UTC"),
        "unit": pl.String(),  # measure word as written
        "family": pl.String(),  # case | person | document | time | money | percent | …
        "factor": pl.Float64(),  # to the family's base unit
    }
)

CATALOGUE_WORDS: Final = pl.Schema(
    {
        "catalogue_version": pl.String(),
        "word": pl.String(),  # of the lexicon; the empty word stands for all else that texts are read by
        "digest": pl.Int64(),  # of what the word claims, opens and bars
    }
)

TOMBSTONES: Final = pl.Schema(
    {
        "doc_id": pl.String(),
        "uri": pl.String(),  # as it was landed
        "title": pl.String(),
        "reason": pl.String(),  # as the user gave it; null: none given
        "is_forgotten": pl.Boolean(),  # false: taken back
        "decided_at": pl.Datetime("us", "UTC"),  # the last decision on a document holds
    }
)

RAW_TABLES: Final = {
    "documents": DOCUMENTS,
    "sections": SECTIONS,
    "mentions": MENTIONS,
    "facts": FACTS,
    "targets": TARGETS,
    "relations": RELATIONS,
    "problems": PROBLEMS,
    "tombstones": TOMBSTONES,
    "downloads": DOWNLOADS,
    "catalogue_indicators": CATALOGUE_INDICATORS,
    "catalogue_regions": CATALOGUE_REGIONS,
    "catalogue_region_changes": CATALOGUE_REGION_CHANGES,
    "catalogue_units": CATALOGUE_UNITS,
    "catalogue_words": CATALOGUE_WORDS,
}
