with source as (
    select * from {{ source('catalogue', 'units') }}
)

select
    catalogue_version,
    landed_at,
    unit,
    family,
    factor
from source
