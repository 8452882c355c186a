-- The current reading of each document: the one landed last.
with documents as (
    select * from {{ ref('stg_raw__documents') }}
)

select *
from documents
qualify row_number() over (partition by doc_id order by landed_at desc, landing_id desc) = 1
