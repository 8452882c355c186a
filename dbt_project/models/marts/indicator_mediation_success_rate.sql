with rates as (
    select rates.*
    from {{ ref('int_rates_resolve') }} as rates
    inner join {{ ref('int_indicators_pick') }} as indicators on rates.rate_indicator = indicators.indicator
    where indicators.headline = 'mediation_success_rate'
),

regions as (
    select
        region_code,
        region_name as catalogue_name,
        level as region_level
    from {{ ref('int_regions_pick') }}
)

select
    region_code,
    coalesce(catalogue_name, region_name) as region_name,
    region_level,
    period,
    breakdown as mediation_type,
    scope,
    scope_class,
    denominator_value as cases,
    numerator_value as successes,
    rate_printed,
    decimals,
    rate_computed,
    denominator_value as n,
    ci_low,
    ci_high,
    verdict,
    {{ obs_status(
        'is_exact', '(is_inferred or is_numerator_implied)', definition_differs='is_cumulative',
        lacks_counts='(rate_printed is not null and (denominator_value is null or not is_same_rate))'
    ) }} as obs_status,
    published_on,
    observation_id,
    fact_id,
    fact_ids,
    doc_id
from rates
left join regions using (region_code)
order by region_code, period, mediation_type, scope
