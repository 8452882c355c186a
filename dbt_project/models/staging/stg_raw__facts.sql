with source as (
    select * from {{ source('raw', 'facts') }}
)

select
    fact_id,
    doc_id,
    landing_id,
    "start" as span_start,
    "end" as span_end,
    mention,
    indicator,
    breakdown,
    value,
    value_high,
    cast(decimals as integer) as decimals,
    unit,
    approx,
    period,
    period_start,
    period_end,
    region_code,
    region_name,
    scope,
    scope_class,
    subject,
    role,
    rule,
    flags,
    sentence_start,
    sentence_end,
    section_id,
    part_of as whole_start
from source
