-- Which chosen figure a rate's row speaks for: the printed rate, else its numerator, else its denominator.
with observations as (
    select * from {{ ref('int_observations_choose') }}
),

definitions as (
    select * from {{ ref('int_rates_define') }}
)

select
    observations.*,
    definitions.rate_indicator,
    definitions.part as anchor_part
from observations
inner join definitions using (indicator)
qualify row_number() over (
    partition by region_code, period, breakdown, scope, rate_indicator
    order by case part when 'rate' then 1 when 'numerator' then 2 else 3 end, preference
) = 1
