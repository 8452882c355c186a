"""Makes and publishes a small marts-only warehouse: a dozen figures, each with a sentence written for the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from math import sqrt
from pathlib import Path
from typing import Any

import duckdb

from tests.app.marts_schema import COMMENTS, TABLES

NOTICE = "本文为演示用改写,并非原文;数字取自公开文件。"
STAMP = "2026-01-02T030405Z"

REGIONS = {
    "110000": ("北京市", "北京", "province"),
    "310000": ("上海市", "上海", "province"),
    "370000": ("山东省", "山东", "province"),
    "440000": ("广东省", "广东", "province"),
    "650000": ("新疆维吾尔自治区", "新疆", "province"),
    "653000": ("克孜勒苏柯尔克孜自治州", "克州", "prefecture"),
    "210900": ("阜新市", "阜新", "prefecture"),
    "445302": ("云城区", "云城", "county"),
    "650107": ("达坂城区", "达坂城", "county"),
}

COUNTS = (
    # region, period, indicator, headline mart key, value, sentence ("{}" stands for the numeral)
    ("653000", "2017", "reconsideration_applications", "received", 13, "一年里全州各复议机构共登记{}件申请。"),
    ("650107", "2024", "reconsideration_applications", "received", 11, "区里这一年登记的复议申请为{}件。"),
    ("110000", "2022", "reconsideration_applications", "received", 19000, "全市登记复议申请{}件。"),
    ("110000", "2023", "reconsideration_applications", "received", 31000, "全市登记复议申请{}件。"),
    ("110000", "2025", "reconsideration_applications", "received", 84654, "全市登记复议申请{}件。"),
    ("445302", "2020", "reconsideration_accepted", "accepted", 7, "复议机构年内立案{}件。"),
    ("440000", "2019", "reconsideration_accepted", "accepted", 31392, "广东一行:受理数{}件。"),
    ("650000", "2019", "reconsideration_accepted", "accepted", 295, "新疆一行:受理数{}件。"),
    ("210900", "2021", "reconsideration_handled", "handled", 80, "市政府本级经手复议案{}件。"),
    ("445302", "2020", "enforcement_officers_certified", "held", 508, "年底在册持证人员{}名。"),
    ("445302", "2020", "enforcement_certificates_cancelled", "cancelled", 32, "另有{}名的证件予以收回。"),
    ("650107", "2024", "enforcement_certificates_issued", "issued", 52, "今年发出新证{}个。"),
)

RATES = (
    # region, period, type ("court" for appearance), base, successes, printed, decimals, verdict, sentence
    ("653000", "2017", "administrative", 712, 694, 97.0, 0, "rounded", "行政机关调处{}件,调成{}件,占{}%。"),
    ("653000", "2017", "people", 8147, 8146, 99.9, 1, "truncated", "村居调委会接手{}件,谈成{}件,占{}%。"),
    ("445302", "2020", "all", 1222, 1208, 98.9, 1, "rounded", "各类组织合计调处{}件,谈成{}件,占{}%。"),
    ("445302", "2020", "pre_litigation", None, None, 28.57, 2, "unchecked", "立案之前谈成的占{}%。"),
    ("210900", "2021", "people", 8226, 8193, 99.59, 2, "truncated", "摸排所得{}件里,谈成{}件,占{}%。"),
    ("650107", "2024", "court", 5, 5, 100.0, 0, "exact", "开庭{}件,领导到庭{}件,占{}%。"),
    ("370000", "2018", "court", 12628, 7448, 59.5, 1, "differs", "全省开庭{}件,领导到庭{}件,占{}%。"),
    ("310000", "2019", "court", None, None, 52.1, 1, "unchecked", "领导到庭的比例为{}%。"),
    ("310000", "2020", "court", None, None, 60.0, 0, "unchecked", "领导到庭的比例为{}%。"),
    ("310000", "2022", "court", None, None, 71.8, 1, "unchecked", "领导到庭的比例为{}%。"),
)

PARTS = {
    "court": ("litigation_hearings", "court_appearances", "court_appearance_rate"),
    "mediation": ("mediation_cases", "mediation_successes", "mediation_success_rate"),
}


@dataclass
class Marts:
    """Rows for every mart, filled figure by figure."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in TABLES})
    build_id: str = STAMP

    def add(self, table: str, **values: Any) -> None:
        """Adds one row; columns that are not given stay null."""
        self.rows[table].append(values)

    def document(self, region: str, period: str, sentence: str, **values: Any) -> dict[str, Any]:
        """Adds one document that holds one sentence after its title, and returns its row."""
        name, _, level = REGIONS[region]
        title = values.pop("title", f"{name}{period}年演示报告")
        row = {
            "doc_id": f"doc{len(self.rows['dim_document']):03}", "title": title, "issuer": f"{name}人民政府",
            "doc_type": "report", "region_code": region, "region_name": name, "region_level": level, "period": period,
            "published_on": date(int(period[:4]) + 1, 3, 1), "uri": f"/data/{region}.txt", "media_type": "text/plain",
            "source_title": f"{name}法治报告", "publisher": f"{name}司法局", "source_url": "https://example.org/a?b=1&c=2",
            "notice": NOTICE, "n_mentions": 3, "n_facts": 3, "landed_at": datetime(2026, 1, 1, tzinfo=UTC),
            "text": f"{title}\n{sentence}",
        } | values  # fmt: skip
        self.add("dim_document", **row)
        return row

    def fact(self, doc: dict[str, Any], indicator: str, mention: str, start: int, **values: Any) -> tuple[str, str]:
        """Adds one observation and its evidence for a numeral at `start` of the document; returns both ids."""
        number = len(self.rows["fct_evidence"])
        fact_id = f"fact{number:03}"
        observation_id = values.pop("observation_id", f"obs{number:03}")
        quote_start = str(doc["text"]).rindex("\n", 0, start) + 1
        place = {key: doc[key] for key in ("region_code", "region_name", "period", "doc_id", "published_on")}
        shared = place | {"indicator": indicator, "breakdown": "all", "scope": "全域"} | values
        shared["unit"] = "%" if indicator.endswith("_rate") else "件"
        shared |= {"value": float(mention), "fact_id": fact_id, "flags": []}
        if values.get("is_chosen", True):
            own = {key: value for key, value in shared.items() if key != "is_chosen"}
            self.add(
                "fct_observation", **own, observation_id=observation_id, region_level=doc["region_level"],
                obs_status="V", approx="exact", n_sources=1, n_values=1, fact_ids=[fact_id], choice_reason="唯一来源",
            )  # fmt: skip
        source = {key: doc[key] for key in ("issuer", "publisher", "source_title", "source_url", "notice", "uri")}
        evidence = {"is_chosen": True} | shared | source
        self.add(
            "fct_evidence", **evidence, observation_id=observation_id, role="actual", rule=f"{indicator}.test",
            mention=mention, span_start=start, span_end=start + len(mention), document_title=doc["title"],
            quote=doc["text"][quote_start:], quote_start=quote_start, quote_end=len(doc["text"]),
        )  # fmt: skip
        return observation_id, fact_id


