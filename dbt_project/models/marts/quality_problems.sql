select
    uri,
    stage,
    error,
    detail,
    is_read,
    is_open,
    first_seen_at,
    last_seen_at
from {{ ref('int_problems_judge') }}
order by uri
