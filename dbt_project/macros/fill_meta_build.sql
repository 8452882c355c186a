{# on-run-end: writes one row per node of this run into marts.meta_build.
   Only when the run itself made that table, so that a lone `dbt test` changes nothing and never fails here. #}
{% macro fill_meta_build(results) %}
    {%- set documents, indicators = ref('stg_raw__documents'), ref('stg_catalogue__indicators') -%}
    {%- if execute -%}
    {%- set made = [] -%}
    {%- for result in results if result.node.unique_id == 'model.fazhi.meta_build' and result.status == 'success' -%}
        {%- do made.append(result.node.relation_name) -%}
    {%- endfor -%}
    {%- if made -%}
insert into {{ made[0] }} by name
select
    '{{ invocation_id }}' as build_id,
    cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }}+00' as timestamptz) as built_at,
    '{{ dbt_version }}' as dbt_version,
    (select split_part(max_by(extractor_version, landed_at), '+', 1) from {{ documents }}) as extractor_version,
    (select max_by(catalogue_version, landed_at) from {{ indicators }}) as catalogue_version,
    nodes.*
from (values
        {%- for result in results %}
    ({{ meta_build_row(result) }}){{ "," if not loop.last }}
        {%- endfor %}
) as nodes (node_id, resource_type, status, failures, seconds, message)
    {%- endif -%}
    {%- endif -%}
{% endmacro %}

{# One result as SQL literals; a message keeps one line of 300 characters. #}
{% macro meta_build_row(result) -%}
    '{{ result.node.unique_id }}', '{{ result.node.resource_type }}', '{{ result.status }}',
    {{- ' ' ~ (result.failures if result.failures is not none else 'null') ~ '::bigint' }},
    {{- ' ' ~ (result.execution_time | default(0, true) | round(3)) ~ '::double' }},
    {%- if result.message %} '{{ (result.message | string | replace("\n", " "))[:300] | replace("'", "''") }}'
    {%- else %} null{% endif %}
{%- endmacro %}
