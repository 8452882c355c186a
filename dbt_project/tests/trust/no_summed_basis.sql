-- A count of one basis or measure is one printed figure, never the sum of several bases.
with counts as (
    select
        fact_id,
        value,
        basis as headline_role
    from {{ ref('indicator_reconsideration_cases') }}
    union all
    select
        fact_id,
        value,
        measure
    from {{ ref('indicator_enforcement_certificates') }}
)

select counts.fact_id
from counts
left join {{ ref('fct_evidence') }} as evidence using (fact_id)
left join {{ ref('dim_indicator') }} as indicators on evidence.indicator = indicators.indicator
where counts.value is distinct from evidence.value or counts.headline_role is distinct from indicators.headline_role
