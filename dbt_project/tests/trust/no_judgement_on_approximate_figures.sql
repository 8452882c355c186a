-- A figure with 约, 余 or 近, or one that words only imply, is never called wrong.
with alarms as (
    select
        check_id,
        unnest(fact_ids) as fact_id
    from {{ ref('quality_reconciliation') }}
    where severity in ('error', 'warning')
)

select alarms.check_id
from alarms
inner join {{ ref('int_facts_select') }} as facts using (fact_id)
where not facts.is_exact or facts.is_inferred
