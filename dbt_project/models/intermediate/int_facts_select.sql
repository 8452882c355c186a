-- The facts of the current reading of each document, with the key of the observation they feed.
with facts as (
    select distinct * from {{ ref('stg_raw__facts') }}
),

documents as (
    select
        doc_id,
        landing_id,
        doc_type,
        published_on,
        landed_at
    from {{ ref('int_documents_pick') }}
),

normalised as (
    select
        facts.* replace (
            coalesce(facts.breakdown, 'all') as breakdown,
            coalesce(facts.approx, 'exact') as approx,
            coalesce(facts.flags, []) as flags,
            coalesce(facts.scope_class, 'whole_area') as scope_class,
            {{ scope_label('facts.scope', 'facts.scope_class') }} as scope
        ),
        facts.scope as scope_written,
        documents.doc_type,
        documents.published_on,
        documents.landed_at
    from facts
    inner join documents using (doc_id, landing_id)
),

judged as (
    select
        *,
        approx = 'exact' as is_exact,
        -- what words imply without a numeral (13件，全部受理) gives way to a printed count
        list_has_any(flags, ['inferred', 'implied']) as is_inferred,
        -- damaged, shared, partial or the other party's figures stay evidence and never become an observation
        role = 'actual'
        and value is not null
        and indicator is not null
        and region_code is not null
        and period is not null
        and not list_has_any(flags, ['suspect', 'combined', 'respondent', 'subset']) as is_observable
    from normalised
)

select
    *,
    case
        when is_observable
            then {{ stable_hash(['region_code', 'period', 'indicator', 'breakdown', 'scope']) }}
    end as observation_id
from judged
