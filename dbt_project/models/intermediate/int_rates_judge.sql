-- What a printed rate says about its own counts, and the interval the counts allow.
with rates as (
    select * from {{ ref('int_rates_pair') }}
),

judged as (
    select
        *,
        {{ rate_verdict('rate_value', 'rate_computed', 'decimals', 'is_exact') }} as verdict_by_figures,
        -- only the denominator and the rate are printed: the numerator follows by rounding
        coalesce(numerator_value, round(denominator_value * rate_value / 100)) as successes
    from rates
)

select
    * exclude (verdict_by_figures, successes),
    case
        when not is_percent then 'unchecked'
        when not is_declared and verdict_by_figures = 'differs' then 'unchecked'
        else verdict_by_figures
    end as verdict,
    {{ wilson_bound('successes', 'denominator_value', '-') }} as ci_low,
    {{ wilson_bound('successes', 'denominator_value', '+') }} as ci_high
from judged
