with observations as (
    select * from {{ ref('int_observations_choose') }}
),

regions as (
    select
        region_code,
        region_name as catalogue_name,
        level as region_level
    from {{ ref('int_regions_pick') }}
),

indicators as (
    select
        indicator,
        value_type
    from {{ ref('int_indicators_pick') }}
),

-- rates that some document prints beside both of their counts
founded_rates as (
    select distinct
        rate_observation_id as observation_id,
        rate_value as value,
        true as has_counts
    from {{ ref('int_rates_pair') }}
    where rate_computed is not null
)

select
    observation_id,
    region_code,
    coalesce(catalogue_name, region_name) as region_name,
    region_level,
    period,
    period_start,
    period_end,
    indicator,
    breakdown,
    scope,
    scope_class,
    value,
    value_high,
    decimals,
    unit,
    approx,
    {{ obs_status(
        'is_exact', 'is_inferred',
        definition_differs="list_contains(flags, 'cumulative')",
        lacks_counts="(value_type = 'rate' and has_counts is null)"
    ) }} as obs_status,
    null::varchar as missing_reason,  -- only what documents state is a row so far
    flags,
    n_sources,
    n_values,
    fact_id,
    fact_ids,
    doc_id,
    published_on,
    choice_reason
from observations
left join regions using (region_code)
left join indicators using (indicator)
left join founded_rates using (observation_id, value)
order by region_code, period, indicator, breakdown, scope
