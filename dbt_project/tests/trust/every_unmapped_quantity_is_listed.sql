-- The list of unmapped quantities leaves none out: with those that facts read it makes up the ledger's quantities.
with listed as (
    select coalesce(sum(n_mentions), 0) as n_listed from {{ ref('quality_unmapped_quantities') }}
),

mapped as (
    select count(*) as n_mapped
    from {{ ref('int_mentions_select') }}
    where kind = 'quantity' and (doc_id, span_start) in (select (doc_id, span_start) from {{ ref('int_facts_select') }})
),

ledger as (
    select count(*) as n_quantities from {{ ref('int_mentions_select') }} where kind = 'quantity'
)

select *
from ledger, mapped, listed
where n_quantities <> n_mapped + n_listed
