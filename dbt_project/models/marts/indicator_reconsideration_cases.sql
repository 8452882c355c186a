with observations as (
    select * from {{ ref('fct_observation') }}
    where breakdown = 'all'
),

stages as (
    select indicator, headline_role as basis
    from {{ ref('dim_indicator') }}
    where headline = 'reconsideration_cases' and headline_role in ('received', 'accepted', 'concluded', 'handled')
)

select
    region_code,
    region_name,
    region_level,
    period,
    basis,
    scope,
    scope_class,
    value,
    unit,
    approx,
    -- received is the definition of the headline; another stage of the process is another definition
    if(obs_status = 'V' and basis <> 'received', 'D', obs_status) as obs_status,
    row_number() over (
        partition by region_code, period, scope
        order by list_position(['received', 'accepted', 'concluded', 'handled'], basis)
    ) = 1 as is_headline,
    published_on,
    observation_id,
    fact_id,
    doc_id
from observations
inner join stages using (indicator)
order by region_code, period, scope, list_position(['received', 'accepted', 'concluded', 'handled'], basis)
