with facts as (
    select * from {{ ref('int_facts_select') }}
),

documents as (
    select
        doc_id,
        title as document_title,
        issuer,
        publisher,
        source_title,
        source_url,
        notice,
        uri,
        page_starts
    from {{ ref('int_documents_pick') }}
),

sentences as (
    select distinct
        doc_id,
        sentence_start,
        sentence_end
    from facts
),

-- cut each sentence once and leave the long text behind before anything is joined or sorted
quotes as (
    select
        sentences.*,
        substr(texts.text, sentence_start + 1, sentence_end - sentence_start) as quote
    from sentences
    inner join {{ ref('int_documents_pick') }} as texts using (doc_id)
),

chosen as (
    select
        fact_id,
        true as is_chosen
    from {{ ref('int_observations_choose') }}
)

select
    observation_id,
    fact_id,
    doc_id,
    indicator,
    role,
    span_start,
    span_end,
    mention,
    quote,
    sentence_start as quote_start,
    sentence_end as quote_end,
    coalesce(is_chosen, false) as is_chosen,
    value,
    unit,
    period,
    region_code,
    region_name,
    scope,
    breakdown,
    rule,
    flags,
    document_title,
    issuer,
    publisher,
    source_title,
    source_url,
    notice,
    published_on,
    uri,
    nullif(len(list_filter(page_starts, lambda start: start <= span_start)), 0)::integer as page_number
from facts
inner join documents using (doc_id)
inner join quotes using (doc_id, sentence_start, sentence_end)
left join chosen using (fact_id)
order by doc_id, span_start, fact_id
