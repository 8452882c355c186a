with source as (
    select * from {{ source('catalogue', 'regions') }}
)

select
    catalogue_version,
    landed_at,
    region_code,
    region_name,
    short_name,
    level,
    parent_code,
    province_code,
    province_name,
    path,
    is_standard,
    valid_from,
    valid_to
from source
