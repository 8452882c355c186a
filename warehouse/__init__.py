"""Building, publishing and asking the warehouse: dbt in a child process, one pointer, read-only readers."""
