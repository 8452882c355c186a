with source as (
    select * from {{ source('raw', 'targets') }}
)

select
    target_id,
    doc_id,
    landing_id,
    section_id,
    "start" as span_start,
    "end" as span_end,
    mention,
    comparator,
    value,
    value_high,
    unit,
    deadline,
    deadline_text,
    recurrence,
    modality,
    measure,
    indicator,
    suspect as is_suspect,
    sentence_start,
    sentence_end
from source
