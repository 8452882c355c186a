-- Parts that add up to more than their whole, or to exactly the whole; fewer parts than the whole say nothing.
with sums as (
    select
        *,
        -- printed money is rounded: half a per cent is no contradiction
        if(family = 'money', 0.005 * abs(whole), 1e-6) as tolerance
    from {{ ref('int_parts_sum') }}
    where family in ('case', 'document', 'money', 'item', 'body', 'person', 'time')
),

judged as (
    select
        *,
        case
            when abs(total - whole) <= tolerance then 'equal'
            when not is_exact then 'unchecked'
            else 'exceeds'
        end as verdict,
        {{ figure_text('total') }} || unit || '(' || parts_text || ')' as total_text,
        {{ figure_text('whole') }} || unit as whole_text,
        {{ figure_text('total - whole') }} || unit as gap_text
    from sums
    where total >= whole - tolerance
)

select
    'parts_exceed_total' as rule_id,
    span_start::varchar as check_key,
    case
        when verdict = 'equal' then 'ok'
        when verdict = 'unchecked' or family in ('person', 'time') then 'info'
        when family in ('item', 'body') then 'warning'
        else 'error'
    end as severity,
    verdict,
    doc_id,
    whole as expected,
    total as printed,
    main_fact_id,
    list_filter(list_prepend(main_fact_id, part_fact_ids), lambda fact_id: fact_id is not null) as fact_ids,
    is_exact,
    sentence_start,
    sentence_end,
    '各部分合计' || total_text || case
        when verdict = 'equal' then '，与总数' || whole_text || '一致。'
        when verdict = 'unchecked' then '，总数' || whole_text || '：含约数，不作判断。'
        when family in ('person', 'time') then '，超过总数' || whole_text || '，多' || gap_text || '：类别可能重叠，不算错误。'
        else '，超过总数' || whole_text || '，多' || gap_text || '，请核对原文。'
    end as message_zh,
    'The parts add up to ' || total_text || case
        when verdict = 'equal' then ', which equals the whole of ' || whole_text || '.'
        when verdict = 'unchecked' then ' beside a whole of ' || whole_text || ': approximate figures, not judged.'
        when family in ('person', 'time')
            then ', ' || gap_text || ' more than the whole of ' || whole_text || ': categories may overlap, not an error.'
        else ', ' || gap_text || ' more than the whole of ' || whole_text || '; please check the source.'
    end as message_en
from judged
