with source as (
    select * from {{ source('catalogue', 'indicators') }}
)

select
    catalogue_version,
    landed_at,
    code as indicator,
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
    confusable_with,
    notes,
    headline,
    headline_role
from source
