"""Heads of documents as offices write them: invented figures and sentences round real names of places."""

from __future__ import annotations

from datetime import date

import pytest

from extract.describe import Description
from extract.pipeline import Extractor

HEADS = [
    # text, type, issuer, region code, level, period
    ("浙江省人民政府关于2023年法治政府建设情况的报告\n一、主要成效\n平稳。", "report", "浙江省人民政府", "330000", "province", "2023"),
    ("中共台州市委 台州市人民政府\n关于2022年度法治政府建设情况的报告\n省委、省政府：\n平稳。", "report", "中共台州市委 台州市人民政府", "331000", "prefecture", "2022"),
    ("桐庐县人民政府\n2023年法治政府建设年度报告\n\n我县扎实推进。", "report", "桐庐县人民政府", "330122", "county", "2023"),
    ("淳安县2021年法治政府建设\n工作情况报告\n我县平稳。", "report", "淳安县人民政府", "330127", "county", "2021"),
    ("关于2023年度法治政府建设情况的报告\n来源：德清县人民政府 发布日期：2024-01-20\n我县平稳。", "report", "德清县人民政府", "330521", "county", "2023"),
    ("嘉善县司法局2023年法治政府建设工作总结\n平稳。", "report", "嘉善县司法局", "330421", "department", "2023"),
    ("绍兴市市场监督管理局关于2023年度法治政府建设情况的报告\n我局平稳。", "report", "绍兴市市场监督管理局", "330600", "department", "2023"),
    ("平湖市市场监管局\n2023年法治政府建设情况报告\n我局平稳。", "report", "平湖市市场监管局", "330482", "department", "2023"),
    ("江苏省司法厅2022年度法治政府建设年度报告\n平稳。", "report", "江苏省司法厅", "320000", "department", "2022"),
    ("芜湖市城市管理局（市综合执法局）2022年推进法治政府建设情况\n平稳。", "report", None, "340200", None, "2022"),
    ("永嘉县桥头镇人民政府2023年法治政府建设工作报告\n我镇平稳。", "report", "永嘉县桥头镇人民政府", "330324", "township", "2023"),
    ("鹿城区五马街道办事处2022年度法治政府建设情况报告\n我街道平稳。", "report", "鹿城区五马街道办事处", "330302", "township", "2022"),
    ("恩施土家族苗族自治州人民政府关于2021年度法治政府建设情况的报告\n全州平稳。", "report", "恩施土家族苗族自治州人民政府", "422800", "prefecture", "2021"),
    ("凉山州2020年法治政府建设情况报告\n全州平稳，我州有序推进。", "report", "凉山彝族自治州人民政府", "513400", "prefecture", "2020"),
    ("锡林郭勒盟行政公署关于2022年法治政府建设情况的报告\n全盟平稳。", "report", None, "152500", "prefecture", "2022"),
    ("鄂托克旗人民政府2023年法治政府建设年度报告\n全旗平稳。", "report", "鄂托克旗人民政府", "150624", "county", "2023"),
    ("新疆生产建设兵团2022年法治政府建设情况报告\n平稳。", "report", None, "660000", "province", "2022"),
    ("石河子市2022年法治政府建设情况报告\n平稳。", "report", "石河子市人民政府", "659001", "county", "2022"),
    ("浙江省高级人民法院2021年行政审判白皮书\n平稳。", "whitepaper", "浙江省高级人民法院", "330000", "province", "2021"),
    ("宁波市中级人民法院行政审判白皮书（2020—2022年）\n平稳。", "whitepaper", "宁波市中级人民法院", "330200", "prefecture", "2020-2022"),
    ("杭州铁路运输法院2023年度行政审判白皮书\n平稳。", "whitepaper", "杭州铁路运输法院", "330100", "prefecture", "2023"),
    ("义乌市人民法院行政审判白皮书\n（2019—2023年）\n平稳。", "whitepaper", "义乌市人民法院", "330782", "county", "2019-2023"),
    ("上海市2023年行政复议与行政应诉白皮书\n平稳。", "whitepaper", None, "310000", "province", "2023"),
    ("天台县2022年国民经济和社会发展统计公报\n平稳。", "statistics", None, "331023", "county", "2022"),
    ("温岭市2023年度行政执法统计年报\n平稳。", "statistics", None, "331081", "county", "2023"),
    ("仙居县2021年行政复议案件统计表\n平稳。", "statistics", None, "331024", "county", "2021"),
    ("临海市2023年行政执法数据公示\n平稳。", "statistics", None, "331082", "county", "2023"),
    ("衢州市法治政府建设实施方案（2021—2025年）\n一、目标\n平稳。", "plan", "衢州市人民政府", "330800", "prefecture", "2021-2025"),
    ("丽水市人民政府关于印发丽水市2022年法治政府建设工作要点的通知\n各县：\n平稳。", "plan", "丽水市人民政府", "331100", "prefecture", "2022"),
    ("舟山市“十四五”法治政府建设规划\n平稳。", "plan", "舟山市人民政府", "330900", "prefecture", "2021-2025"),
    ("龙泉市2024年普法依法治理工作计划\n平稳。", "plan", None, "331181", "county", "2024"),
    ("云和县司法局2023年工作总结和2024年工作计划\n平稳。", "report", "云和县司法局", "331125", "department", "2023"),
    ("关于落实《法治政府建设实施纲要（2021—2025年）》情况的报告\n来源：缙云县人民政府\n平稳。", "report", "缙云县人民政府", "331122", "county", "2021-2025"),
    ("福建省司法厅关于2022年全省行政复议行政应诉案件情况的通报\n平稳。", "report", "福建省司法厅", "350000", "department", "2022"),
    ("关于厦门市2023年法治政府建设情况的报告\n平稳。", "report", "厦门市人民政府", "350200", "prefecture", "2023"),
    ("二〇二一年遂昌县法治政府建设工作情况报告\n平稳。", "report", "遂昌县人民政府", "331123", "county", "2021"),
    ("现将松阳县人民政府2022年度法治政府建设情况报告如下：\n一、成效\n我县平稳。", "report", "松阳县人民政府", "331124", "county", "2022"),
    ("2023年，在上级领导下，我区稳步推进。现将有关情况报告如下：\n《上虞区2023年法治建设工作要点》印发，上虞区人民政府作出部署。\n我区平稳。", "report", "上虞区人民政府", "330604", "county", "2023"),
    ("国务院关于2022年度法治政府建设情况的报告\n平稳。", "report", None, "100000", "national", "2022"),
    ("宁夏回族自治区吴忠市利通区2022年法治政府建设情况报告\n平稳。", "report", "利通区人民政府", "640302", "county", "2022"),
    ("标题：景宁畲族自治县2023年法治政府建设年度报告\n索引号：11/2024-1\n平稳。", "report", "景宁畲族自治县人民政府", "331127", "county", "2023"),
    ("当前位置：首页 > 政务公开 > 法治政府建设\n青田县人民政府2023年法治政府建设报告\n【字体：大 中 小】\n平稳。", "report", "青田县人民政府", "331121", "county", "2023"),
    ("武义县人民政府办公室关于2023年上半年依法行政工作情况的汇报\n平稳。", "report", "武义县人民政府办公室", "330723", "county", "2023"),
    ("磐安县法治政府建设领导小组办公室关于2021年工作情况的报告\n平稳。", "report", "磐安县法治政府建设领导小组办公室", "330727", "department", "2021"),
    ("黄冈市黄州区路口镇2023年法治政府建设工作报告\n平稳。", "report", "黄冈市黄州区路口镇人民政府", "421102", "township", "2023"),
    ("市卫生健康委2023年度法治政府建设情况报告\n来源：市卫生健康委 发布机构：荆州市卫生健康委员会\n平稳。", "report", "荆州市卫生健康委", "421000", "department", "2023"),
    ("利川市人大常委会关于2023年法治政府建设情况的调研报告\n平稳。", "report", "利川市人大常委会", "422802", "county", "2023"),
    ("阳新县2023年政府工作报告\n平稳。", "report", "阳新县人民政府", "420222", "county", "2023"),
    ("浏阳市城市管理和综合执法局２０２３年度法治政府建设情况报告\n平稳。", "report", "浏阳市城市管理和综合执法局", "430181", "department", "2023"),
    ("江山市应急管理局\n\n二〇二二年度依法行政工作总结\n我局平稳。", "report", "江山市应急管理局", "330881", "department", "2022"),
]  # fmt: skip


