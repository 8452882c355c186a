{# The same key in every build: md5 of the columns, null and empty told apart from a value. #}
{% macro stable_hash(columns) -%}
    md5(concat_ws('|'{% for column in columns %}, coalesce(cast({{ column }} as varchar), '∅'){% endfor %}))
{%- endmacro %}
