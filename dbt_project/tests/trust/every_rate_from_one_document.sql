-- A recomputed rate takes both of its counts from one document.
with rates as (
    select
        observation_id,
        fact_id,
        fact_ids
    from {{ ref('indicator_mediation_success_rate') }}
    where rate_computed is not null
    union all
    select
        observation_id,
        fact_id,
        fact_ids
    from {{ ref('indicator_court_appearance_rate') }}
    where rate_computed is not null
),

used as (
    select
        observation_id,
        unnest(fact_ids) as fact_id
    from rates
)

select used.observation_id
from used
inner join {{ ref('fct_evidence') }} as evidence using (fact_id)
inner join {{ ref('dim_indicator') }} as indicators on evidence.indicator = indicators.indicator
where indicators.value_type <> 'rate'
group by used.observation_id
having count(distinct evidence.doc_id) > 1
