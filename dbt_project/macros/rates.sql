{# Arithmetic of printed rates. A tolerance of 1e-9 keeps binary fractions from deciding a verdict. #}

{# Share in percent; null when a part is missing or nothing was counted. #}
{% macro rate_percent(numerator, denominator) -%}
    case when {{ denominator }} > 0 then 100.0 * {{ numerator }} / {{ denominator }} end
{%- endmacro %}

{# How a printed rate follows from its counts: exact, rounded, truncated, differs or unchecked.
   Right both ways counts as rounded, and so does a rate rounded up: less than one unit of the last printed
   digit is no difference. A figure that is only approximate is never said to differ. #}
{% macro rate_verdict(printed, computed, decimals, is_exact) -%}
    case
        when {{ printed }} is null or {{ computed }} is null then 'unchecked'
        when abs({{ printed }} - {{ computed }}) < 1e-9 then 'exact'
        when {{ decimals }} is null then 'unchecked'
        when abs({{ scaled(printed, decimals) }} - floor({{ scaled(computed, decimals) }} + 0.5 + 1e-9)) < 1e-6
            then 'rounded'
        when abs({{ scaled(printed, decimals) }} - floor({{ scaled(computed, decimals) }} + 1e-9)) < 1e-6
            then 'truncated'
        when abs({{ scaled(printed, decimals) }} - {{ scaled(computed, decimals) }}) < 1 - 1e-9 then 'rounded'
        when not {{ is_exact }} then 'unchecked'
        else 'differs'
    end
{%- endmacro %}

{# A value in units of its last printed digit. #}
{% macro scaled(value, decimals) -%}
    {{ value }} * power(10, {{ decimals }})
{%- endmacro %}

{# One bound of the 95 % Wilson interval in percent; null unless 0 <= successes <= n and n > 0. #}
{% macro wilson_bound(successes, n, sign) -%}
    {%- set z = 1.959963984540054 -%}
    case
        when {{ n }} > 0 and {{ successes }} between 0 and {{ n }}
            then least(100, greatest(0, 100.0 * (
                ({{ successes }} / {{ n }} + {{ z * z / 2 }} / {{ n }})
                {{ sign }} {{ z }} * sqrt(
                    ({{ successes }} / {{ n }}) * (1 - {{ successes }} / {{ n }}) / {{ n }}
                    + {{ z * z / 4 }} / ({{ n }} * {{ n }})
                )
            ) / (1 + {{ z * z }} / {{ n }})))
    end
{%- endmacro %}
