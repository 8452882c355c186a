"""Government work in the words of many kinds of reports, and matters beside it that are nobody's figure here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.explain import explain
from extract.facts import Fact
from extract.pipeline import Extractor

HEADING = "关于2023年度法治政府建设情况的报告\n"
Read = Callable[[str], list[Fact]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a bureau of market regulation
        (
            "我局全年检查各类市场主体8300户次，发现隐患410个，立案处罚67起，罚款98.2万元，移送公安机关适用行政拘留案件3起。",
            [
                ("8300", "administrative_inspections"),
                ("67", "administrative_penalties"),
                ("98.2万", "fines_confiscations_amount"),
            ],
        ),
        ("办理轻微违法案件740件，减免罚款160万元。", []),
        ("查处涉嫌传销违法案件9起。", []),
        ("对97起轻微违法行为免予处罚，涉及罚款金额210万元。", []),
        ("落实执法责任制，追究行政执法责任3人。", [("3", "enforcement_accountability")]),
        # justice bureaus
        (
            "区司法局开展行政执法监督检查4次，检查执法单位19家，发现问题46个，下达执法监督整改意见书7份。",
            [("4", "supervision_checks"), ("46", "supervision_problems_found"), ("7", "supervision_opinions")],
        ),
        ("开展行政执法突出问题专项整治2批次。", []),
        ("对8家执法单位的24个案卷进行互查。", [("24", "case_files_reviewed")]),
        ("对8家执法单位开展执法监督专项检查1轮次。", []),
        (
            "全区共有执法主体37个，其中授权组织5个、委托组织2个。",
            [("37", "enforcement_bodies"), ("5", "enforcement_bodies"), ("2", "enforcement_bodies")],
        ),
        (
            "全年新领执法证件93个，组织2次执法证考试，应考140人，实考133人。",
            [("93", "enforcement_certificates_issued"), ("133", "enforcement_exam_takers")],
        ),
        # legality
        (
            "对52件规范性文件、13项重大行政决策、88份政府合同进行合法性审查。",
            [("52", "legality_reviews"), ("13", "legality_reviews"), ("88", "legality_reviews")],
        ),
        ("对2022年以来制定的39件规范性文件开展评估。", []),
        ("出具法律意见书71份，代理应诉案件34件。", [("71", "legal_opinions")]),
        # an audit bureau
        (
            "市审计局完成审计项目41个，查出问题金额6.2亿元，移送违纪违法问题线索17件。",
            [("41", "audits_completed"), ("17", "audit_clues_transferred")],
        ),
        # leaders
        (
            "县委全面依法治县委员会召开会议3次，县政府常务会议专题研究法治政府建设5次。",
            [("3", "rol_meetings"), ("5", "rol_meetings")],
        ),
        ("一年来研究法治建设工作6次。", []),
        (
            "市委理论学习中心组法治专题学习3次，举办领导干部法治专题讲座4场。",
            [("3", "legal_study_sessions"), ("4", "legal_study_sessions")],
        ),
        # services and powers
        (
            "承接国务院下放事项14项，编制公布行政许可事项清单372项，公布第二批下放乡镇行政职权目录46项，下放审批权限9项。",
            [("14", "approval_items"), ("372", "approval_items")],
        ),
        ("对省政府下放的260项行政职权开展评估。", []),
        (
            "政务服务中心受理办件83.1万件，日均办件3100件，按时办结率99.7%。",
            [("83.1万", "approvals_handled"), ("99.7", "approvals_on_time_rate")],
        ),
        (
            "人大代表建议主办件53件、会办件12件，办复率、满意率均为100%。",
            [("100", "npc_completion_rate"), ("100", "npc_satisfaction_rate")],
        ),
        ("办理政协提案61件，办结率、办复率均为100%。", [("61", "cppcc_proposals"), ("100", "cppcc_completion_rate")]),
        # publicity
        (
            "开展普法宣传活动640场次，受教育群众21万人次。",
            [("640", "law_publicity_events"), ("21万", "law_publicity_participants")],
        ),
        (
            "开展送法下乡活动14场次，受教育农民3600余人次。",
            [("14", "law_publicity_events"), ("3600", "law_publicity_participants")],
        ),
        ("推送法治宣传信息150条，受众7200人次。", []),
        (
            "学法用法考试参考人数1240人，合格率99.1%、优秀率87%。",
            [("1240", "law_exam_takers"), ("99.1", "law_exam_pass_rate")],
        ),
    ],
)
def test_government_work(facts_of: Read, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.mention, f.indicator) for f in facts_of(HEADING + sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "全年实现地区生产总值412.7亿元，同比增长5.8%；社会消费品零售总额136亿元，城镇新增就业5300人。",
        "新建幼儿园4所，新增学位1260个，培训教师1900人次，开展校园安全检查38次，整改隐患97处。",
        "城乡居民医保参保率97.1%，检查定点医药机构204家，追回医保基金281万元。",
        "12345政务服务便民热线受理诉求21.4万件，按时办结率98.7%，群众满意率96.2%。",
        "全年受理群众来信来访1840件次，按期办结率99.2%，群众满意率94.6%，化解信访积案27件。",
        "公安机关破获刑事案件930起，查处治安案件2810起，查处酒驾1720起，刑事拘留510人。",
        "县法院受理各类案件7350件，审结7010件，结案率95.4%，执行到位金额2.8亿元。",
        "县纪委监委立案173件，给予党纪政务处分161人，开展巡察3轮，发现问题244个，移交问题线索18件。",
        "消防救援大队检查单位2740家次，督促整改隐患3320处，临时查封26家，开展消防宣传活动95场次，受教育群众4.3万人次。",
        "组织安全生产宣传咨询活动19场，发放宣传资料2.6万份，参加应急演练3400人次。",
        "办理法律援助案件720件，公证事项1090件，群众满意率98.8%。",
        "接收社区矫正对象143人，开展集中教育22场次，安置帮教人员280人。",
        "培训安全管理人员1370人次，持证率98%。",
        "检察机关提起公诉540人，提出抗诉7件，立案侦查职务犯罪5件。",
        "县公安局办理行政案件2150起，受理户籍业务1.9万件，群众满意率98.2%。",
        "气象局发布预警信息108期，开展气象科普宣传活动11场，受众6500人次。",
        "不动产登记中心办理登记业务3.8万件，企业开办时间压缩至0.5个工作日，网上申报率97%。",
        "医院开展义诊活动43场，服务群众5100人次，患者满意度97.2%。",
    ],
)
def test_other_matters(facts_of: Read, sentence: str) -> None:
    assert [(f.mention, f.indicator) for f in facts_of(HEADING + sentence)] == []


def test_a_figure_right_before_its_noun_is_of_that_kind(facts_of: Read) -> None:
    facts = facts_of(HEADING + "对52件规范性文件、13项重大行政决策、88份政府合同进行合法性审查。")
    assert [f.breakdown for f in facts] == ["normative_document", "major_decision", "government_contract"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("政务服务中心办件7.3万件，较2022年多办11%，按时办结率99.6%。", ["2023", "2023"]),
        ("对2019年以来省级下放的事项开展评估。政务服务中心办件7.3万件。", ["2023"]),
        ("2019年以来，持续优化政务服务。累计办件31万件。", ["2019-2023"]),
    ],
)
def test_a_period_of_a_comparison_is_not_of_what_follows(facts_of: Read, sentence: str, expected: list[str]) -> None:
    assert [f.period for f in facts_of(HEADING + sentence)] == expected


def test_what_a_phrase_asks_of_its_sentence_is_said(extractor: Extractor) -> None:
    found = explain(extractor, "text.txt", (HEADING + "对12家执法单位开展走访。").encode())
    trace = next(t for t in found.traces if found.text[t.mention.start : t.mention.end] == "12")
    assert trace.ending == "setting"
    assert "setting" in {w.verdict for w in trace.words}
