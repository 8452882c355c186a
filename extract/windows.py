"""Windows: the words of the lexicon around a figure that may say what it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from extract.language.clauses import Span, Spans, breaks
from extract.lexicon import Hit, Lexicon
from extract.mentions import Frame, Mention
from extract.sentence import Sentence, sentence

_FILLER: Final = re.compile(
    r"(?:[\s共计为达到有约近超过已仅其中的了至是多总均都在案件率：:（(“”\"]|总数|合计|总计|累计|分别|保持|高达|全年|数量"
    r"|(?:首次|再|又|均)?(?:创下?|创出)(?:历史|历年|近年来?)?(?:新高|新低)[，,]?|(?:首次|一举)?(?:突破|跨过|迈上)[一二两三四五六七八九十]?[百千万]+[件起宗](?:大关|关口|台阶)[，,]?)*"  # 突破千件大关，达1204件
)
_THRESHOLD: Final = re.compile(r"以[上下]的?(?=[一-龥])")
_KIND_AFTER: Final = re.compile(
    r"(?:(?![审办受]理|[审办]结)[一-龥]){0,6}(?:(?<!各)类|领域)(?:案件|申请)?(?:[共有为]?\s*[0-9]|次之|最多|居多|居首|为主|占)"
)
_COUNT_AFTER: Final = re.compile(r"\s*[（(]?[0-9][0-9,.]*[万余多]{0,2}[件宗起]")
_OFFICE_LISTED: Final = re.compile(  # 受案居前的是公安机关2118件、市场监管部门1506件: an office among others
    r"\s*[0-9][0-9,.]*[万余多]{0,2}[件宗起][、，,][^，,。；;、0-9]{2,10}(?:局|委|厅|部门|机关|系统|领域)[0-9]"
)
_SPLIT: Final = re.compile(
    r"其中|被申请(?:人|机关)|(?:按|以|从|分)[^，,。；;0-9]{1,12}[分看计][，,：:]|集中[于在]|分布|案件中[，,]"
)
_JUDGES: Final = re.compile(
    r"(?:已|共|累计|经审理|审理后|依法|作出|最终|的|[一二再]审|生效)*(?:判决|裁定|裁判|判令|判了|判完|判下来|下判|下了判|支持|判(?:政府|行政机关|被告)|驳回|准予|准许|协调|通知|发出|撤销|确认违法|确认无效|责令|审结(?=[共\s]?[0-9])|[^，,。；;]{0,12}出庭)"
)
_KIND_BEFORE: Final = re.compile(r"涉[及]?(?:及)?$")
_CALLED: Final = re.compile(r"(?:参加|出席|参与|配合|应邀到|旁听)[^，,。；;]{0,3}$")  # 参加法院组织的协调会
_ADDRESSED: Final = re.compile(r"向[省市县区州中级基层人民]{0,4}$")
_GIVEN: Final = re.compile(r"(?:书面|及时|事先|如实|依法)*(?:提交|提供|出具|递交|说明|报告|报备|反馈|请假)")
_SORTS: Final = re.compile(r"[类种]\s*(?:复议|纠错)?(?:决定|情形|方式|结果)")
_LISTED: Final = re.compile(r"[^，,。；;：:\n]{0,12}(?:[、和与及]|以及)")
_NOUN: Final = re.compile(r"[一-龥](?<![的以左和及中余案申事为是在占])")
_BESIDE: Final = re.compile(r"[、，,]?(?:余|多)?[、，,]?")
_NOTE: Final = re.compile(
    r"[（(](?:含|包括|包含|不含|不包括|扣除|剔除)[^（()）0-9]{1,30}[）)](?:共|合计|约?为|达到?|是|仅)?$"
)
_OBJECT: Final = re.compile(r"[一-龥]{2,12}(?<![数量率为是])[0-9]")
_NOTED: Final = frozenset("）)：:")
_UNIT_NOTE: Final = re.compile(r"[（(](?:单位[：:])?[件个人次份万元宗起%]{1,3}[)）][：:]?$")  # 受理（件）：80
_CLOSED: Final = frozenset("）)")
_HANDLED: Final = frozenset("把将")
_AMONG: Final = re.compile(r"(?:里面?|里头|当中|之中|中)[^，,。；;、0-9]{1,12}[0-9]")
_AMONG_FIRST: Final = frozenset("里当之中")
_OF_WHOLE: Final = re.compile(r"[)）]?的")
_ROUNDS: Final = frozenset({"time", "item"})


@dataclass(slots=True)
class Window:
    """The words that may say what a figure is: those before it in its own part of the clause, and those after it."""

    left: int
    clause: int  # where the clause begins, 、 not counted as its mark
    before: tuple[Hit, ...]
    after: tuple[Hit, ...]
    listed: tuple[Hit, ...]  # in the clause, behind the figure before: 受理率、结案率均为100%
    spoken: tuple[Hit, ...]  # in the whole sentence, before the figure
    said: Sentence

    @property
    def opening(self) -> tuple[Hit, ...]:
        """The words in the clause before the figure's own part of it: 审查文件3件、合同2件."""
        return tuple(h for h in self.spoken if self.clause <= h.start and h.end <= self.left)


