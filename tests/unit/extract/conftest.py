"""Fixtures of the reading tests: the catalogue of the repository and one reader built from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.catalogue import Catalogue, load_catalogue
from extract.facts import Fact
from extract.mentions import Mention
from extract.pipeline import Extractor

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "data" / "reference")


@pytest.fixture(scope="session")
def extractor(catalogue: Catalogue) -> Extractor:
    return Extractor(catalogue)


@pytest.fixture(scope="session")
def facts_of(extractor: Extractor) -> Callable[[str], list[Fact]]:
    """Read the facts of a text as of a report."""
    return lambda text: [fact for fact, _ in extractor.read("text.txt", text.encode()).facts]


@pytest.fixture(scope="session")
def mentions_of(extractor: Extractor) -> Callable[[str], list[Mention]]:
    """Read the ledger of a text."""
    return lambda text: extractor.read("text.txt", text.encode()).mentions


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
