-- The sentence shown beside a figure holds that figure at the place the offsets say.
select
    fact_id,
    mention,
    quote
from {{ ref('fct_evidence') }}
where mention is distinct from substr(quote, span_start - quote_start + 1, span_end - span_start)
