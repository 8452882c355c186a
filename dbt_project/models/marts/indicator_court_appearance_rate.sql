with rates as (
    select rates.*
    from {{ ref('int_rates_resolve') }} as rates
    inner join {{ ref('int_indicators_pick') }} as indicators on rates.rate_indicator = indicators.indicator
    where
        indicators.headline = 'court_appearance_rate'
        and rates.anchor_part in ('rate', 'numerator')
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
    scope,
    scope_class,
    breakdown as instance,
    numerator_value as numerator,
    denominator_value as denominator,
    case
        when denominator_value is null then null
        when is_declared then 'hearings'
        else 'litigation_cases'
    end as denominator_basis,
    rate_printed,
    decimals,
    rate_computed,
    denominator_value as n,
    ci_low,
    ci_high,
    verdict,
    {{ obs_status(
        'is_exact', '(is_inferred or (is_numerator_implied and is_declared))',
        definition_differs='(is_cumulative or (denominator_value is not null and not is_declared))',
        lacks_counts='(denominator_value is null or not is_same_rate)'
    ) }} as obs_status,
    published_on,
    observation_id,
    fact_id,
    fact_ids,
    doc_id
from rates
left join regions using (region_code)
order by region_code, period, scope, instance
