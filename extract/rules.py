"""What a catalogue reads by, word for word: which documents a changed catalogue could read otherwise.

A word of the lexicon that a text does not hold says nothing about it. So after an edit of the catalogue only those documents
are read again that hold a word which came, went or changed its meaning; an edit of names or definitions reads none again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

import ahocorasick_rs
import polars as pl

from extract import model
from extract.catalogue import Catalogue, Topic
from extract.lexicon import Lexicon, folded

ALL_ELSE: Final = ""  # stands for whatever is no word: units, places, scopes, formulas


def words_frame(catalogue: Catalogue, lexicon: Lexicon) -> pl.DataFrame:
    """Return the table `catalogue_words` of a catalogue: each word of its lexicon with a digest of what it claims."""
    words, digests = [ALL_ELSE], [_digest(_all_else(catalogue))]
    for word, meaning in lexicon.meanings():
        words.append(word)
        digests.append(_digest(_told(meaning)))
    frame = pl.DataFrame({"word": words, "digest": digests}, schema={"word": pl.String, "digest": pl.Int64})
    return frame.select(pl.lit(catalogue.version).alias("catalogue_version"), "word", "digest").cast(
        dict(model.CATALOGUE_WORDS)  # type: ignore[arg-type]
    )


def changed_words(words: pl.DataFrame, before: str, now: str) -> list[str] | None:
    """Return the words that two catalogues read differently; None where more than words has changed, or one is unknown."""
    old, new = (words.filter(pl.col("catalogue_version") == version) for version in (before, now))
    if old.is_empty() or new.is_empty():
        return None
    both = old.join(new, on="word", how="full", coalesce=True, suffix="_now")
    changed = both.filter(~pl.col("digest").eq_missing(pl.col("digest_now")))["word"].to_list()
    return None if ALL_ELSE in changed else changed


def holding(texts: Iterable[tuple[str, str]], words: list[str]) -> set[str]:
    """Return the keys of those texts, given as key and text, that hold one of the words."""
    if not words:
        return set()
    automaton = ahocorasick_rs.AhoCorasick(words)
    return {key for key, text in texts if automaton.find_matches_as_indexes(folded(text))}


def _all_else(catalogue: Catalogue) -> str:
    formulas = [
        (i.code, i.unit, i.value_type, i.dimension, i.numerator, i.denominator) for i in catalogue.indicators.values()
    ]
    presumed = [_told(t) for t in catalogue.topics if t.sentence is not None]
    scopes = [(p.pattern, c) for p, c, _ in catalogue.scopes]
    return repr(
        (
            formulas, presumed, scopes, catalogue.kinds, sorted(catalogue.units.items()),
            sorted(catalogue.table_columns.items()), sorted(catalogue.regions.items()), sorted(catalogue.aliases),
        )
    )  # fmt: skip


def _told(meaning: object) -> str:
    """A meaning in words that are the same in every process: sets sorted, patterns whole."""
    if isinstance(meaning, Topic):
        return repr(meaning.model_dump(exclude={"terms"}))
    if isinstance(meaning, frozenset):
        return repr(sorted(meaning))
    if isinstance(meaning, tuple) and not hasattr(meaning, "_fields"):
        return "(" + ",".join(map(_told, meaning)) + ")"
    if hasattr(meaning, "pattern"):
        return repr(meaning.pattern)
    fields = getattr(meaning, "__dataclass_fields__", None)
    if fields:
        return "(" + ",".join(_told(getattr(meaning, name)) for name in fields) + ")"
    return repr(meaning)


def _digest(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)
