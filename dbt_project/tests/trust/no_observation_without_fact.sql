-- An observation shows the value of its chosen fact, an actual and sound figure of the same region, period and indicator.
select observations.observation_id
from {{ ref('fct_observation') }} as observations
left join {{ ref('fct_evidence') }} as evidence
    on
        observations.fact_id = evidence.fact_id
        and observations.observation_id = evidence.observation_id
        and observations.value = evidence.value
        and observations.indicator = evidence.indicator
        and observations.region_code = evidence.region_code
        and observations.period = evidence.period
        and evidence.is_chosen
        and evidence.role = 'actual'
        and not list_has_any(evidence.flags, ['suspect', 'combined', 'respondent'])
where evidence.fact_id is null
