-- People's, administrative and court mediation are never mixed in one rate: every fact is of the row's type and scope.
with used as (
    select
        observation_id,
        mediation_type,
        scope,
        unnest(fact_ids) as fact_id
    from {{ ref('indicator_mediation_success_rate') }}
)

select
    used.observation_id,
    used.fact_id
from used
left join {{ ref('fct_evidence') }} as evidence using (fact_id)
where used.mediation_type is distinct from evidence.breakdown or used.scope is distinct from evidence.scope
