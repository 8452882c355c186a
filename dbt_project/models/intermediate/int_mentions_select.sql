-- The ledger of the current reading of each document.
with mentions as (
    select distinct * from {{ ref('stg_raw__mentions') }}
),

documents as (
    select
        doc_id,
        landing_id
    from {{ ref('int_documents_pick') }}
)

select mentions.*
from mentions
inner join documents using (doc_id, landing_id)
