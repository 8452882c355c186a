"""Reading: source bytes to raw tables, as pure functions over one frozen catalogue."""
