-- Whether the stages of reconsideration add up; a shortfall is told only when every term of the identity is printed.
with weighed as (
    select
        *,
        list_sum(parts) as total,
        array_to_string(list_transform(parts, lambda part: {{ figure_text('part') }}), '+') as parts_text,
        case identity when 'closing' then '受理' else '收到' end as whole_zh,
        case identity when 'closing' then 'accepted' else 'received' end as whole_en,
        case identity
            when 'intake' then '受理、不予受理与受理前撤回'
            when 'outcome' then '不予受理、受理前撤回、审结与未结'
            else '审结与未结'
        end as parts_zh,
        case identity
            when 'intake' then 'accepted, not accepted and withdrawn'
            when 'outcome' then 'not accepted, withdrawn, concluded and pending'
            else 'concluded and pending'
        end as parts_en
    from {{ ref('int_balances_weigh') }}
),

judged as (
    select
        *,
        case
            when abs(total - whole) < 1e-6 then 'equal'
            when not is_complete and total < whole then 'within'
            when not is_exact or is_inferred then 'unchecked'
            when total > whole then 'exceeds'
            else 'shortfall'
        end as verdict,
        {{ figure_text('whole') }} as whole_text,
        {{ figure_text('total') }} as total_text,
        if(len(parts) > 1, '(' || parts_text || ')', '') as sum_text,
        {{ figure_text('abs(total - whole)') }} as gap_text
    from weighed
)

select
    'reconsideration_balance' as rule_id,
    identity as check_key,
    case
        when verdict in ('exceeds', 'shortfall') then 'warning'
        when verdict = 'unchecked' then 'info'
        else 'ok'
    end as severity,
    verdict,
    doc_id,
    region_code,
    period,
    scope,
    if(identity = 'closing', 'reconsideration_accepted', 'reconsideration_applications') as indicator,
    whole as expected,
    total as printed,
    main_fact_id,
    fact_ids,
    is_exact,
    is_inferred,
    whole_zh || '行政复议' || whole_text || '件，列明的' || parts_zh || '合计' || total_text || '件' || sum_text || '：'
    || case verdict
        when 'equal' then '相符。'
        when 'within' then '未超过总数，其余各项未印出，不作判断。'
        when 'unchecked' then '含约数或推定数，不作判断。'
        when 'shortfall' then gap_text || '件未说明去向。'
        else '多出' || gap_text || '件，可能含上年结转，请核对原文。'
    end as message_zh,
    'Reconsideration: ' || whole_text || ' ' || whole_en || ', ' || parts_en || ' as printed make ' || total_text
    || sum_text || ': ' || case verdict
        when 'equal' then 'they agree.'
        when 'within' then 'not more than the total; the other terms are not printed, so no judgement.'
        when 'unchecked' then 'approximate or inferred figures, not judged.'
        when 'shortfall' then gap_text || ' unaccounted for.'
        else gap_text || ' too many, perhaps carried over from the year before; please check the source.'
    end as message_en
from judged
