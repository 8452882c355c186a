-- The newest version of the catalogue of indicators, each indicator once.
with indicators as (
    select * from {{ ref('stg_catalogue__indicators') }}
),

newest as (
    select max_by(catalogue_version, (landed_at, catalogue_version)) as catalogue_version
    from indicators
)

select indicators.*
from indicators
inner join newest using (catalogue_version)
qualify row_number() over (partition by indicator order by landed_at desc) = 1
