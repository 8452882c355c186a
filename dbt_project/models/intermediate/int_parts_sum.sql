-- Stated parts (其中) added up beside their whole, within one document and one unit.
with mentions as (
    select * from {{ ref('int_mentions_select') }}
    where kind = 'quantity' and value is not null
),

units as (
    select
        unit,
        family
    from {{ ref('int_units_pick') }}
),

facts as (
    select
        doc_id,
        span_start,
        min(fact_id) as fact_id,
        bool_or(list_has_any(flags, ['suspect'])) as is_suspect
    from {{ ref('int_facts_select') }}
    group by doc_id, span_start
),

sound as (
    select
        mentions.*,
        facts.fact_id,
        coalesce(mentions.approx, 'exact') = 'exact' as is_exact
    from mentions
    left join facts using (doc_id, span_start)
    where not coalesce(facts.is_suspect, false)
)

select
    wholes.doc_id,
    wholes.span_start,
    wholes.unit,
    units.family,
    wholes.value as whole,
    sum(parts.value) as total,
    count(*) as n_parts,
    bool_and(wholes.is_exact and parts.is_exact) as is_exact,
    wholes.fact_id as main_fact_id,
    string_agg({{ figure_text('parts.value') }}, '+' order by parts.span_start) as parts_text,
    list(parts.fact_id order by parts.span_start) as part_fact_ids,
    wholes.sentence_start,
    wholes.sentence_end
from sound as parts
inner join sound as wholes
    on parts.doc_id = wholes.doc_id and parts.whole_start = wholes.span_start and parts.unit = wholes.unit
inner join units on wholes.unit = units.unit
group by all
