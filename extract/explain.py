"""Why each figure of a text carries an indicator or none, heard from the very code that decides.

A listening context stands in for the plain one: its topics keep what the decision notes, and every claim that was not
reached is asked the same question (`Held.refuses`) that the decision asks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Final

from extract.catalogue import Topic
from extract.context import REACH, Context, Held
from extract.decide import decide, kind_here
from extract.facts import Fact
from extract.language.sections import Section
from extract.lexicon import Claim, Hit, Lexicon
from extract.mentions import Frame, Mention
from extract.pipeline import Extractor
from extract.windows import Window

DECIDED: Final = "decided"
# Endings without an indicator, as the decision notes them; `none` where it went through all words and none fitted.
ENDINGS: Final = ("change", "compared", "measure", "honoured", "unknown_rate", "setting", "not_alone", "decoy")
# Verdicts on one word: what the decision notes or refuses, and what follows from the order of its words.
VERDICTS: Final = (DECIDED, "change", "compared", "setting", "not_alone", "decoy", "kind", "topic", "foreign", "dominated", "unit", "noun",
                   "farther", "behind_decoy", "in_order", "unread", "topic_only", "also")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that the decision said about a figure."""

    verdict: str
    hit: Hit | None
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Word:
    """One reading of a word beside a figure: the claim it makes, if any, and what became of it."""

    start: int
    end: int
    side: str  # before | after
    verdict: str  # one of VERDICTS
    rule: str | None = None  # indicator.phrase of its claim; None: a decoy, or a word that only names a topic
    indicator: str | None = None
    is_noun: bool = False
    decoy: str | None = None  # count | rate


@dataclass(frozen=True, slots=True)
class Subject:
    """The topic that holds at a figure and the word that set it."""

    topic: Topic
    breakdown: str | None
    source: str  # clause | after | later | sentence | earlier | above | dominating
    span: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that was asked about one numeral of the ledger."""

    mention: Mention
    kind: str | None  # count | rate | money; None where no indicator could carry it
    subject: Subject | None
    words: tuple[Word, ...]
    ending: str  # decided, or another way (respectively, inherited …); one of ENDINGS; none; table; not_quantity
    facts: tuple[Fact, ...]
    section: Section | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A document with the trace of each numeral, in reading order."""

    title: str | None
    text: str
    period: str | None
    traces: tuple[Trace, ...]

    def near(self, offset: int) -> Trace | None:
        """The numeral at an offset: one that holds it, with its measure word, else one that ends or begins there."""
        inside = [t for t in self.traces if t.mention.start <= offset < max(t.mention.end, t.mention.unit_end)]
        beside = [t for t in self.traces if offset in {t.mention.start - 1, t.mention.end, t.mention.unit_end}]
        return next(iter([*inside, *beside]), None)

    def nearest(self, offset: int, count: int = 3) -> list[Trace]:
        """The numerals nearest to an offset, in reading order."""
        by_distance = sorted(self.traces, key=lambda t: max(t.mention.start - offset, offset - t.mention.end))
        return sorted(by_distance[:count], key=lambda t: t.mention.start)


def explain(extractor: Extractor, uri: str, content: bytes) -> Explained:
    """Read one source and say of each numeral what was decided and why. Raises ReadError as reading does."""
    heard: list[_Listening] = []

    def listening(pieces: Frame, lexicon: Lexicon, mentions: Sequence[Mention]) -> Context:
        heard.append(_Listening(pieces, lexicon, mentions))
        return heard[-1]

    read = extractor.read(uri, content, listening)
    facts = _by_numeral([fact for fact, _ in read.facts], read.mentions)
    sections = {s.section_id: s for s in read.sections}
    asked = heard[0].asked if heard else {}
    traces = tuple(
        _trace(
            read.text,
            mention,
            asked.get(mention.start),
            tuple(facts.get(mention.start, ())),
            sections.get(mention.section_id if mention.section_id is not None else -1),
        )
        for mention in read.mentions
    )
    return Explained(read.description.title, read.text, read.description.period, traces)


def _by_numeral(facts: Sequence[Fact], mentions: Sequence[Mention]) -> dict[int, list[Fact]]:
    """Facts by the start of their numeral; one that words give without a numeral is with the numeral before it."""
    starts = [m.start for m in mentions]
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        index = bisect_right(starts, fact.start) - 1
        found.setdefault(starts[max(index, 0)] if starts else fact.start, []).append(fact)
    return found