def described(extractor: Extractor, text: str) -> Description:
    return extractor.read("text.txt", text.encode()).description


@pytest.mark.parametrize(("text", "doc_type", "issuer", "code", "level", "period"), HEADS)
def test_head(
    extractor: Extractor, text: str, doc_type: str, issuer: str | None, code: str, level: str | None, period: str
) -> None:
    about = described(extractor, text)
    assert (about.doc_type, about.region_code, about.period) == (doc_type, code, period)
    assert issuer is None or about.issuer == issuer
    assert level is None or about.region_level == level


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "仙桃市司法局\n关于2023年度法治政府建设\n情况的报告\n平稳。",
            "仙桃市司法局 关于2023年度法治政府建设 情况的报告",
        ),
        ("天门市2022年法治政府建设情况\n的报告\n平稳。", "天门市2022年法治政府建设情况 的报告"),
        ("潜江市法治政府建设规划\n（2021—2025年）\n平稳。", "潜江市法治政府建设规划 （2021—2025年）"),
        ("打印 关闭\n潜江市2022年法治政府建设情况报告\n平稳。", "潜江市2022年法治政府建设情况报告"),
        ("2020年以来，全市认真落实各项部署，情况总体平稳，工作报告如期公布。\n一、做法\n平稳。", None),
    ],
)
def test_title(extractor: Extractor, text: str, title: str | None) -> None:
    about = described(extractor, text)
    assert about.title == title
    if title and about.title_span:
        assert "".join(text[slice(*about.title_span)].split()) == title.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("天门市2022年法治政府建设情况报告\n平稳。\n天门市人民政府\n二〇二三年一月十日\n", date(2023, 1, 10)),
        ("天门市2022年法治政府建设情况报告\n平稳。\n天门市人民政府\n二○二三年十二月三十一日", date(2023, 12, 31)),
        ("天门市2022年法治政府建设情况报告\n平稳。\n2023年2月3日\n打印\n分享\n上一篇：没有了\n下一篇：通知", date(2023, 2, 3)),
        ("天门市2022年法治政府建设情况报告\n成文日期：2023年1月5日 发布日期：2023年1月8日\n平稳。", date(2023, 1, 8)),
        ("天门市2022年法治政府建设情况报告\n成文日期：2023年1月5日\n平稳。", date(2023, 1, 5)),
        ("天门市2022年法治政府建设情况报告\n2023-03-09 10:21\n平稳。", date(2023, 3, 9)),
        ("天门市2022年法治政府建设情况报告\n（2023年3月9日）\n平稳。", date(2023, 3, 9)),
        ("天门市2022年法治政府建设情况报告\n会议于2023年3月9日召开。", None),
        ("天门市2022年法治政府建设情况报告\n平稳。\n2023年2月30日", None),
    ],
)  # fmt: skip
def test_date(extractor: Extractor, text: str, day: date | None) -> None:
    assert described(extractor, text).published_on == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023年工作情况报告\n我区赴余杭区考察，学习余杭区经验。全区平稳。", None),
        ("2023年工作情况报告\n我局赴上海市、江苏省学习考察。", None),
        ("某处2023年工作情况报告\n城区与郊区同步推进，城区、郊区、市区全覆盖。", None),
        ("阳泉市2023年法治政府建设情况报告\n我市城区、郊区、矿区同步推进，城区成效明显，全市平稳。", "140300"),
        ("阳泉市城区2023年法治政府建设情况报告\n我区平稳，全区有序。", "140302"),
        ("湖州市2023年法治政府建设情况报告\n德清县、长兴县、安吉县分别推进，德清县3件。我市全市平稳。", "330500"),
        (
            "2022年，我县平稳。现将有关情况报告如下：\n绩溪县人大常委会审议，绩溪县人民政府部署，《绩溪县法治要点》印发。我县平稳。",
            "341824",
        ),
    ],
)
def test_area_of_running_text(extractor: Extractor, text: str, code: str | None) -> None:
    assert described(extractor, text).region_code == code


