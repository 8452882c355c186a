with indicators as (
    select * from {{ ref('int_indicators_pick') }}
)

select
    indicator,
    name_zh,
    name_en,
    theme,
    unit,
    value_type,
    aggregation,
    direction,
    numerator,
    denominator,
    dimension,
    dimension_values,
    definition_zh,
    definition_en,
    official_basis,
    notes,
    headline,
    headline_role
from indicators
order by indicator
