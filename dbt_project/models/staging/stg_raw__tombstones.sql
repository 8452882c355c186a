with source as (
    select * from {{ source('raw', 'tombstones') }}
)

select
    doc_id,
    uri,
    title,
    reason,
    is_forgotten,
    decided_at
from source
