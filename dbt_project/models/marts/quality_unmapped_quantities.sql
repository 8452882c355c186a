with subjects as (
    select * from {{ ref('int_unmapped_rank') }}
),

-- sentences are cut for the head of the list only; the others open at their offsets
quotes as (
    select
        rank_no,
        substr(text, sentence_start + 1, sentence_end - sentence_start) as quote
    from subjects
    inner join {{ ref('int_documents_pick') }} using (doc_id)
    where rank_no <= 1000
)

select
    {{ stable_hash(['subject', 'unit', 'value_type']) }} as unmapped_id,
    rank_no,
    subject,
    unit,
    value_type,
    n_mentions,
    n_documents,
    n_regions,
    first_period,
    last_period,
    mention,
    quote,
    doc_id,
    span_start,
    span_end,
    sentence_start as quote_start,
    sentence_end as quote_end
from subjects
left join quotes using (rank_no)
order by rank_no
