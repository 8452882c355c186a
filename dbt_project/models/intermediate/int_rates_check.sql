-- Every printed rate whose two counts stand in the same document, with the sentence that says how they agree.
with judged as (
    select * from {{ ref('int_rates_judge') }}
    where rate_value is not null and rate_computed is not null and is_declared
),

indicators as (
    select
        indicator as rate_indicator,
        name_zh,
        name_en
    from {{ ref('int_indicators_pick') }}
),

other_bases as (
    select * from {{ ref('int_rates_rebase') }}
),

worded as (
    select
        judged.*,
        other_base,
        verdict = 'rounded' and {{ scaled('abs(rate_value - rate_computed)', 'decimals') }} > 0.5 + 1e-6 as is_rounded_up,
        case
            when verdict = 'unchecked' or other_base is not null then 'info'
            when verdict <> 'differs' then 'ok'
            -- counts of another section, or one of several that the document gives, may not be the rate's own
            when is_ambiguous or not is_one_section then 'warning'
            else 'error'
        end as severity,
        coalesce(name_zh, rate_indicator) as label_zh,
        coalesce(name_en, rate_indicator) as label_en,
        {{ figure_text('rate_value') }} as printed_text,
        {{ computed_text('rate_computed', 'decimals') }} as computed_text,
        {{ figure_text('numerator_value') }} || '/' || {{ figure_text('denominator_value') }} as counts_text,
        {{ figure_text('round(abs(rate_value - rate_computed), 4)') }} as gap_text,
        {{ figure_text('numerator_value') }} || '/' || {{ figure_text('other_base') }} as other_text
    from judged
    left join indicators using (rate_indicator)
    left join other_bases using (doc_id, rate_fact_id)
)

select
    'rate_recomputed' as rule_id,
    rate_indicator as check_key,
    severity,
    verdict,
    doc_id,
    region_code,
    period,
    breakdown,
    scope,
    rate_indicator as indicator,
    rate_computed as expected,
    rate_value as printed,
    rate_fact_id as main_fact_id,
    [rate_fact_id, numerator_fact_id, denominator_fact_id] as fact_ids,
    is_exact,
    is_inferred,
    label_zh || '印作' || printed_text || '%，按' || counts_text || '计算为' || computed_text || '%：'
    || case
        when other_base is not null then '印数与' || other_text || '相符，分母口径不同，不算错误。'
        when verdict = 'exact' then '完全一致。'
        when is_rounded_up then '差不足末位一个单位，不是错误。'
        when verdict = 'rounded' then '系四舍五入，一致。'
        when verdict = 'truncated' then '系截尾，不是错误。'
        when verdict = 'differs' then '相差' || gap_text || '个百分点，请核对原文。'
        else '含约数、推定数或单位不同，不作判断。'
    end as message_zh,
    label_en || ' is printed as ' || printed_text || '%; ' || counts_text || ' gives ' || computed_text || '%: '
    || case
        when other_base is not null then 'it follows from ' || other_text || ', another denominator, not an error.'
        when verdict = 'exact' then 'they agree exactly.'
        when is_rounded_up then 'less than one unit of the last digit apart, not an error.'
        when verdict = 'rounded' then 'rounded, they agree.'
        when verdict = 'truncated' then 'cut off rather than rounded, not an error.'
        when verdict = 'differs' then 'they differ by ' || gap_text || ' percentage points; please check the source.'
        else 'an approximate or inferred figure or another unit, not judged.'
    end as message_en
from worded
