-- A fact quotes the text: text[start:end] is its mention, in every reading that was ever landed.
select
    facts.fact_id,
    facts.doc_id,
    facts.mention
from {{ ref('stg_raw__facts') }} as facts
left join {{ ref('stg_raw__documents') }} as documents using (doc_id, landing_id)
where facts.mention is distinct from substr(text, span_start + 1, span_end - span_start)
