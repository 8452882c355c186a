{# A date or offset does not come after the one that ends it. #}
{% test not_after(model, column_name, end_column) %}
select
    {{ column_name }},
    {{ end_column }}
from {{ model }}
where {{ column_name }} > {{ end_column }}
{% endtest %}
