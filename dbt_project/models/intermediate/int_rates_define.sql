-- Which indicators make up a rate: the rate itself, its numerator, its denominators in order of preference.
with indicators as (
    select * from {{ ref('int_indicators_pick') }}
    where value_type = 'rate' and numerator is not null and denominator is not null
),

parts as (
    select indicator as rate_indicator, 'rate' as part, indicator, 1 as preference from indicators
    union all
    select indicator, 'numerator', numerator, 1 from indicators
    union all
    select indicator, 'denominator', denominator, 1 from indicators
    union all
    -- few reports count hearings: all suits stand in, under their own name and never as proof of an error
    select indicator, 'denominator', 'litigation_cases', 2 from indicators
    where headline = 'court_appearance_rate' and denominator <> 'litigation_cases'
)

select
    rate_indicator,
    part,
    indicator,
    preference
from parts
