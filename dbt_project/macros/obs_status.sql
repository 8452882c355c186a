{# SDMX CL_OBS_STATUS, the gravest doubt first: E approximate, I inferred, D definition differs,
   U low reliability (a rate without its counts), else V not validated by a person. #}
{% macro obs_status(is_exact, is_inferred, definition_differs='false', lacks_counts='false') -%}
    case
        when not {{ is_exact }} then 'E'
        when {{ is_inferred }} then 'I'
        when {{ definition_differs }} then 'D'
        when {{ lacks_counts }} then 'U'
        else 'V'
    end
{%- endmacro %}