class Words:
    """The lexicon's words in one text, and the windows of its figures; figures are asked for in reading order."""

    def __init__(self, pieces: Frame, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
        self._text = pieces.text
        self._pieces = pieces
        self._lexicon = lexicon
        found = lexicon.spans(pieces.text)
        kept = pieces.long_titles.outside([start for _, start, _ in found])
        self._spans = found if len(kept) == 1 else [span for part in kept for span in found[part]]
        self._starts = [start for _, start, _ in self._spans]
        self._hits: list[Hit | None] = [None] * len(self._spans)
        self._marked = Spans([(start, end) for number, start, end in self._spans if number in lexicon.marked])
        self._known = bytearray(len(self._spans))  # which of them have been looked up
        self._figures = [m for m in mentions if m.kind == "quantity" and not self._inside_noun(m)]
        self._numbers = [(m.start, m.unit_end) for m in self._figures]
        self._number_starts = [start for start, _ in self._numbers]
        spans = dict.fromkeys([m.sentence for m in mentions if m.kind == "quantity"])
        self._sentences = self._sentences_of(spans)

    def _inside_noun(self, mention: Mention) -> bool:
        """Tell whether a figure only describes the noun behind it (30人以上纠纷) or a run of years (连续两年)."""
        before = self._text[max(0, mention.start - 2) : mention.start]
        if before in {"连续", "连着"}:
            return True  # 连续四个季度保持在95%以上
        if mention.family == "duration":
            return before.endswith("满")  # 实施满两年的决策
        if _SORTS.match(self._text, mention.end):
            return True  # 撤销、变更、确认违法及责令履行四类决定53件
        return mention.family in {"person", "money"} and _THRESHOLD.match(self._text, mention.unit_end) is not None

    def _is_kind(self, hit: Hit) -> bool:
        """Tell whether a foreign word only names a kind of case in its place: 其中行政处罚类12件, 涉及信息公开8件."""
        text, is_court = self._text, hit.topics[0].topic == "court"
        if is_court and (_JUDGES.match(text, hit.end) or _CALLED.search(text, max(0, hit.start - 6), hit.start)):
            return True  # 行政应诉案件50件，其中法院判决驳回30件: what a court did in the suits that the text is on
        if is_court and _GIVEN.match(text, hit.end) and _ADDRESSED.search(text, max(0, hit.start - 5), hit.start):
            return True  # 均向法院提交书面说明
        if hit.topics[0].topic == "investigation" and _OFFICE_LISTED.match(text, hit.end):
            return True
        if _KIND_AFTER.match(self._text, hit.end) or _KIND_BEFORE.search(self._text, max(0, hit.start - 3), hit.start):
            return True
        part = max(self._text.rfind(mark, max(0, hit.start - 300), hit.start) for mark in "。；;\n") + 1
        part = max(part, hit.start - 300, 0)
        return _COUNT_AFTER.match(text, hit.end) is not None and _SPLIT.search(text, part, hit.start) is not None

    def sentence(self, mention: Mention) -> Sentence:
        """Return the sentence of a figure."""
        return self._sentences[mention.sentence]

    def _sentences_of(self, spans: Iterable[Span]) -> dict[Span, Sentence]:
        """Sentences by their spans; what each step needs stays in the cache for all of them."""
        marks = {span: breaks(self._text, *span) for span in spans}
        if self._marked:
            marks = {span: [m for m in found if not self._marked.at(m)] for span, found in marks.items()}
        hits = {span: tuple(self.hits(*span)) for span in spans}
        return {span: sentence(self._text, span, hits[span], marks[span]) for span in spans}

    def hits(self, start: int, end: int) -> list[Hit]:
        """Return the lexicon's words that lie wholly between two positions."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while last > first and self._spans[last - 1][2] > end:
            last -= 1
        if self._known.find(0, first, last) >= 0:
            hit, kinds, spans = self._lexicon.hit, self._lexicon.of_kinds, self._spans[first:last]
            self._hits[first:last] = [self._hit(*s) if s[0] in kinds else hit(*s) for s in spans]
            self._known[first:last] = b"\1" * (last - first)
        return self._hits[first:last]  # type: ignore[return-value]

    def _hit(self, number: int, start: int, end: int) -> Hit:
        """A foreign word in its place; one that only names a kind of case opens no topic."""
        hit = self._lexicon.hit(number, start, end)
        return hit._replace(opens=()) if self._is_kind(hit) else hit

    def window(self, mention: Mention) -> Window:
        """Return the words around a figure that may say what it is."""
        said, start, numbers = self._sentences[mention.sentence], mention.start, self._numbers
        first, last = said.span
        index = bisect_left(self._number_starts, start)
        previous = max(numbers[index - 1][1] if index else 0, first)
        following = numbers[index + 1][0] if index + 1 < len(numbers) else last
        after = said.between(mention.unit_end, min(self._stop(mention, said), following))
        left = max(said.begin(start), previous)
        if left > previous and not _claimed(after):
            own, left = left, self._leaned(mention, said, left, previous)
            if left == previous < own and not self._has_words_before(index - 1, said):
                left = own  # 32件予以保留、8件予以废止，合计45件: those words are the figure's before
        clause = min(said.clause(start), left)
        spoken = said.between(first, start)
        before = since(spoken, left)
        listed = before if clause == left else since(spoken, max(clause, previous))
        if self._closes_note(start) and (note := _NOTE.search(self._text, first, start)):
            noted = since(spoken, max(said.begin(note.start()), previous))
            before = tuple(h for h in noted if h.end <= note.start()) or before  # 纠错（含撤销、确认违法）27件
        if after and after[0].start == mention.unit_end and after[-1].end == following and _claimed(before):
            after = ()  # 一审22件二审9件审结28件: they are the next figure's
        if not _claimed(before) and not any(not c.is_noun for h in after for c in h.claims):
            after += self._behind_list(index, said)
        if not before and not _claimed(after):
            before = self._shared(mention, self._figures[index - 1]) if index else ()
            before = before or self._of_objects(left, clause, previous, listed) or self._of_whole(mention, index)
        return Window(left, clause, before, after, listed, spoken, said)

    def _closes_note(self, start: int) -> bool:
        """Tell whether a bracket closes shortly before a figure: 综合纠错率（含改正后撤回）为31%."""
        return not _CLOSED.isdisjoint(self._text[start - 3 : start])

    def _stop(self, mention: Mention, said: Sentence) -> int:
        """Where the words behind a figure end: 把1347起讨薪、工伤争议解决在基层 has its verb behind the list."""
        stop, text = said.stop(mention.unit_end), self._text
        if text[mention.start - 1] in _HANDLED and text[stop : stop + 1] == "、":
            return said.stop_firm(stop)
        if text[mention.unit_end : mention.unit_end + 1] in _AMONG_FIRST and (
            among := _AMONG.match(text, mention.unit_end, stop)
        ):
            return among.start()  # 已出结果的3120件里谈成1871件: those words are the next figure's
        return stop

    def _has_words_before(self, index: int, said: Sentence) -> bool:
        """Tell whether words that claim figures stand before a figure in its own part of the clause."""
        if index < 0:
            return True
        start = self._numbers[index][0]
        return _claimed(said.between(said.begin(start), start))

    def _leaned(self, mention: Mention, said: Sentence, left: int, previous: int) -> int:
        """Where the words begin on which （38件） and “，共38件” lean: up to three clauses back, over nothing but filler."""
        if self._text[mention.start - 1] in _NOTED and (note := _UNIT_NOTE.search(self._text, previous, mention.start)):
            return max(said.begin(note.start()), previous)
        for _ in range(3):
            if left <= previous or not _FILLER.fullmatch(self._text, left, mention.start):
                break
            if left == mention.start and _NOUN.match(self._text, mention.unit_end):
                break  # ，24名工勤人员退出: its own noun follows
            left = max(said.begin(left - 1), previous)
        return left

    def _behind_list(self, index: int, said: Sentence) -> tuple[Hit, ...]:
        """The words behind a run of figures that share them: 对8个县和15个部门开展督察."""
        last = index
        while last + 1 < len(self._numbers) and _LISTED.fullmatch(
            self._text, self._numbers[last][1], self._numbers[last + 1][0]
        ):
            last += 1
        if last == index:
            return ()
        end = self._numbers[last][1]
        following = self._numbers[last + 1][0] if last + 1 < len(self._numbers) else len(self._text)
        return said.between(end, min(said.stop(end), following))

    def _shared(self, mention: Mention, rounds: Mention) -> tuple[Hit, ...]:
        """The words before the figure that stands right beside another measure: 培训15场次、2300余人次; 清单5类280项."""
        if (
            rounds.sentence != mention.sentence
            or rounds.family not in _ROUNDS
            or mention.family not in {"person", "item"}
            or rounds.unit == mention.unit
            or not _BESIDE.fullmatch(self._text, rounds.unit_end, mention.start)
        ):
            return ()
        return self.window(rounds).before

    def _of_whole(self, mention: Mention, index: int) -> tuple[Hit, ...]:
        """The words before the whole that a share names with its figure: 占持证执法人员（1873人）的6.3%."""
        if mention.family != "percent" or not index or not self._text.startswith("的", mention.start - 1):
            return ()
        whole = self._figures[index - 1]
        is_whole = _OF_WHOLE.fullmatch(self._text, whole.unit_end, mention.start) is not None
        return self.window(whole).before if is_whole and whole.sentence == mention.sentence else ()

    def _of_objects(self, left: int, clause: int, previous: int, listed: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """The verb before several objects of which none is a word of ours: 监督检查医疗机构、公共场所80户次."""
        objects = self._text[left - 1] == "、" and previous <= clause
        return listed if objects and _OBJECT.match(self._text, left) else ()

    def previous_end(self, mention: Mention) -> int:
        """Return where the figure before a figure ends with its measure word, 0 where it is the first."""
        index = bisect_left(self._number_starts, mention.start)
        return self._numbers[index - 1][1] if index else 0


def _claimed(hits: Sequence[Hit]) -> bool:
    """Tell whether any of the words claims figures."""
    for hit in hits:  # noqa: SIM110 - asked three times of each figure, where a generator costs more than its answer
        if hit.claims:
            return True
    return False


def since(hits: tuple[Hit, ...], start: int) -> tuple[Hit, ...]:
    """The words from a position on."""
    first = len(hits)
    while first and hits[first - 1].start >= start:
        first -= 1
    return hits[first:]
