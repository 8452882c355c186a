with documents as (
    select * from {{ ref('int_documents_pick') }}
),

mention_counts as (
    select
        doc_id,
        count(*) as n_mentions
    from {{ ref('int_mentions_select') }}
    group by doc_id
),

fact_counts as (
    select
        doc_id,
        count(*) as n_facts
    from {{ ref('int_facts_select') }}
    group by doc_id
)

select
    doc_id,
    title,
    issuer,
    doc_type,
    region_code,
    region_name,
    region_level,
    period,
    published_on,
    uri,
    media_type,
    source_title,
    publisher,
    source_url,
    notice,
    coalesce(n_mentions, 0) as n_mentions,
    coalesce(n_facts, 0) as n_facts,
    landed_at,
    text
from documents
left join mention_counts using (doc_id)
left join fact_counts using (doc_id)
order by doc_id
