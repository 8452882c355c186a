"""Why an address gave no document: a short code for the problems table and one line for the user."""

from __future__ import annotations


class FetchError(Exception):
    """An address that could not be fetched; `again` tells that another try a little later may help."""

    def __init__(self, code: str, detail: str, *, again: bool = False) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.again = again
