with regions as (
    select * from {{ ref('int_regions_pick') }}
)

select
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
from regions
order by region_code
