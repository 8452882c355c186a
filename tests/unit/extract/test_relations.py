"""Relations: the sums and rates that a text states among its own figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.arithmetic.relation import Relation
from extract.pipeline import Extractor

Read = Callable[[str], list[Relation]]


@pytest.fixture(scope="session")
def relations_of(extractor: Extractor) -> Read:
    """Read the relations of a text."""
    return lambda text: extractor.read("text.txt", text.encode()).relations


@pytest.mark.parametrize(
    ("text", "expression", "basis", "verdict", "difference"),
    [
        ("清理文件120件，其中继续有效75件、修改15件、废止30件。", "75+15+30=120", "stated", "holds", 0),
        ("下沉编制60名（其中行政编制20名，事业编制40名），已全部到位。", "20+40=60", "stated", "holds", 0),
        ("审查文件300件。其中，合同180件，规范性文件120件。", "180+120=300", "stated", "holds", 0),
        ("审结90件，维持、撤销、终止分别为60件、10件、20件。", "60+10+20=90", "stated", "holds", 0),
        ("共办理案件45件：其中处罚类20件；许可类25件。", "20+25=45", "stated", "holds", 0),
        ("处罚案件50件，占62.5%，其中罚款30件，占60%，警告20件，占40%。", "30+20=50", "stated", "holds", 0),
        ("查处问题300件，其中给予处分120人，批评教育180人。", "120+180=300", "stated", "holds", 0),
        ("查处问题300件，给予处分120人，批评教育180人。", "120+180=300", "matched", "holds", 0),
        ("受理复议案件9宗，结案7宗，正在审理的2宗。", "7+2=9", "stated", "holds", 0),
        ("收到申请40件，受理33件，不予受理7件，审结30件。", "33+7=40", "matched", "holds", 0),
        ("审核清单310项，取消200项，保留110项。", "200+110=310", "matched", "holds", 0),
        ("办理复议案件31件、应诉案件12件，合计43件。", "31+12=43", "stated", "holds", 0),
        ("办理复议案件31件、应诉案件12件，合计44件。", "31+12≠44", "stated", "falls_short", -1),
        ("受理案件400件，其中调解250件、裁决160件。", "250+160≠400", "stated", "exceeds", 10),
        ("受理案件400件，其中调解250件、裁决149件。", "250+149≠400", "stated", "falls_short", -1),
        ("办理案件30件，其中涉企案件34件。", "34≠30", "stated", "exceeds", 4),
        ("收到复议申请22件，自愿放弃2件，不予受理6件，结案12件。", "2+6+12≠22", "stated", "falls_short", -2),
        ("追回工资100.5万元，其中城区60.2万元、乡镇40.3万元。", "602000+403000=1005000", "stated", "holds", 0),
    ],
)
def test_sum(relations_of: Read, text: str, expression: str, basis: str, verdict: str, difference: int) -> None:
    found = [r for r in relations_of(text) if r.kind == "sum"]
    assert [(r.expression, r.basis, r.verdict, r.difference) for r in found] == [
        (expression, basis, verdict, Decimal(difference))
    ]


def test_a_list_that_misses_its_total_is_told_with_the_groupings_that_hold(relations_of: Read) -> None:
    text = "全年处理案件330件，目前300件处理完毕，其中裁决140件，调解160件，撤诉15件，余下15件待开庭。"
    assert {(r.expression, r.basis, r.verdict) for r in relations_of(text)} == {
        ("140+160+15≠300", "stated", "exceeds"),
        ("140+160=300", "matched", "holds"),
        ("300+15≠330", "stated", "falls_short"),
        ("140+160+15+15=330", "matched", "holds"),
    }


def test_two_parts_of_one_kind_reach_a_total_of_a_later_paragraph(relations_of: Read) -> None:
    text = "建成农村公共服务站410个，城市公共服务站130个。\n二是完善体系。全市公共服务室540个。"
    [found] = relations_of(text)
    assert (found.expression, found.basis, found.total) == ("410+130=540", "matched", text.index("540"))
    assert not relations_of(text.replace("540", "541"))


@pytest.mark.parametrize(
    ("text", "expression", "basis", "match", "verdict"),
    [
        ("调解纠纷800件，调解成功790件，调解成功率98.75%。", "790/800", "stated", "both", "holds"),
        ("受理调解1222宗，成功调处1208宗，成功率98.9%。", "1208/1222", "stated", "rounding", "holds"),
        ("发现问题239个，已整改198个，整改率82.84%。", "198/239", "stated", "truncation", "exceeds"),
        ("调解纠纷800件，调解成功700件，调解成功率98%。", "700/800", "stated", "neither", "falls_short"),
        ("清单共443项，其中即办件420项，占比94.8%。", "420/443", "stated", "both", "holds"),
        ("法院委派案件640件，促成320件，诉前化解率50.0%。", "320/640", "matched", "both", "holds"),
        ("办理案件45件，办结45件，办结率100%。", "45/45", "stated", "both", "holds"),
        ("全年调解纠纷640件。其中成功化解600件，化解率93.8%。", "600/640", "stated", "rounding", "holds"),
    ],
)
def test_rate(relations_of: Read, text: str, expression: str, basis: str, match: str, verdict: str) -> None:
    [found] = [r for r in relations_of(text) if r.kind == "rate"]
    assert (found.expression, found.basis, found.match, found.verdict) == (expression, basis, match, verdict)
    assert {found.numerator, found.denominator, found.rate} == set(found.members)


@pytest.mark.parametrize(
    ("text", "known", "by_rounding", "by_truncation"),
    [
        ("办理代表建议96件，满意率为99%。", "denominator", (95,), ()),
        ("参考人数5946人，参考率为99.85%。", "numerator", (5955,), ()),
        ("负责人出庭应诉180件，出庭应诉率为90.5%。", "numerator", (199,), ()),
        ("参考人数5946人，优秀率99.76%。", "denominator", (5932,), (5932,)),
        ("全市10148项政务事项99.48%实现网上可办。", "denominator", (10095,), (10096,)),
    ],
)
def test_a_missing_count_is_worked_out(
    relations_of: Read, text: str, known: str, by_rounding: tuple[int, ...], by_truncation: tuple[int, ...]
) -> None:
    [found] = relations_of(text)
    assert (found.by_rounding, found.by_truncation) == (by_rounding, by_truncation)
    assert (found.numerator is not None, found.denominator is not None) == (
        known == "numerator",
        known == "denominator",
    )


@pytest.mark.parametrize(
    "text",
    [
        "受理案件100件，其中维持50件，驳回20件。",  # a selection
        "受理案件100件，其中维持50件，同比增加50件。",  # a change is no part
        "受理案件200余件，其中维持150件、驳回60件。",  # a total that is not exact
        "招录干部100人，其中女性60人，本科以上95人。",  # parts that overlap
        "建成站点3个、广场1个、长廊2个。",  # small numbers add up by chance
        "开展宣传60场，出动干部40人，走访20户。",  # units differ
        "调解1.75万件，调解成功1.72万件，成功率98.4%。",  # rounded counts prove nothing against a rate
        "受理案件120件，办结率100%。",
        "来访1200人次，信访总量同比下降14.8%。",
        "举办活动40场，发放资料5000份，满意率98%。",  # whose rate it is cannot be told
        "直接纠错11件，纠错24件，直接纠错率、纠错率分别为10.8%和23.5%。",
        "新建广场96个，网络覆盖率99%。",  # a rate of something else
        "接待群众50000人次，满意率98%。",  # too many whole numbers would do
    ],
)
def test_nothing_is_read_into_figures_that_state_nothing(relations_of: Read, text: str) -> None:
    assert relations_of(text) == []


WORDS = ("维持", "驳回", "撤销", "变更", "确认违法", "终止", "调解", "责令履行")
PARTS = st.lists(st.integers(1, 5000), min_size=2, max_size=len(WORDS))


def _list(total: int, parts: list[int]) -> str:
    items = "、".join(f"{word}{part}件" for word, part in zip(WORDS, parts, strict=False))
    return f"全年审结案件{total}件，其中{items}。"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(parts=PARTS)
def test_a_list_that_adds_up_always_holds(relations_of: Read, parts: list[int]) -> None:
    found = relations_of(_list(sum(parts), parts))
    assert any(r.verdict == "holds" and r.basis == "stated" and len(r.parts) == len(parts) for r in found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(parts=PARTS, step=st.sampled_from([-1, 1]))
def test_a_list_that_is_off_by_one_never_holds(relations_of: Read, parts: list[int], step: int) -> None:
    total = sum(parts) + step
    found = [r for r in relations_of(_list(total, parts)) if r.basis == "stated" and r.total == 6]
    assert all(r.verdict != "holds" for r in found)
    if step < 0:
        assert [r.difference for r in found if len(r.parts) == len(parts)] == ([1] if total >= 10 else [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet="0123456789.，,、；。件人%率占共余其中分别为合计成功（）\n", max_size=80))
def test_any_text_gives_relations_of_its_own_mentions(extractor: Extractor, text: str) -> None:
    if not text.strip():
        return
    read = extractor.read("text.txt", text.encode())
    starts = {m.start for m in read.mentions if m.kind == "quantity"}
    for relation in read.relations:
        assert set(relation.members) <= starts
        assert len(set(relation.members)) == len(relation.members) > 1
