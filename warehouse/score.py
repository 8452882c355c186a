"""Scoring: how far a landed raw layer agrees with a gold file; docs/method.md says what each measure counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from warehouse.gold import Gold, Label, load_gold
from warehouse.landed import LandedDocument, Row, indicator_themes, load_landed

# The four headline families and one more that reports give its own paragraph; every theme is a family as well.
FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "reconsideration": ("reconsideration_",),
    "litigation": ("litigation_", "court_appearance"),
    "mediation": ("mediation_",),
    "certificates": ("enforcement_certificates_", "enforcement_officers_certified"),
    "arbitration": ("arbitration_",),
}
HEADLINES: Final = ("reconsideration", "litigation", "mediation", "certificates")
_HEADLINE: Final = tuple(prefix for family in HEADLINES for prefix in FAMILIES[family])
_DIGITS: Final = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")
_UNIT_SAME: Final = {"％": "%", "百分点": "个百分点"}
_IN_WORDS: Final = frozenset({"implied", "inferred"})  # stated without a numeral: not labelled exhaustively
_WIDTH: Final = (30, 12)  # characters shown before and after a numeral


@dataclass(slots=True)
class Share:
    """Hits of a total."""

    hit: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """The hits as a share; None of nothing."""
        return self.hit / self.of if self.of else None


@dataclass(slots=True)
class Pair:
    """Precision and recall of a family or an indicator."""

    precision: Share = field(default_factory=Share)
    recall: Share = field(default_factory=Share)

    @property
    def f1(self) -> float | None:
        """Their harmonic mean."""
        p, r = self.precision.share, self.recall.share
        if p is None or r is None:
            return None
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One numeral on which the two sides differ."""

    measure: str
    doc: str
    start: int
    gold: str
    landed: str
    before: str
    text: str
    after: str


@dataclass(slots=True)
class Scores:
    """All measures, with what they disagree on."""

    shares: dict[str, Share] = field(default_factory=dict)
    indicators: dict[str, Pair] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)
    documents: int = 0
    missing: tuple[str, ...] = ()
    themes: Mapping[str, str] = field(default_factory=dict)

    def pair(self, name: str) -> Pair:
        """Precision and recall of `indicator` or `headline` as a whole."""
        return Pair(self.shares.get(f"{name}_precision", Share()), self.shares.get(f"{name}_recall", Share()))

    def families(self) -> dict[str, Pair]:
        """Precision and recall of each family: the headline families first, then the themes."""
        found = {name: self._sum(c for c in self.indicators if c.startswith(p)) for name, p in FAMILIES.items()}
        for theme in sorted({*self.themes.values()}):
            found[theme] = self._sum(c for c in self.indicators if self.themes.get(c) == theme)
        return {name: pair for name, pair in found.items() if pair.precision.of or pair.recall.of}

    def _sum(self, codes: Iterable[str]) -> Pair:
        pairs = [self.indicators[code] for code in codes]
        return Pair(_sum(p.precision for p in pairs), _sum(p.recall for p in pairs))


def score(raw: Path, gold_file: Path) -> Scores:
    """Compare a raw directory with a gold file. Raises FazhiError where either cannot be read."""
    gold = load_gold(gold_file)
    landed = load_landed(raw, {*gold.labels})
    missing = tuple(sorted({*gold.labels} - {*landed}))
    scores = Scores(documents=len(gold.labels), missing=missing, themes=indicator_themes(raw))
    for doc, labels in gold.labels.items():
        if doc in landed:
            _Comparison(scores, gold, doc, labels, landed[doc]).run()
        else:
            _count_missing(scores, doc, labels)
    return scores


def _count_missing(scores: Scores, doc: str, labels: Sequence[Label]) -> None:
    for label in labels:
        if label.is_actual:
            scores.shares.setdefault("indicator_recall", Share()).of += 1
            scores.indicators.setdefault(str(label.indicator), Pair()).recall.of += 1
            scores.disagreements.append(
                Disagreement("indicator_recall", doc, label.start, str(label.indicator), "-", "", label.text, "")
            )


