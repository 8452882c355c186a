with source as (
    select * from {{ source('raw', 'relations') }}
)

select
    relation_id,
    doc_id,
    landing_id,
    kind,
    basis,
    members as member_starts,
    total as total_start,
    parts as part_starts,
    rate as rate_start,
    numerator as numerator_start,
    denominator as denominator_start,
    expression,
    printed,
    computed,
    cast(decimals as integer) as decimals,
    verdict,
    match,
    difference,
    candidates_by_rounding,
    candidates_by_truncation,
    sentence_start,
    sentence_end,
    section_id
from source
