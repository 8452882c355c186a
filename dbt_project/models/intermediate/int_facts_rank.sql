-- Facts that compete for one observation, best first; the same order within a single document.
with facts as (
    select * from {{ ref('int_facts_select') }}
    where is_observable
),

graded as (
    select
        *,
        (not is_exact)::integer as approx_grade,
        is_inferred::integer as inferred_grade,
        case doc_type when 'statistics' then 0 when 'report' then 1 else 2 end as doc_type_grade
    from facts
)

select
    *,
    row_number() over (
        partition by observation_id
        order by
            approx_grade, inferred_grade, doc_type_grade, published_on desc nulls last, landed_at desc,
            doc_id, span_start, fact_id
    ) as choice_rank,
    row_number() over (
        partition by observation_id, doc_id
        order by approx_grade, inferred_grade, span_start, fact_id
    ) as document_rank
from graded
