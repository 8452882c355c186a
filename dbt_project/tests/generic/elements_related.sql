{# A list is not empty, and each of its elements stands in a column of another model. #}
{% test elements_related(model, column_name, to, field) %}
with elements as (
    select unnest(if(len({{ column_name }}) > 0, {{ column_name }}, [null])) as element
    from {{ model }}
)

select elements.element
from elements
left join {{ to }} as related on elements.element = related.{{ field }}
where related.{{ field }} is null
{% endtest %}
