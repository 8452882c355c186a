"""Workbooks: their sheets to lines of tab-parted cells."""
