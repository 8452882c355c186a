with source as (
    select * from {{ source('raw', 'problems') }}
)

select
    uri,
    doc_id,
    landing_id,
    stage,
    error,
    detail,
    landed_at
from source
