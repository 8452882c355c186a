-- One fact for each observation, how many stood for choice, and in words what decided.
with ranked as (
    select * from {{ ref('int_facts_rank') }}
),

chosen as (
    select * from ranked
    where choice_rank = 1
),

runner_up as (
    select * from ranked
    where choice_rank = 2
),

totals as (
    select
        observation_id,
        count(distinct doc_id) as n_sources,
        count(distinct value) as n_values,
        list(fact_id order by fact_id) as fact_ids
    from ranked
    group by observation_id
)

select
    chosen.*,
    totals.n_sources,
    totals.n_values,
    totals.fact_ids,
    case
        when runner_up.fact_id is null then '唯一来源'
        when chosen.approx_grade < runner_up.approx_grade then '采用精确值'
        when chosen.inferred_grade < runner_up.inferred_grade then '采用明列值，不用推定值'
        when chosen.doc_type_grade < runner_up.doc_type_grade then '采用更权威的文献类型'
        when chosen.published_on is distinct from runner_up.published_on then '采用最新发布'
        when chosen.landed_at > runner_up.landed_at then '采用最新入库'
        when totals.n_values = 1 and chosen.doc_id = runner_up.doc_id then '重复出现，数值一致'
        when chosen.value = runner_up.value then '同等来源，数值一致'
        when chosen.doc_id = runner_up.doc_id then '同一文献有不同数值，取首次出现'
        else '同等来源，取编号在前者'
    end as choice_reason
from chosen
inner join totals using (observation_id)
left join runner_up using (observation_id)
