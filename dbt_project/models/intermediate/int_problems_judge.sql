-- Inputs that were set aside, one row each with its last reason; open until a document is read from it.
with problems as (
    select * from {{ ref('stg_raw__problems') }}
),

documents as (
    select
        uri,
        max(landed_at) as read_at
    from {{ ref('stg_raw__documents') }}
    group by uri
),

known as (
    select distinct doc_id
    from {{ ref('stg_raw__documents') }}
),

latest as (
    select
        *,
        min(landed_at) over (partition by uri) as first_seen_at
    from problems
    qualify row_number() over (partition by uri order by landed_at desc, error desc) = 1
)

select
    latest.uri,
    latest.stage,
    latest.error,
    latest.detail,
    latest.error = 'ambiguous_region' as is_read,
    latest.error != 'ambiguous_region'
    and known.doc_id is null
    and coalesce(documents.read_at < latest.landed_at, true) as is_open,
    latest.first_seen_at,
    latest.landed_at as last_seen_at
from latest
left join documents using (uri)
left join known on latest.doc_id = known.doc_id
