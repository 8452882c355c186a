{# A value, where there is one, lies between two bounds, both included. #}
{% test value_between(model, column_name, at_least, at_most) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} not between {{ at_least }} and {{ at_most }}
{% endtest %}