class _Comparison:
    """The comparison of one document."""

    def __init__(self, scores: Scores, gold: Gold, doc: str, labels: Sequence[Label], landed: LandedDocument) -> None:
        self._scores, self._gold, self._doc, self._labels, self._landed = scores, gold, doc, labels, landed
        self._text = landed.text

    def run(self) -> None:
        """Count everything that this document says."""
        self._ledger()
        for label in self._labels:
            is_aligned = self._text[label.start : label.end] == label.text
            self._count("aligned", label.start, label.end, label.text, "", is_hit=is_aligned)
            if is_aligned:
                self._numeral(label)
                self._recall(label)
        for fact in self._landed.facts:
            if fact.get("role") == "actual":
                self._precision(fact)

    def _ledger(self) -> None:
        for row in self._landed.mentions:
            own = self._text[row["start"] : row["end"]]
            self._count("spans", row["start"], row["end"], own, row["text"], is_hit=own == row["text"])
        spans = [(row["start"], row["end"]) for row in self._landed.mentions]
        for run in _DIGITS.finditer(self._text):
            first, last = run.span()
            touching = [(s, e) for s, e in spans if s < last and first < e]
            is_whole = len(touching) == 1 and touching[0][0] <= first and last <= touching[0][1]
            self._count("ledger", first, last, run.group(), f"{len(touching)} mentions", is_hit=is_whole)

    def _numeral(self, label: Label) -> None:
        """Kind, and value with unit; a numeral by grammar only is no statistic and counts for neither."""
        if label.structural:
            return
        over = [m for m in self._landed.mentions if _overlaps(m, label)]
        kinds = [m["kind"] for m in over]
        if label.kind and (over or any(c.isdigit() for c in label.text)):
            is_right = not label.kinds.isdisjoint(kinds)
            self._count("kind", label.start, label.end, label.kind, ", ".join(kinds), is_hit=is_right)
        if label.kind == "quantity":
            got = ", ".join(f"{m['value']} {m['unit'] or ''}".strip() for m in over)
            wanted = f"{label.value} {label.unit or ''}".strip()
            self._count("quantity", label.start, label.end, wanted, got, is_hit=any(_same(m, label) for m in over))

    def _recall(self, label: Label) -> None:
        if not label.is_actual:
            return
        over = [f for f in self._landed.facts if _overlaps(f, label)]
        hits = [
            f for f in over
            if f["indicator"] in label.required and f.get("role") == "actual"
            and (label.suspect or same_value(f["value"], label.value))
        ]  # fmt: skip
        code, got = str(label.indicator), ", ".join(f"{f['indicator']} {f['value']} ({f.get('role')})" for f in over)
        self._count("indicator_recall", label.start, label.end, f"{code} {label.value}", got, is_hit=bool(hits))
        self._count_one(self._scores.indicators.setdefault(code, Pair()).recall, is_hit=bool(hits))
        if code.startswith(_HEADLINE):
            self._count("headline_recall", label.start, label.end, f"{code} {label.value}", got, is_hit=bool(hits))
        if hits:
            self._details(label, hits[0])

    def _details(self, label: Label, fact: Row) -> None:
        if str(label.indicator).startswith(FAMILIES["mediation"]) and label.breakdown:
            got = fact.get("breakdown") or ""
            self._count("breakdown", label.start, label.end, label.breakdown, got, is_hit=got == label.breakdown)
        if label.period:
            got, allowed = str(fact.get("period")), {label.period, *label.period_alt}
            self._count("period", label.start, label.end, ", ".join(sorted(allowed)), got, is_hit=got in allowed)

    def _precision(self, fact: Row) -> None:
        start, end, code = fact["start"], fact["end"], str(fact["indicator"])
        landed = f"{code} {fact['value']}"
        is_judged = self._gold.judges(self._doc, start, end)
        if is_judged is None:
            self._count("outside", start, end, "", landed, is_hit=True)
            self._disagree("outside", start, end, "", landed)
        over = [label for label in self._labels if _overlaps(fact, label)]
        if not is_judged or (not over and not _IN_WORDS.isdisjoint(fact.get("flags") or ())):
            return
        is_right = any(code in label.allowed for label in over)
        gold = ", ".join(f"{label.indicator or '-'} ({label.role})" for label in over)
        self._count("indicator_precision", start, end, gold, landed, is_hit=is_right)
        self._count_one(self._scores.indicators.setdefault(code, Pair()).precision, is_hit=is_right)
        if code.startswith(_HEADLINE):
            self._count("headline_precision", start, end, gold, landed, is_hit=is_right)

    def _count(self, measure: str, start: int, end: int, gold: str, landed: str, *, is_hit: bool) -> None:
        self._count_one(self._scores.shares.setdefault(measure, Share()), is_hit=is_hit)
        if not is_hit:
            self._disagree(measure, start, end, gold, landed)

    def _count_one(self, share: Share, *, is_hit: bool) -> None:
        share.hit += is_hit
        share.of += 1

    def _disagree(self, measure: str, start: int, end: int, gold: str, landed: str) -> None:
        before, after = self._text[max(0, start - _WIDTH[0]) : start], self._text[end : end + _WIDTH[1]]
        self._scores.disagreements.append(
            Disagreement(measure, self._doc, start, gold, landed, before, self._text[start:end], after)
        )


def same_value(one: object, other: object) -> bool:
    """Tell whether two values are the same number."""
    if one is None or other is None:
        return False
    x, y = float(str(one)), float(str(other))
    return abs(x - y) <= 1e-9 * max(1.0, abs(x), abs(y))


def _same(mention: Row, label: Label) -> bool:
    unit = _unit(mention["unit"]) == _unit(label.unit) or (label.unit_implied and not mention["unit"])
    return mention["kind"] == "quantity" and same_value(mention["value"], label.value) and unit


def _unit(unit: Any) -> str:
    written = str(unit or "")
    return _UNIT_SAME.get(written, written)


def _overlaps(row: Row, label: Label) -> bool:
    return bool(row["start"] < label.end and label.start < row["end"])


def _sum(shares: Iterable[Share]) -> Share:
    total = Share()
    for share in shares:
        total.hit += share.hit
        total.of += share.of
    return total