def _numerals(template: str, texts: list[str]) -> tuple[str, list[int]]:
    """Fills a sentence with its numerals; returns it with the offset of each."""
    sentence, starts = "", []
    pieces = template.split("{}")
    for piece, text in zip(pieces, texts, strict=False):
        sentence += piece
        starts.append(len(sentence))
        sentence += text
    return sentence + pieces[-1], starts


def _place(doc: dict[str, Any]) -> dict[str, Any]:
    keys = ("region_code", "region_name", "region_level", "period", "published_on", "doc_id")
    return {key: doc[key] for key in keys} | {"scope": "全域", "scope_class": "whole_area", "obs_status": "V"}


def add_count(marts: Marts, count: tuple[Any, ...], **document: Any) -> tuple[str, str]:
    """Adds one count with its document to the headline mart that it belongs to."""
    region, period, indicator, key, value, template = count
    sentence, (start,) = _numerals(template, [str(value)])
    doc = marts.document(region, period, sentence, **document)
    offset = doc["text"].index("\n") + 1
    observation_id, fact_id = marts.fact(doc, indicator, str(value), offset + start)
    row = _place(doc) | {"value": float(value), "unit": "件", "approx": "exact"}
    row |= {"observation_id": observation_id, "fact_id": fact_id}
    if indicator.startswith("reconsideration"):
        marts.add("indicator_reconsideration_cases", **row, basis=key, is_headline=True)
    else:
        marts.add("indicator_enforcement_certificates", **row, measure=key)
    return observation_id, fact_id


def _wilson(successes: float, n: float) -> tuple[float, float]:
    z, p = 1.959964, successes / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return 100 * (centre - half), min(100.0, 100 * (centre + half))


