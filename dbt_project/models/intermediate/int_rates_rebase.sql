-- Printed rates that do not follow from their declared counts but from another count of the same sentence.
with judged as (
    select * from {{ ref('int_rates_judge') }}
    where verdict = 'differs' and is_declared
),

mentions as (
    select
        doc_id,
        sentence_start as rate_sentence_start,
        value as base
    from {{ ref('int_mentions_select') }}
    where kind = 'quantity' and value > 0 and coalesce(unit, '') not in ('%', '％')
),

tried as (
    select
        judged.doc_id,
        judged.rate_fact_id,
        mentions.base,
        {{ rate_verdict(
            'judged.rate_value', rate_percent('judged.numerator_value', 'mentions.base'), 'judged.decimals', 'true'
        ) }} as verdict
    from judged
    inner join mentions using (doc_id, rate_sentence_start)
    where mentions.base > judged.numerator_value and mentions.base <> judged.denominator_value
)

select
    doc_id,
    rate_fact_id,
    min(base) as other_base
from tried
where verdict in ('exact', 'rounded', 'truncated')
group by doc_id, rate_fact_id
