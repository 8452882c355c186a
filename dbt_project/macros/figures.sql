{# Figures inside sentences: no trailing zeros, no scientific notation. #}
{% macro figure_text(value) -%}
    regexp_replace(printf('%.4f', cast({{ value }} as double)), '\.?0+$', '')
{%- endmacro %}

{# A computed rate with one digit more than printed (two at least), and one more again
   where that digit would round the wrong way before the reader's eyes. #}
{% macro computed_text(computed, decimals) -%}
    {%- set shown = 'greatest(coalesce(' ~ decimals ~ ', 0) + 1, 2)' -%}
    {{ figure_text(
        'round(' ~ computed ~ ', ' ~ shown ~ ' + (round(round(' ~ computed ~ ', ' ~ shown ~ '), coalesce(' ~ decimals
        ~ ', 0)) <> round(' ~ computed ~ ', coalesce(' ~ decimals ~ ', 0)))::integer)'
    ) }}
{%- endmacro %}
