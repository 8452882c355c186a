-- What a printed rate says about its own counts, and the interval the counts allow.
with rates as (
    select * from {{ ref('int_rates_pair') }}
),

weighed as (
    select
        *,
        {{ rate_verdict('rate_value', 'rate_computed', 'decimals', '(is_exact and not is_inferred)') }} as verdict_by_figures,
        -- suits stand in for hearings only where the printed rate does not contradict them
        is_declared
        or rate_value is not null and (numerator_value is null or verdict_by_figures in ('exact', 'rounded', 'truncated'))
            as is_based
    from rates
),

judged as (
    select
        * replace (
            if(is_based, denominator_value, null) as denominator_value,
            if(is_based, denominator_fact_id, null) as denominator_fact_id,
            if(is_based, denominator_indicator, null) as denominator_indicator,
            if(is_based, rate_computed, null) as rate_computed
        ),
        -- only the denominator and the rate are printed: the numerator follows by rounding
        case
            when not is_based then null
            else coalesce(numerator_value, round(denominator_value * rate_value / 100))
        end as successes
    from weighed
)

select
    * exclude (verdict_by_figures, successes, is_based),
    if(is_percent and is_based, verdict_by_figures, 'unchecked') as verdict,
    {{ wilson_bound('successes', 'denominator_value', '-') }} as ci_low,
    {{ wilson_bound('successes', 'denominator_value', '+') }} as ci_high
from judged
