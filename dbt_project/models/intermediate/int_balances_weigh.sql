-- The identities of reconsideration counts as rows: a total, the terms that make it up, and whether all were printed.
{%- set identities = [
    ('intake', 'received', ['accepted', 'rejected', 'withdrawn'], ['rejected', 'withdrawn'],
        'received is not null and accepted is not null'),
    ('outcome', 'received', ['rejected', 'withdrawn', 'concluded', 'pending'], ['rejected', 'withdrawn'],
        'received is not null and accepted is null and concluded is not null and carried_in is null'),
    ('closing', 'accepted', ['concluded', 'pending'], ['pending'],
        'accepted is not null and concluded is not null and carried_in is null'),
] %}
with balances as (
    select * from {{ ref('int_balances_pivot') }}
)
{% for identity, whole, parts, needed, condition in identities %}
select
    '{{ identity }}' as identity,
    doc_id,
    region_code,
    period,
    scope,
    {{ whole }} as whole,
    {{ whole }}_fact_id as main_fact_id,
    list_filter([{{ parts | join(', ') }}], lambda part: part is not null) as parts,
    list_filter(
        [{{ whole }}_fact_id, {{ parts | join('_fact_id, ') }}_fact_id], lambda fact_id: fact_id is not null
    ) as fact_ids,
    {% for part in needed %}{{ part }} is not null{{ ' and ' if not loop.last }}{% endfor %} as is_complete,
    {{ whole }}_is_exact and {{ parts | join('_is_exact and ') }}_is_exact as is_exact,
    {{ whole }}_is_inferred or {{ parts | join('_is_inferred or ') }}_is_inferred as is_inferred
from balances
where {{ condition }}
{{ 'union all' if not loop.last }}
{%- endfor %}
