-- A target quotes the text: text[start:end] is its mention, in every reading that was ever landed.
select
    targets.target_id,
    targets.doc_id,
    targets.mention
from {{ ref('stg_raw__targets') }} as targets
left join {{ ref('stg_raw__documents') }} as documents using (doc_id, landing_id)
where targets.mention is distinct from substr(text, span_start + 1, span_end - span_start)
