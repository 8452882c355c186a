-- The current reading of each document, the one landed last; documents that were withdrawn are left out.
with documents as (
    select * from {{ ref('stg_raw__documents') }}
),

decisions as (
    select
        doc_id,
        max_by(is_forgotten, decided_at) as is_forgotten
    from {{ ref('stg_raw__tombstones') }}
    group by doc_id
)

select documents.*
from documents
left join decisions using (doc_id)
where not coalesce(decisions.is_forgotten, false)
qualify row_number() over (partition by documents.doc_id order by documents.landed_at desc, documents.landing_id desc) = 1
