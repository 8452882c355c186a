"""Chinese statistical prose: numerals, units, clauses, sections, periods and places, without any I/O."""
