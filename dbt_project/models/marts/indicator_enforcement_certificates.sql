with observations as (
    select * from {{ ref('fct_observation') }}
    where breakdown = 'all'
),

measures as (
    select indicator, headline_role as measure
    from {{ ref('dim_indicator') }}
    where headline = 'enforcement_certificates' and headline_role in ('held', 'issued', 'cancelled')
)

select
    region_code,
    region_name,
    region_level,
    period,
    measure,
    scope,
    scope_class,
    value,
    unit,
    approx,
    -- the headline is the stock of holders; cards of one year are a flow, another definition
    if(obs_status = 'V' and measure <> 'held', 'D', obs_status) as obs_status,
    published_on,
    observation_id,
    fact_id,
    doc_id
from observations
inner join measures using (indicator)
order by region_code, period, scope, list_position(['held', 'issued', 'cancelled'], measure)
