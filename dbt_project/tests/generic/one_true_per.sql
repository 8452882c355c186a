{# Exactly one row of each group carries the flag. #}
{% test one_true_per(model, column_name, columns) %}
select
    {{ columns | join(', ') }},
    count_if({{ column_name }}) as n_true
from {{ model }}
group by all
having count_if({{ column_name }}) <> 1
{% endtest %}
