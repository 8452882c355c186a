-- Unmapped quantities by subject, unit and type of value: how common each is, and the place of one example.
with groups as (
    select
        subject,
        unit,
        value_type,
        count(*) as n_mentions,
        count(distinct doc_id) as n_documents,
        count(distinct region_code) as n_regions,
        count(distinct doc_id) filter (where is_figure) as n_figure_documents,
        min(period) as first_period,
        max(period) as last_period,
        -- the newest, and of those always the same one
        max_by(
            {doc_id: doc_id, span_start: span_start, span_end: span_end, sentence_start: sentence_start,
             sentence_end: sentence_end, mention: mention},
            {is_figure: is_figure, period: coalesce(period, ''), doc_id: doc_id, before: -span_start}
        ) as example
    from {{ ref('int_unmapped_select') }}
    group by subject, unit, value_type
)

select
    groups.* exclude (example),
    unnest(example),
    row_number() over (
        order by subject is null, n_figure_documents desc, n_documents desc, n_mentions desc, subject, unit, value_type
    ) as rank_no
from groups
