with source as (
    select * from {{ source('raw', 'mentions') }}
)

select
    doc_id,
    landing_id,
    "start" as span_start,
    "end" as span_end,
    "text" as mention,
    kind,
    value,
    value_high,
    unit,
    value_type,
    approx,
    sentence_start,
    sentence_end,
    section_id,
    part_of as whole_start,
    subject
from source
