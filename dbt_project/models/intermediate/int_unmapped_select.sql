-- The quantities of the current ledger that no fact reads, whatever its role.
with facts as (
    select distinct
        doc_id,
        span_start
    from {{ ref('int_facts_select') }}
),

documents as (
    select
        doc_id,
        region_code,
        period
    from {{ ref('int_documents_pick') }}
)

select
    mentions.* exclude (landing_id, kind, value, value_high, approx, section_id, whole_start),
    documents.region_code,
    documents.period,
    -- two digits at least; what is written in words or with one digit (三级, 3项) is mostly structure, not statistics
    mention < ':' and length(mention) > 1 as is_figure
from {{ ref('int_mentions_select') }} as mentions
anti join facts using (doc_id, span_start)
inner join documents using (doc_id)
where kind = 'quantity'
