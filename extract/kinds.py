"""The kinds that split a whole (其中行政处罚45件, 专职412人), as data/reference/kinds.yml names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from extract.catalogue import Catalogue

RANKED: Final = r"(?:最多|最少|居首|居前|居末|次之|最高|最低|垫底|(?:位居|排名?|位列)?(?:第[一二三]|首位|末位))[，,]?"  # 其中住建最多，为300户次


@dataclass(frozen=True, slots=True)
class Kinds:
    """Patterns for the words before a figure that name one kind of a whole."""

    matter: re.Pattern[str]
    group: re.Pattern[str]
    office: re.Pattern[str]
    subjects: Mapping[str, str]  # word -> value of the dimension `subject`

    def subject(self, words: str) -> str | None:
        """Return the subject of the cases that the words name, if any."""
        return next((value for word, value in self.subjects.items() if word in words), None)


def kinds_of(catalogue: Catalogue) -> Kinds:
    """Return the kinds of the catalogue, ready for matching."""
    kinds = catalogue.kinds
    return Kinds(
        re.compile(rf"(?:其中)?[，,、：:]?(?:{_any(kinds.matters)})(?:纠纷|类|争议)?(?:案件|申请)?(?:共|有|为)?"),
        re.compile(rf"(?:其中|包括|含)?[：:，,、和]?(?:适用)?(?:{_any(kinds.groups)})(?:案件)?(?:的)?(?:共|有|为)?"),
        re.compile(
            rf"(?:{_any(kinds.offices)})(?:系统|部门|机关|领域|条线|方面)?(?:{RANKED})?(?:合计|为|达到|达|共|占|有|是)?"
        ),
        {word: value for value, words in kinds.subjects.items() for word in words},
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)
