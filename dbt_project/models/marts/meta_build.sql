-- Empty here: the on-run-end macro fill_meta_build writes the rows when the results are known.
select
    null::varchar as build_id,
    null::timestamptz as built_at,
    null::varchar as dbt_version,
    null::varchar as extractor_version,
    null::varchar as catalogue_version,
    null::varchar as node_id,
    null::varchar as resource_type,
    null::varchar as status,
    null::bigint as failures,
    null::double as seconds,
    null::varchar as message
where false
