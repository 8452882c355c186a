with relations as (
    select * from {{ ref('int_relations_select') }}
),

documents as (
    select
        doc_id,
        title as document_title,
        region_code,
        region_name,
        period,
        uri
    from {{ ref('int_documents_pick') }}
),

-- cut each stretch once and leave the long text behind before anything is joined or sorted
quotes as (
    select
        relation_id,
        substr(texts.text, sentence_start + 1, sentence_end - sentence_start) as quote
    from relations
    inner join {{ ref('int_documents_pick') }} as texts using (doc_id)
)

select
    relation_id,
    doc_id,
    kind,
    basis,
    verdict,
    match,
    expression,
    printed,
    computed,
    difference,
    decimals,
    candidates_by_rounding,
    candidates_by_truncation,
    member_starts,
    total_start,
    part_starts,
    rate_start,
    numerator_start,
    denominator_start,
    quote,
    sentence_start as quote_start,
    sentence_end as quote_end,
    section_id,
    document_title,
    region_code,
    region_name,
    period,
    uri
from relations
inner join documents using (doc_id)
inner join quotes using (relation_id)
order by doc_id, quote_start, relation_id
