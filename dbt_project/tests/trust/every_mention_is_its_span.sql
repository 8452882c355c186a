-- The ledger quotes the text: text[start:end] is the mention, in every reading that was ever landed.
select
    mentions.doc_id,
    mentions.span_start,
    mentions.mention
from {{ ref('stg_raw__mentions') }} as mentions
left join {{ ref('stg_raw__documents') }} as documents using (doc_id, landing_id)
where mentions.mention is distinct from substr(text, span_start + 1, span_end - span_start)
