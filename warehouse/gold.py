"""A gold file: what a reader of the documents says that each numeral is. docs/method.md describes the format."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from warehouse.errors import FazhiError, one_line
from warehouse.wording import say

Codes = Annotated[tuple[str | None, ...], BeforeValidator(lambda given: given or ())]
Texts = Annotated[tuple[str, ...], BeforeValidator(lambda given: tuple(str(item) for item in given or ()))]
Truth = Annotated[bool, BeforeValidator(bool)]
Span = tuple[int, int]


class Label(BaseModel):
    """One numeral of a gold file; further fields of a line are its author's own."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    doc: str
    start: int
    end: int
    text: str
    kind: str | None = None
    kind_alt: Texts = ()
    value: float | None = None
    unit: str | None = None
    unit_implied: Truth = False
    indicator: str | None = None
    indicator_alt: Codes = ()
    indicator_also: Codes = ()
    breakdown: str | None = None
    period: str | None = None
    period_alt: Texts = ()
    role: str | None = "actual"
    structural: Truth = False
    suspect: Truth = False

    @property
    def is_actual(self) -> bool:
        """Tell whether a landed fact must answer this numeral."""
        return bool(self.indicator) and self.role == "actual"

    @property
    def kinds(self) -> set[str | None]:
        """The kinds that count as right."""
        return {self.kind, *self.kind_alt}

    @property
    def required(self) -> set[str | None]:
        """The indicators of which one must be found."""
        return {self.indicator, *self.indicator_also}

    @property
    def allowed(self) -> set[str | None]:
        """The indicators that may be found."""
        return {self.indicator, *self.indicator_alt, *self.indicator_also}


@dataclass(frozen=True, slots=True)
class Gold:
    """The labels of a gold file by document, and how much of the documents they cover."""

    labels: Mapping[str, tuple[Label, ...]]
    is_complete: bool  # a fact where nothing is labelled is wrong
    scored_spans: Mapping[str, tuple[Span, ...]]  # of documents labelled in part: only facts inside are judged

    def judges(self, doc: str, start: int, end: int) -> bool | None:
        """Tell whether a fact at a span is judged; None: it lies outside the labelled stretches."""
        spans = self.scored_spans.get(doc)
        if spans is not None:
            return True if any(first <= start and end <= last for first, last in spans) else None
        return self.is_complete or any(_overlaps(label, start, end) for label in self.labels[doc])


def load_gold(path: Path) -> Gold:
    """Read a gold file. Raises FazhiError naming the line that is wrong."""
    head: dict[str, Any] = {}
    labels: dict[str, list[Label]] = {}
    for number, row in _rows(path):
        if "gold" in row:
            head |= row
            continue
        try:
            label = Label.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise _wrong(path, number, f"{field}: {first['msg']}") from error
        labels.setdefault(label.doc, []).append(label)
    if not labels:
        raise FazhiError(say(f"{path} 中没有标注", f"{path} holds no labels"))
    spans = {doc: tuple((s, e) for s, e in found) for doc, found in (head.get("scored_spans") or {}).items()}
    return Gold({doc: tuple(found) for doc, found in labels.items()}, bool(head.get("complete", True)), spans)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise FazhiError(
            one_line(say(f"读不了 {path}（{why}）：请检查路径", f"{path} cannot be read ({why}): check the path"))
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise _wrong(path, number, str(error)) from error
        if not isinstance(row, dict):
            raise _wrong(path, number, say("不是一个对象", "not an object"))
        yield number, row


def _wrong(path: Path, number: int, why: str) -> FazhiError:
    return FazhiError(one_line(say(f"{path} 第 {number} 行有误：{why}", f"{path}, line {number}: {why}")))


def _overlaps(label: Label, start: int, end: int) -> bool:
    return label.start < end and start < label.end
