"""One dbt build of invented documents, shared by every test of the warehouse's tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.dbt.builds import Build, run_dbt
from tests.dbt.raw_layer import CITY, Document, Figure, raw_rows, write_raw_layer

RATE = "mediation_success_rate"


def _settle(document: Document, kind: str | None, successes: int, cases: int, rate: float, decimals: int) -> None:
    """Adds a sentence with both counts and the rate of one type of mediation."""
    document.say(
        "共调解{}件，调成{}件，成功率{}%",
        Figure(cases, "件", "mediation_cases", kind),
        Figure(successes, "件", "mediation_successes", kind),
        Figure(rate, "%", RATE, kind, decimals),
    )


def _county_report() -> Document:
    """The main report of the county, read twice: the later landing counts."""
    report = Document("甲县报告", landing_id="l2", landed_at=datetime(2026, 2, 1, tzinfo=UTC))
    report.say(
        "收到申请{}件，撤回{}件，不予受理{}件，审结{}件",
        Figure(11, "件", "reconsideration_applications"),
        Figure(1, "件", "reconsideration_withdrawn", "before_acceptance"),
        Figure(4, "件", "reconsideration_rejected"),
        Figure(5, "件", "reconsideration_concluded"),
    )
    report.say("应诉{}件，出庭率{}%", Figure(5, "件", "litigation_cases"), Figure(100, "%", "court_appearance_rate"))
    _settle(report, "people", 8146, 8147, 99.9, 1)
    _settle(report, "administrative", 694, 712, 97, 0)
    report.say("全县约调成{}件", Figure(9000, "件", "mediation_successes", approx="about"))
    report.say("法院调解{}件", Figure(568, "件", "mediation_cases", "judicial", scope="县法院", scope_class="court"))
    report.say(
        "新办证{}个，持证{}人",
        Figure(480, "个", "enforcement_certificates_issued"),
        Figure(508, "人", "enforcement_officers_certified", scope="全县", scope_class="whole_area"),
    )
    parts = [Figure(value, part_of="whole") for value in (90, 110, 6, 4)]
    report.say("办结{}件，其中甲类{}件，乙类{}件，丙类{}件，丁类{}件", Figure(200, key="whole"), *parts)
    report.say(
        "目标为{}%，另有{}件存疑",
        Figure(95, "%", RATE, "people", role="target"),
        Figure(777, "件", "mediation_cases", "people", flags=("suspect",)),
    )
    return report


def _county_plan() -> Document:
    """A plan of the county: one rate to reach, one figure of a damaged copy, one milestone."""
    plan = Document("甲县规划", doc_type="plan", period="2021-2025")
    plan.aim("到2025年调解成功率不低于96%", "96", ">=", 96, unit="%", indicator=RATE, deadline=date(2025, 12, 31))
    plan.aim("配备35名工作人员", "35", "range", 3, value_high=5.0, unit="名", suspect=True)
    plan.aim("2022年底前建立制度", "2022年底前", "milestone", None, deadline=date(2022, 12, 31))
    return plan


def _city_report() -> Document:
    """A report of the city with hearings, a balanced docket and a rate whose counts no one printed."""
    city = Document("甲市报告", region_code=CITY, region_name="甲市")
    city.say(
        "受理{}宗，结案{}宗，在审{}宗",
        Figure(7, "宗", "reconsideration_accepted"),
        Figure(6, "宗", "reconsideration_concluded"),
        Figure(1, "宗", "reconsideration_pending"),
    )
    city.say(
        "开庭{}件，出庭{}件，出庭率{}%",
        Figure(12628, "件", "litigation_hearings"),
        Figure(7448, "件", "court_appearances"),
        Figure(59.5, "%", "court_appearance_rate", None, 1),
    )
    _settle(city, "people", 8193, 8226, 99.59, 2)
    _settle(city, None, 1208, 1222, 98.9, 1)
    city.say(
        "健全{}级网络，建成司法所{}个", Figure(3, "级", subject="健全网络"), Figure(12, "个", subject="建成司法所")
    )
    return city.say("来信答复率{}%", Figure(100, "%", "letters_reply_rate"))


def _other_documents() -> list[Document]:
    """An older landing of the county's report, a statistics table, and a later report that restates a rate."""
    older = Document("甲县报告").say("收到申请{}件", Figure(99, "件", "reconsideration_applications"))
    older.say("建成司法所{}个", Figure(98, "个", subject="建成司法所"))
    table = Document("甲县统计表", doc_type="statistics", published_on=date(2021, 2, 1))
    table.say("持证{}人", Figure(510, "人", "enforcement_officers_certified"))
    later = Document("甲县次年报告", published_on=date(2022, 3, 1))
    later.say("人民调解成功率{}%", Figure(99.5, "%", RATE, "people", 1))
    later.say(
        "健全{}级网络，建成司法所{}个", Figure(3, "级", subject="健全网络"), Figure(13, "个", subject="建成司法所")
    )
    return [older, table, later]


@pytest.fixture(scope="session")
def invented_documents() -> list[Document]:
    """Every document of the shared raw layer, the current reading of each one last."""
    return [*_other_documents(), _county_report(), _city_report(), _county_plan()]


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory, invented_documents: list[Document]) -> Build:
    """The one shared build."""
    work = tmp_path_factory.mktemp("dbt")
    raw = write_raw_layer(work / "raw", raw_rows(invented_documents))
    done = run_dbt(raw, work / "build", "build")
    assert done.code == 0, done.output
    return done
