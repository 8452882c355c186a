-- The newest version of the catalogue of regions, each region_code once.
with regions as (
    select * from {{ ref('stg_catalogue__regions') }}
),

newest as (
    select max_by(catalogue_version, (landed_at, catalogue_version)) as catalogue_version
    from regions
)

select regions.*
from regions
inner join newest using (catalogue_version)
qualify row_number() over (partition by region_code order by landed_at desc) = 1
