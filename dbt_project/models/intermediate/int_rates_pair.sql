-- A rate beside its two counts, only within one document, region, period, breakdown and scope.
with definitions as (
    select * from {{ ref('int_rates_define') }}
),

-- what words only imply is left out where the document prints that count
figures as (
    select * from {{ ref('int_facts_rank') }}
    qualify not is_inferred or bool_and(is_inferred) over (partition by doc_id, observation_id)
),

units as (
    select
        unit,
        family
    from {{ ref('int_units_pick') }}
),

candidates as (
    select
        figures.*,
        definitions.rate_indicator,
        definitions.part,
        definitions.preference,
        count(distinct part) over (
            partition by doc_id, region_code, period, breakdown, scope, rate_indicator, sentence_start
        ) as n_neighbours,
        count(distinct value) over (partition by doc_id, observation_id) as n_readings
    from figures
    inner join definitions using (indicator)
    left join units using (unit)
    -- persons who appeared (人次) are no cases: they form no rate with cases
    where part = 'rate' or units.family is distinct from 'person'
),

-- where a document repeats itself, the figures of the sentence that holds most of the three belong together
placed as (
    select * from candidates
    qualify row_number() over (
        partition by doc_id, region_code, period, breakdown, scope, rate_indicator, part
        order by preference, n_neighbours desc, sentence_start, document_rank
    ) = 1
),

paired as (
    select
        doc_id,
        region_code,
        period,
        breakdown,
        scope,
        rate_indicator,
        {% for part in ['rate', 'numerator', 'denominator'] -%}
        max(value) filter (where part = '{{ part }}') as {{ part }}_value,
        max(fact_id) filter (where part = '{{ part }}') as {{ part }}_fact_id,
        {% endfor -%}
        max(decimals) filter (where part = 'rate') as decimals,
        max(indicator) filter (where part = 'denominator') as denominator_indicator,
        coalesce(max(preference) filter (where part = 'denominator'), 1) = 1 as is_declared,
        -- a rate in other units than per cent is shown and never judged
        coalesce(bool_and(unit is null or unit in ('%', '％')) filter (where part = 'rate'), true) as is_percent,
        max(sentence_start) filter (where part = 'rate') as rate_sentence_start,
        count(distinct coalesce(section_id, -1)) = 1 as is_one_section,
        max(n_readings) > 1 as is_ambiguous,
        bool_and(is_exact) as is_exact,
        bool_or(is_inferred) as is_inferred,
        any_value(doc_type_grade) as doc_type_grade,
        any_value(published_on) as published_on,
        any_value(landed_at) as landed_at
    from placed
    group by all
)

select
    *,
    {{ stable_hash(['region_code', 'period', 'rate_indicator', 'breakdown', 'scope']) }} as rate_observation_id,
    {{ rate_percent('numerator_value', 'denominator_value') }} as rate_computed
from paired
