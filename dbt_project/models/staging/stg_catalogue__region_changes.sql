with source as (
    select * from {{ source('catalogue', 'region_changes') }}
)

select
    catalogue_version,
    landed_at,
    old_code,
    old_name,
    new_code,
    new_name,
    changed_on,
    kind,
    document_number
from source