def add_rate(marts: Marts, rate: tuple[Any, ...]) -> None:
    """Adds one rate, with its counts where it has them, and the check of one against the other."""
    region, period, kind, base, successes, printed, decimals, verdict, template = rate
    shown = f"{printed:.{decimals}f}"
    texts = [shown] if base is None else [str(base), str(successes), shown]
    sentence, starts = _numerals(template, texts)
    doc = marts.document(region, period, sentence)
    offset = doc["text"].index("\n") + 1
    indicators = PARTS["court" if kind == "court" else "mediation"][-len(texts) :]
    breakdown = "all" if kind == "court" else kind
    facts = [
        marts.fact(doc, indicator, text, offset + start, breakdown=breakdown)
        for indicator, text, start in zip(indicators, texts, starts, strict=True)
    ]
    row = _place(doc) | {
        "rate_printed": printed, "decimals": decimals, "verdict": verdict, "n": base,
        "observation_id": facts[-1][0], "fact_id": facts[-1][1], "fact_ids": [fact for _, fact in facts],
    }  # fmt: skip
    if base is not None:
        row["rate_computed"] = 100 * successes / base
        row["ci_low"], row["ci_high"] = _wilson(successes, base)
    if kind == "court":
        basis = "hearings" if base else None
        marts.add(
            "indicator_court_appearance_rate",
            **row,
            instance="all",
            numerator=successes,
            denominator=base,
            denominator_basis=basis,
        )
    else:
        marts.add("indicator_mediation_success_rate", **row, mediation_type=kind, cases=base, successes=successes)
    if base is not None:
        _add_check(marts, doc, row, verdict)


def _add_check(marts: Marts, doc: dict[str, Any], row: dict[str, Any], verdict: str) -> None:
    messages = {
        "truncated": ("印出值为截尾,不是错误。", "The printed rate is truncated, not an error."),
        "differs": ("印出值与重算值不符。", "The printed rate differs from the recomputed one."),
    }
    zh, en = messages.get(verdict, ("印出值与重算值一致。", "The printed rate agrees with the recomputed one."))
    marts.add(
        "quality_reconciliation", check_id=f"check{len(marts.rows['quality_reconciliation']):03}",
        rule_id="rate_recomputed", severity="error" if verdict == "differs" else "ok", verdict=verdict,
        region_code=doc["region_code"], region_name=doc["region_name"], period=doc["period"], obs_status="V",
        indicator="mediation_success_rate", expected=row["rate_computed"], printed=row["rate_printed"],
        difference=row["rate_printed"] - row["rate_computed"], message_zh=zh, message_en=en, fact_ids=row["fact_ids"],
        doc_id=doc["doc_id"], quote_start=doc["text"].index("\n") + 1, quote_end=len(doc["text"]),
    )  # fmt: skip


def _add_parts_check(marts: Marts) -> None:
    """Adds a check whose numerals are no facts: only its span points at the sentence."""
    doc = marts.document("445302", "2020", "考试应到100人,其中甲类60人、乙类55人。")
    marts.add(
        "quality_reconciliation", check_id="check900", rule_id="parts_exceed_total", severity="info",
        verdict="exceeds", region_code="445302", region_name="云城区", period="2020", obs_status="V", expected=100.0,
        printed=115.0, difference=15.0, message_zh="各部分之和大于总数。", message_en="The parts exceed the whole.",
        fact_ids=[], doc_id=doc["doc_id"], quote_start=doc["text"].index("\n") + 1, quote_end=len(doc["text"]),
    )  # fmt: skip


UNMAPPED = (
    # region, period, subject, unit, type of value, documents, sentence ("{}" stands for the numeral)
    ("110000", "2023", "建成司法所", "个", "count", 9, "全市建成司法所{}个,其余在建。"),
    ("370000", "2022", "群众满意", "%", "rate", 4, "群众满意率为{}%。"),
    ("445302", "2020", None, "%", "rate", 20, "比前一年增长{}%。"),
)


def _add_unmapped(marts: Marts) -> None:
    for rank, (region, period, subject, unit, value_type, documents, template) in enumerate(UNMAPPED, 1):
        sentence, (start,) = _numerals(template, ["57"])
        doc = marts.document(region, period, sentence)
        begin = doc["text"].index("\n") + 1
        marts.add(
            "quality_unmapped_quantities", unmapped_id=f"unmapped{rank}", rank_no=rank, subject=subject, unit=unit,
            value_type=value_type, n_mentions=documents + 1, n_documents=documents, n_regions=2, first_period="2020",
            last_period=period, mention="57", quote=sentence, doc_id=doc["doc_id"], span_start=begin + start,
            span_end=begin + start + 2, quote_start=begin, quote_end=len(doc["text"]),
        )  # fmt: skip


