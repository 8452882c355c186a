-- One row for each rate of a region, period, breakdown and scope: the chosen printed figure beside one document's counts.
with anchors as (
    select * from {{ ref('int_rates_anchor') }}
),

judged as (
    select * from {{ ref('int_rates_judge') }}
),

-- counts come from one document: a complete pair first, then the anchor's own document
counts as (
    select
        judged.*,
        -- the counts say something about the rate only where their own document prints that rate too
        anchors.anchor_part <> 'rate' or judged.rate_value is not distinct from anchors.value as is_same_rate
    from judged
    inner join anchors using (region_code, period, breakdown, scope, rate_indicator)
    qualify row_number() over (
        partition by region_code, period, breakdown, scope, rate_indicator
        order by
            judged.rate_computed is null, judged.doc_id = anchors.doc_id desc, not judged.is_declared,
            not judged.is_exact, judged.doc_type_grade, judged.published_on desc nulls last,
            judged.landed_at desc, judged.doc_id
    ) = 1
),

resolved as (
    select
        anchors.* replace (
            case anchor_part
                when 'rate' then anchors.fact_id
                when 'numerator' then counts.numerator_fact_id
                else counts.denominator_fact_id
            end as fact_id,
            if(anchor_part = 'rate', anchors.doc_id, counts.doc_id) as doc_id,
            if(anchor_part = 'rate', anchors.published_on, counts.published_on) as published_on,
            counts.is_exact and (anchors.is_exact or anchor_part <> 'rate') as is_exact,
            counts.is_inferred or (anchors.is_inferred and anchor_part = 'rate') as is_inferred
        ),
        counts.* exclude (
            doc_id, region_code, period, breakdown, scope, rate_indicator, decimals, is_exact,
            is_inferred, doc_type_grade, published_on, landed_at, verdict
        ),
        if(counts.is_same_rate, counts.verdict, 'unchecked') as verdict
    from anchors
    inner join counts using (region_code, period, breakdown, scope, rate_indicator)
)

select
    rate_indicator,
    region_code,
    region_name,
    period,
    breakdown,
    scope,
    scope_class,
    anchor_part,
    observation_id,
    fact_id,
    doc_id,
    published_on,
    numerator_value,
    denominator_value,
    denominator_indicator,
    is_declared,
    if(anchor_part = 'rate', value, null) as rate_printed,
    if(anchor_part = 'rate', decimals, null) as decimals,
    rate_computed,
    ci_low,
    ci_high,
    verdict,
    is_same_rate,
    numerator_value is null and ci_low is not null as is_numerator_implied,
    is_exact,
    is_inferred,
    list_contains(flags, 'cumulative') as is_cumulative,
    list_prepend(
        fact_id,
        list_filter([numerator_fact_id, denominator_fact_id], lambda other: other <> fact_id)
    ) as fact_ids
from resolved
