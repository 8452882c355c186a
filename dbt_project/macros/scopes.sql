{# Who a figure covers, as part of the grain: a silent or whole-area scope is 全域, a named one stays as written. #}
{% macro scope_label(scope, scope_class) -%}
    case
        when coalesce({{ scope_class }}, 'whole_area') = 'whole_area' then '全域'
        when nullif(trim({{ scope }}), '') is not null then trim({{ scope }})
        when {{ scope_class }} = 'own_level' then '本级'
        when {{ scope_class }} = 'department' then '部门'
        when {{ scope_class }} = 'subordinate' then '下级'
        when {{ scope_class }} = 'court' then '法院'
        when {{ scope_class }} = 'procuratorate' then '检察院'
        else '其他'
    end
{%- endmacro %}
