"""The columns of every mart as the dashboard reads them, for warehouses that tests make without dbt."""

from __future__ import annotations

from typing import Final

_PLACE: Final = "region_code VARCHAR, region_name VARCHAR, region_level VARCHAR, period VARCHAR"
_TAIL: Final = "obs_status VARCHAR, published_on DATE, observation_id VARCHAR, fact_id VARCHAR"
_RATE: Final = "rate_printed DOUBLE, decimals INTEGER, rate_computed DOUBLE, n DOUBLE, ci_low DOUBLE, ci_high DOUBLE"

TABLES: Final[dict[str, str]] = {
    "dim_region": "region_code VARCHAR, region_name VARCHAR, short_name VARCHAR, level VARCHAR, parent_code VARCHAR, "
    "province_code VARCHAR, province_name VARCHAR, path VARCHAR, is_standard BOOLEAN, valid_from DATE, valid_to DATE",
    "dim_indicator": "indicator VARCHAR, name_zh VARCHAR, name_en VARCHAR, theme VARCHAR, unit VARCHAR, "
    "value_type VARCHAR, aggregation VARCHAR, direction VARCHAR, numerator VARCHAR, denominator VARCHAR, "
    "dimension VARCHAR, dimension_values VARCHAR[], definition_zh VARCHAR, definition_en VARCHAR, "
    "official_basis VARCHAR, notes VARCHAR, headline VARCHAR, headline_role VARCHAR",
    "dim_document": "doc_id VARCHAR, title VARCHAR, issuer VARCHAR, doc_type VARCHAR, region_code VARCHAR, "
    "region_name VARCHAR, region_level VARCHAR, period VARCHAR, published_on DATE, uri VARCHAR, media_type VARCHAR, "
    "source_title VARCHAR, publisher VARCHAR, source_url VARCHAR, notice VARCHAR, n_mentions BIGINT, n_facts BIGINT, "
    "landed_at TIMESTAMPTZ, text VARCHAR",
    "fct_observation": f"observation_id VARCHAR, {_PLACE}, period_start DATE, period_end DATE, indicator VARCHAR, "
    "breakdown VARCHAR, scope VARCHAR, scope_class VARCHAR, value DOUBLE, value_high DOUBLE, decimals INTEGER, "
    "unit VARCHAR, approx VARCHAR, obs_status VARCHAR, missing_reason VARCHAR, flags VARCHAR[], n_sources BIGINT, "
    "n_values BIGINT, fact_id VARCHAR, fact_ids VARCHAR[], doc_id VARCHAR, published_on DATE, choice_reason VARCHAR",
    "fct_evidence": "observation_id VARCHAR, fact_id VARCHAR, doc_id VARCHAR, indicator VARCHAR, role VARCHAR, "
    "span_start INTEGER, span_end INTEGER, mention VARCHAR, quote VARCHAR, quote_start INTEGER, quote_end INTEGER, "
    "is_chosen BOOLEAN, value DOUBLE, unit VARCHAR, period VARCHAR, region_code VARCHAR, region_name VARCHAR, "
    "scope VARCHAR, breakdown VARCHAR, rule VARCHAR, flags VARCHAR[], document_title VARCHAR, issuer VARCHAR, "
    "publisher VARCHAR, source_title VARCHAR, source_url VARCHAR, notice VARCHAR, published_on DATE, uri VARCHAR",
    "fct_target": "target_id VARCHAR, doc_id VARCHAR, indicator VARCHAR, measure VARCHAR, comparator VARCHAR, value DOUBLE, "
    "value_high DOUBLE, unit VARCHAR, deadline DATE, deadline_text VARCHAR, recurrence VARCHAR, modality VARCHAR, "
    "is_suspect BOOLEAN, span_start INTEGER, span_end INTEGER, mention VARCHAR, quote VARCHAR, quote_start INTEGER, "
    "quote_end INTEGER, region_code VARCHAR, region_name VARCHAR, period VARCHAR, doc_type VARCHAR, "
    "document_title VARCHAR, issuer VARCHAR, published_on DATE, uri VARCHAR",
    "indicator_reconsideration_cases": f"{_PLACE}, basis VARCHAR, scope VARCHAR, scope_class VARCHAR, value DOUBLE, "
    "unit VARCHAR, approx VARCHAR, obs_status VARCHAR, is_headline BOOLEAN, published_on DATE, "
    "observation_id VARCHAR, fact_id VARCHAR, doc_id VARCHAR",
    "indicator_court_appearance_rate": f"{_PLACE}, scope VARCHAR, scope_class VARCHAR, instance VARCHAR, "
    f"numerator DOUBLE, denominator DOUBLE, denominator_basis VARCHAR, {_RATE}, verdict VARCHAR, {_TAIL}, fact_ids VARCHAR[], "
    "doc_id VARCHAR",
    "indicator_mediation_success_rate": f"{_PLACE}, mediation_type VARCHAR, scope VARCHAR, scope_class VARCHAR, "
    f"cases DOUBLE, successes DOUBLE, {_RATE}, verdict VARCHAR, {_TAIL}, fact_ids VARCHAR[], doc_id VARCHAR",
    "indicator_enforcement_certificates": f"{_PLACE}, measure VARCHAR, scope VARCHAR, scope_class VARCHAR, "
    f"value DOUBLE, unit VARCHAR, approx VARCHAR, {_TAIL}, doc_id VARCHAR",
    "quality_reconciliation": "check_id VARCHAR, rule_id VARCHAR, severity VARCHAR, verdict VARCHAR, "
    "region_code VARCHAR, region_name VARCHAR, period VARCHAR, obs_status VARCHAR, indicator VARCHAR, "
    "expected DOUBLE, printed DOUBLE, difference DOUBLE, message_zh VARCHAR, message_en VARCHAR, fact_ids VARCHAR[], "
    "doc_id VARCHAR, quote_start INTEGER, quote_end INTEGER",
    "quality_unmapped_quantities": "unmapped_id VARCHAR, rank_no BIGINT, subject VARCHAR, unit VARCHAR, "
    "value_type VARCHAR, n_mentions BIGINT, n_documents BIGINT, n_regions BIGINT, first_period VARCHAR, "
    "last_period VARCHAR, mention VARCHAR, quote VARCHAR, doc_id VARCHAR, span_start INTEGER, span_end INTEGER, "
    "quote_start INTEGER, quote_end INTEGER",
    "quality_problems": "uri VARCHAR, stage VARCHAR, error VARCHAR, detail VARCHAR, is_read BOOLEAN, is_open BOOLEAN, "
    "first_seen_at TIMESTAMPTZ, last_seen_at TIMESTAMPTZ",
    "meta_build": "build_id VARCHAR, built_at TIMESTAMPTZ, dbt_version VARCHAR, extractor_version VARCHAR, "
    "catalogue_version VARCHAR, node_id VARCHAR, resource_type VARCHAR, status VARCHAR, failures BIGINT, "
    "seconds DOUBLE, message VARCHAR",
}

COMMENTS: Final[dict[str, str]] = {
    "indicator_reconsideration_cases.value": "件数,按所示口径。/ Number of cases on the basis shown.",
    "indicator_mediation_success_rate.rate_printed": "文件印出的比率。/ The rate as the document prints it.",
    "indicator_mediation_success_rate.rate_computed": "由件数重算的比率。/ The rate recomputed from its counts.",
    "indicator_court_appearance_rate.n": "分母件数。/ Number of cases in the denominator.",
}
