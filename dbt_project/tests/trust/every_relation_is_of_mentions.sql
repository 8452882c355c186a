-- What a relation adds or divides are quantities of the ledger of the same reading.
with members as (
    select
        relation_id,
        doc_id,
        landing_id,
        unnest(member_starts) as span_start
    from {{ ref('stg_raw__relations') }}
)

select
    members.relation_id,
    members.span_start
from members
left join {{ ref('stg_raw__mentions') }} as mentions using (doc_id, landing_id, span_start)
where mentions.kind is distinct from 'quantity'
