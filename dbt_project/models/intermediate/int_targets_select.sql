-- The targets of the current reading of each document.
with targets as (
    select distinct * from {{ ref('stg_raw__targets') }}
),

documents as (
    select
        doc_id,
        landing_id
    from {{ ref('int_documents_pick') }}
)

select targets.*
from targets
inner join documents using (doc_id, landing_id)