def test_a_name_of_several_areas_names_its_candidates(extractor: Extractor) -> None:
    about = described(extractor, "西湖区2023年法治政府建设情况报告\n我区平稳。")
    assert about.region_code is None
    assert {r.code for r in about.open_between} == {"330106", "360103"} or len(about.open_between) > 1
    assert described(extractor, "江北区2022年法治政府建设情况报告\n我区平稳。").region_code is None
    assert described(extractor, "重庆市江北区2022年法治政府建设情况报告\n我区平稳。").region_code == "500105"
    assert described(extractor, "宁波市江北区2022年法治政府建设情况报告\n我区平稳。").region_code == "330205"
    assert not described(extractor, "南昌市西湖区2023年法治政府建设情况报告\n我区平稳。").open_between


def test_page_lines_are_noise(extractor: Extractor) -> None:
    page = (
        "首页 > 公开 > 报告\n潜江市2022年法治政府建设情况报告\n索引号：014/2023-00012\n字号：[ 大 中 小 ]\n浏览次数：1253\n平稳，受理35件。\n"
        "上一篇：2021年报告\n下一篇：2023年报告\n相关链接：3条\n主办单位：某市人民政府 地址：某路18号\n某ICP备05012345号 网站标识码4290050001\n"
        "鄂公网安备 42900502000123号\n"
    )
    read = extractor.read("text.txt", page.encode())
    quantities = [page[m.start : m.end] for m in read.mentions if m.kind == "quantity"]
    assert quantities == ["35"]
