with source as (
    select * from {{ source('raw', 'sections') }}
)

select
    doc_id,
    landing_id,
    section_id,
    level,
    number,
    heading,
    "start" as span_start,
    "end" as span_end,
    theme
from source
