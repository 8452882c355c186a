"""Queries: a connection and parameters in, a Polars frame out; a cursor per call and only the schema marts."""