PROBLEMS = (
    # uri, stage, error, detail, still open, read all the same
    (
        "扫描件.pdf",
        "read",
        "no_text_layer",
        "扫描件.pdf：没有文字层，请先做文字识别 / no text layer: recognise its text first",
        True,
        False,
    ),
    ("空.txt", "read", "empty", "空.txt：文件里没有文字", False, False),
    ("鼓楼区.txt", "extract", "ambiguous_region", "鼓楼区.txt：地区不能确定", False, True),
)


def _add_problems(marts: Marts) -> None:
    seen = datetime(2026, 1, 1, tzinfo=UTC)
    for uri, stage, error, detail, is_open, is_read in PROBLEMS:
        marts.add(
            "quality_problems", uri=uri, stage=stage, error=error, detail=detail, is_open=is_open, is_read=is_read,
            first_seen_at=seen, last_seen_at=seen,
        )  # fmt: skip


def _add_reference(marts: Marts) -> None:
    for code, (name, short, level) in REGIONS.items():
        province = f"{code[:2]}0000"
        marts.add(
            "dim_region", region_code=code, region_name=name, short_name=short, level=level, province_code=province,
            province_name=REGIONS.get(province, ("",))[0], path=name, is_standard=True,
        )  # fmt: skip
    names = {"mediation_success_rate": ("调解成功率", "Mediation success rate")}
    for code in {item for parts in PARTS.values() for item in parts} | {count[2] for count in COUNTS}:
        zh, en = names.get(code, (code, code))
        marts.add(
            "dim_indicator", indicator=code, name_zh=zh, name_en=en, unit="件", value_type="count",
            definition_zh="测试用定义。", definition_en="A definition for tests.",
        )  # fmt: skip


def _add_build(marts: Marts) -> None:
    built_at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    for node, kind, status in (("model.a", "model", "success"), ("test.a", "test", "pass"), ("test.b", "test", "pass")):
        marts.add(
            "meta_build", build_id=marts.build_id, built_at=built_at, dbt_version="1.11", extractor_version="1",
            catalogue_version="1", node_id=node, resource_type=kind, status=status, failures=0, seconds=0.1,
        )  # fmt: skip


def small_marts(build_id: str = STAMP) -> Marts:
    """The dozen figures that the tests know by heart."""
    marts = Marts(build_id=build_id)
    _add_reference(marts)
    for count in COUNTS:
        observation_id, _ = add_count(marts, count)
        if count[:2] == ("650107", "2024") and count[3] == "received":
            other = marts.document("650107", "2024", "统计表上登记为12件。", title="达坂城区演示统计表")
            start = other["text"].index("12")
            marts.fact(other, count[2], "12", start, observation_id=observation_id, is_chosen=False)
    for rate in RATES:
        add_rate(marts, rate)
    _add_parts_check(marts)
    _add_unmapped(marts)
    _add_problems(marts)
    _add_build(marts)
    return marts


def write(path: Path, marts: Marts) -> None:
    """Writes the rows of `marts` into a new DuckDB file with all tables, empty ones too."""
    with duckdb.connect(str(path), config={"storage_compatibility_version": "v1.5.0"}) as connection:
        connection.execute("CREATE SCHEMA marts")
        for table, columns in TABLES.items():
            connection.execute(f"CREATE TABLE marts.{table} ({columns})")
            for row in marts.rows[table]:
                names, marks = ", ".join(row), ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO marts.{table} ({names}) VALUES ({marks})", list(row.values()))
        for column, comment in COMMENTS.items():
            connection.execute(f"COMMENT ON COLUMN marts.{column} IS '{comment}'")


def publish(data_dir: Path, marts: Marts, stamp: str = STAMP) -> Path:
    """Publishes `marts` as builds/<stamp>/warehouse.duckdb and points `current` at it; returns the real path."""
    warehouse = data_dir / "warehouse"
    folder = warehouse / "builds" / stamp
    folder.mkdir(parents=True)
    write(folder / "warehouse.duckdb", marts)
    pointer = warehouse / f".current-{stamp}"
    pointer.symlink_to(Path("builds") / stamp)
    pointer.replace(warehouse / "current")
    return (folder / "warehouse.duckdb").resolve()
