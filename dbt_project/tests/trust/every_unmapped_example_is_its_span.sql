-- The example of an unmapped quantity stands in its sentence: quote[span] is the mention.
select
    unmapped_id,
    mention,
    quote
from {{ ref('quality_unmapped_quantities') }}
where
    quote is not null
    and mention <> substr(quote, span_start - quote_start + 1, span_end - span_start)
