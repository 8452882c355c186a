with checks as (
    select * from {{ ref('int_rates_check') }}
    union all by name
    select * from {{ ref('int_balances_check') }}
    union all by name
    select * from {{ ref('int_parts_check') }}
),

-- the fact that a check is about lends it its place; a whole without a fact takes the document's
facts as (
    select
        fact_id as main_fact_id,
        region_code as fact_region_code,
        region_name as fact_region_name,
        period as fact_period,
        indicator as fact_indicator,
        is_inferred as fact_is_inferred,
        sentence_start as fact_sentence_start,
        sentence_end as fact_sentence_end
    from {{ ref('int_facts_select') }}
),

documents as (
    select
        doc_id,
        region_code as document_region_code,
        region_name as document_region_name,
        period as document_period
    from {{ ref('int_documents_pick') }}
),

placed as (
    select
        *,
        coalesce(region_code, fact_region_code, document_region_code) as place_code
    from checks
    left join facts using (main_fact_id)
    left join documents using (doc_id)
),

regions as (
    select
        region_code as place_code,
        region_name as catalogue_name
    from {{ ref('int_regions_pick') }}
)

select
    {{ stable_hash(['rule_id', 'doc_id', 'place_code', 'period', 'breakdown', 'scope', 'check_key']) }} as check_id,
    rule_id,
    severity,
    verdict,
    place_code as region_code,
    coalesce(catalogue_name, fact_region_name, document_region_name) as region_name,
    coalesce(period, fact_period, document_period) as period,
    {{ obs_status('is_exact', 'coalesce(is_inferred, fact_is_inferred, false)') }} as obs_status,
    coalesce(indicator, fact_indicator) as indicator,
    expected,
    printed,
    printed - expected as difference,
    message_zh,
    message_en,
    fact_ids,
    doc_id,
    coalesce(sentence_start, fact_sentence_start) as quote_start,
    coalesce(sentence_end, fact_sentence_end) as quote_end
from placed
left join regions using (place_code)
order by rule_id, doc_id, quote_start, check_id
