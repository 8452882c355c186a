"""Readers of one shape: source bytes to a canonical text with its metadata."""