@dataclass(slots=True)
class _HeldAloud(Held):
    """A topic that keeps what the decision notes."""

    notes: list[Note] = field(default_factory=list)

    def note(self, verdict: str, hit: Hit | None = None, claim: Claim | None = None) -> None:
        self.notes.append(Note(verdict, hit, claim))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the decision was given for one figure, and what it said."""

    window: Window
    held: _HeldAloud
    span: tuple[int, int] | None  # of the topic's word


class _Listening(Context):
    """A context that remembers each figure's window and topic."""

    def __init__(self, pieces: Frame, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        super().__init__(pieces, lexicon, mentions)
        self.asked: dict[int, _Asked] = {}

    def topic(self, mention: Mention, window: Window) -> Held:
        held = super().topic(mention, window)
        aloud = _HeldAloud(**{f.name: getattr(held, f.name) for f in fields(Held)})
        self.asked[mention.start] = _Asked(window, aloud, self._span(mention, window, held))
        return aloud

    def passed(self, verdict: str, mention: Mention, window: Window) -> None:
        held = self.topic(mention, window)
        found = decide(self._text, mention, window, held)
        held.note(verdict, found[0].hit if found else None, found[0].claim if found else None)

    def _span(self, mention: Mention, window: Window, held: Held) -> tuple[int, int] | None:
        """The word that set the topic: the nearest one of that topic in the place where it was found."""
        if held.source == "above":
            stretch: Iterator[Hit] = reversed(self.heading_words(mention))
        elif held.source == "after":
            stretch = iter(window.after)
        elif held.source == "later":
            stretch = iter(self.hits(mention.unit_end, mention.sentence[1]))
        else:
            begin = mention.sentence[0]
            start = {"clause": window.clause, "earlier": max(0, begin - REACH)}.get(held.source, begin)
            stretch = reversed(self.hits(start, mention.start))
        return next(((h.start, h.end) for h in stretch if any(t is held.topic for t in h.topics)), None)


def _trace(
    text: str, mention: Mention, asked: _Asked | None, facts: tuple[Fact, ...], section: Section | None
) -> Trace:
    if asked is None:
        ending = "table" if facts else "not_quantity" if mention.kind != "quantity" else "none"
        return Trace(mention, None, None, (), ending, facts, section)
    kind = kind_here(text, mention)
    held = asked.held
    subject = Subject(held.topic, held.breakdown, held.source, asked.span) if held.topic else None
    words = tuple(_words(asked, kind, mention)) if kind else ()
    return Trace(mention, kind, subject, words, _ending(held.notes, facts), facts, section)


def _ending(notes: Sequence[Note], facts: Sequence[Fact]) -> str:
    """How it ended: another way than the words beside it (a list, the figure before) is a note without a word."""
    if facts:
        return next(iter(_ways(notes)), DECIDED)
    return notes[0].verdict if notes else "none"


def _ways(notes: Sequence[Note]) -> list[str]:
    return [n.verdict for n in notes if n.hit is None and n.verdict not in ENDINGS and n.verdict != DECIDED]


def _words(asked: _Asked, kind: str, mention: Mention) -> Iterator[Word]:
    """Each word before the figure, nearest first, each behind it, and what decided from farther away; a row a claim."""
    window = asked.window
    beside = (*window.before, *window.after)
    far = [n.hit for n in asked.held.notes if n.hit is not None and n.hit not in beside]
    sides = [("before", h) for h in reversed(window.before)] + [("after", h) for h in window.after]
    sides += [("before", h) for h in far]
    for side, hit in sides:
        for claim in hit.claims:
            verdict = _claim_verdict(asked.held, hit, claim, kind, mention)
            yield Word(hit.start, hit.end, side, verdict, claim.rule, claim.indicator, is_noun=claim.is_noun)
        if hit.decoy:
            verdict = _noted(asked.held, hit) or ("kind" if hit.decoy != kind else _passed_over(asked.held, hit))
            yield Word(hit.start, hit.end, side, verdict, decoy=hit.decoy)
        elif not hit.claims:
            yield Word(hit.start, hit.end, side, "topic_only")
    for note in asked.held.notes:  # a share is told by its part's word, which claims the part and not the rate
        if note.verdict == DECIDED and note.hit and note.claim and note.claim not in note.hit.claims:
            claim = note.claim
            yield Word(note.hit.start, note.hit.end, "before", DECIDED, claim.rule, claim.indicator)


def _noted(held: _HeldAloud, hit: Hit, claim: Claim | None = None) -> str | None:
    return next((n.verdict for n in held.notes if n.hit == hit and n.claim == claim), None)


def _claim_verdict(held: _HeldAloud, hit: Hit, claim: Claim, kind: str, mention: Mention) -> str:
    """What the decision said of a claim; for one that it did not reach, what it would have said, or who came first."""
    noted = _noted(held, hit, claim)
    if noted:
        return noted
    refused = held.refuses(claim, kind, mention)
    if refused == "topic" and held.topic is not None and held.topic.foreign:
        return "foreign"
    if refused:
        return refused
    return _passed_over(held, hit, claim)


def _passed_over(held: _HeldAloud, hit: Hit, claim: Claim | None = None) -> str:
    """Why a word that fits did not decide."""
    winner = next((n for n in held.notes if n.hit is not None and n.verdict != "setting"), None)
    if winner is None:
        return "unread"
    if winner.hit == hit:
        return "also"
    if winner.claim is None:
        return "behind_decoy"
    if _ways(held.notes):
        return "in_order"
    return "noun" if claim is not None and claim.is_noun and not winner.claim.is_noun else "farther"
