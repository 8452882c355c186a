-- The newest version of the catalogue of units, each unit once.
with units as (
    select * from {{ ref('stg_catalogue__units') }}
),

newest as (
    select max_by(catalogue_version, (landed_at, catalogue_version)) as catalogue_version
    from units
)

select units.*
from units
inner join newest using (catalogue_version)
qualify row_number() over (partition by unit order by landed_at desc) = 1
