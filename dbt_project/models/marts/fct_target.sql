with targets as (
    select * from {{ ref('int_targets_select') }}
),

documents as (
    select * from {{ ref('int_documents_pick') }}
)

select
    target_id,
    doc_id,
    indicator,
    measure,
    comparator,
    value,
    value_high,
    unit,
    deadline,
    deadline_text,
    recurrence,
    modality,
    is_suspect,
    span_start,
    span_end,
    mention,
    substr(text, sentence_start + 1, sentence_end - sentence_start) as quote,
    sentence_start as quote_start,
    sentence_end as quote_end,
    region_code,
    region_name,
    period,
    doc_type,
    title as document_title,
    issuer,
    published_on,
    uri
from targets
inner join documents using (doc_id)
order by doc_id, span_start, target_id
