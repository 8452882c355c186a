-- The stages of reconsideration that one document gives for one region, period and scope, side by side.
{%- set terms = {
    'received': "indicator = 'reconsideration_applications' and breakdown = 'all'",
    'accepted': "indicator = 'reconsideration_accepted' and breakdown = 'all'",
    'rejected': "indicator = 'reconsideration_rejected' and breakdown = 'all'",
    'withdrawn': "indicator = 'reconsideration_withdrawn' and breakdown = 'before_acceptance'",
    'concluded': "indicator = 'reconsideration_concluded' and breakdown = 'all'",
    'pending': "indicator = 'reconsideration_pending' and breakdown = 'all'",
    'carried_in': "indicator = 'reconsideration_carried_in' and breakdown = 'all'",
} %}
with figures as (
    select * from {{ ref('int_facts_rank') }}
    where document_rank = 1 and starts_with(indicator, 'reconsideration_')
)

select
    doc_id,
    region_code,
    period,
    scope,
    {% for term, condition in terms.items() -%}
    max(value) filter (where {{ condition }}) as {{ term }},
    max(fact_id) filter (where {{ condition }}) as {{ term }}_fact_id,
    coalesce(bool_and(is_exact) filter (where {{ condition }}), true) as {{ term }}_is_exact,
    coalesce(bool_or(is_inferred) filter (where {{ condition }}), false) as {{ term }}_is_inferred
    {{- ',' if not loop.last }}
    {% endfor %}
from figures
group by all
