-- The relations of the current reading of each document.
with relations as (
    select distinct * from {{ ref('stg_raw__relations') }}
),

documents as (
    select
        doc_id,
        landing_id
    from {{ ref('int_documents_pick') }}
)

select relations.*
from relations
inner join documents using (doc_id, landing_id)
