"""Pages: each with no warehouse, an empty one, a small one, a broken one and hostile text; state and builds."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import OpenPage
from tests.app.small_warehouse import COUNTS, Marts, add_count, publish, small_marts

PAGES = ["", "quality"]
INDICATORS = [
    "reconsideration_cases",
    "court_appearance_rate",
    "mediation_success_rate",
    "enforcement_certificates",
]
HOSTILE = "<script>alert(1)</script> **b** [x](javascript:alert(1)) \u202e\u2067 " + "长" * 20_000


def html(app: AppTest) -> str:
    """All HTML that a run wrote."""
    return "".join(element.proto.body for element in app.get("html"))


def hostile_marts() -> Marts:
    """The small warehouse and one figure whose document tries everything."""
    marts = small_marts()
    fields = ("title", "issuer", "publisher", "source_title", "notice", "uri", "region_name")
    document = dict.fromkeys(fields, HOSTILE) | {"source_url": "javascript:alert(1)"}
    add_count(marts, ("440000", "2020", COUNTS[0][2], "received", 77, HOSTILE + "{}" + HOSTILE), **document)
    return marts


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_warehouse(data_dir: Path, open_page: OpenPage, page: str, lang: str) -> None:
    app = open_page(page, lang=lang)
    assert not app.exception
    assert "make up" in [code.value for code in app.code]


@pytest.mark.parametrize("page", PAGES)
def test_empty_warehouse(data_dir: Path, open_page: OpenPage, page: str) -> None:
    publish(data_dir, Marts())
    app = open_page(page)
    assert not app.exception
    assert "make up" in [code.value for code in app.code]


@pytest.mark.parametrize("page", PAGES)
def test_warehouse_without_marts(data_dir: Path, open_page: OpenPage, page: str) -> None:
    path = publish(data_dir, Marts())
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "DROP TABLE marts.meta_build; INSERT INTO marts.fct_observation (observation_id) VALUES ('x')"
        )
    app = open_page(page)
    assert not app.exception
    assert len(app.error) == 1
    assert "fazhi build" in [code.value for code in app.code]


def test_file_that_is_no_database(data_dir: Path, open_page: OpenPage) -> None:
    path = publish(data_dir, Marts())
    path.write_bytes(b"not a database, not at all" * 1000)
    assert len(open_page().error) == 1


@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_overview(small_data_dir: Path, open_page: OpenPage, indicator: str, lang: str) -> None:
    app = open_page(indicator=indicator, lang=lang)
    assert not app.exception
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 1
    assert len(app.dataframe) == 1
    assert app.title[0].value == {"zh": "总览", "en": "Overview"}[lang]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_quality(small_data_dir: Path, open_page: OpenPage, lang: str) -> None:
    app = open_page("quality", lang=lang)
    assert not app.exception
    shown = app.dataframe[0].value
    assert len(shown) == 7
    assert shown["verdict"].str.contains({"zh": "截尾，不是错误", "en": "not an error"}[lang]).sum() == 2
    assert "2026-01-02T030405Z" in html(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unmapped_quantities(small_data_dir: Path, open_page: OpenPage, lang: str) -> None:
    app = open_page("quality", part="unmapped", lang=lang)
    assert not app.exception
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 1
    shown = app.dataframe[0].value
    assert shown["subject"].to_list()[:2] == ["建成司法所", "群众满意"]
    assert shown["value_type"].to_list()[:2] == {"zh": ["计数", "比率"], "en": ["Counts", "Rates"]}[lang]
    assert "全市建成司法所57个,其余在建。" in shown["quote"].to_list()
    assert [button.proto.label for button in app.get("download_button")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_inputs_set_aside(small_data_dir: Path, open_page: OpenPage, lang: str) -> None:
    app = open_page("quality", part="problems", lang=lang)
    assert not app.exception
    shown = app.dataframe[0].value
    assert shown["uri"].to_list() == ["扫描件.pdf", "空.txt", "鼓楼区.txt"], "what is still open comes first"
    assert shown["state"].to_list()[0] == {"zh": "尚未读入", "en": "Not read yet"}[lang]
    wanted = {"zh": "没有文字层，请先做文字识别", "en": "no text layer: recognise its text first"}[lang]
    assert shown["detail"].to_list()[0] == wanted, "one language, and not the name again"
    assert "fazhi extract --retry" in app.caption[1].value
    assert [button.proto.label for button in app.get("download_button")]


def test_inputs_of_one_state(small_data_dir: Path, open_page: OpenPage) -> None:
    app = open_page("quality", part="problems", state="read")
    assert app.dataframe[0].value["uri"].to_list() == ["鼓楼区.txt"]


def test_nothing_set_aside_says_so(data_dir: Path, open_page: OpenPage) -> None:
    marts = small_marts()
    marts.rows["quality_problems"].clear()
    publish(data_dir, marts)
    app = open_page("quality", part="problems")
    assert (len(app.dataframe), len(app.exception)) == (0, 0)
    assert "都读入了" in app.info[0].value


def test_unmapped_quantities_of_one_type(small_data_dir: Path, open_page: OpenPage) -> None:
    app = open_page("quality", part="unmapped", value_type="rate")
    assert app.dataframe[0].value["rank_no"].to_list() == [2, 3]


def test_an_unmapped_quantity_opens_its_sentence(small_data_dir: Path, open_page: OpenPage) -> None:
    shown = html(open_page("quality", part="unmapped", figure="unmapped1"))
    assert "全市建成司法所<mark>57</mark>个,其余在建。" in shown
    assert "本文为演示用改写" in shown
    assert "2020 … 2023" in shown


def test_nothing_unmapped_says_what_to_do(data_dir: Path, open_page: OpenPage) -> None:
    marts = small_marts()
    marts.rows["quality_unmapped_quantities"].clear()
    publish(data_dir, marts)
    app = open_page("quality", part="unmapped")
    assert not app.exception
    assert "fazhi extract" in app.info[0].value
    assert len(app.dataframe) == 0


def test_a_link_to_an_unmapped_quantity_of_another_build_is_told(small_data_dir: Path, open_page: OpenPage) -> None:
    assert len(open_page("quality", part="unmapped", figure="gone").warning) == 1


def test_caveat_stands_on_every_page(small_data_dir: Path, open_page: OpenPage) -> None:
    for page in PAGES:
        assert "数据为政府公开文件中的自报数字" in html(open_page(page))


def test_view_comes_from_the_address(small_data_dir: Path, open_page: OpenPage) -> None:
    app = open_page(indicator="mediation_success_rate", type="administrative", region="653000", period="2017")
    (row,) = app.dataframe[0].value.to_dict("records")
    assert (row["cases"], row["successes"], row["rate_printed"]) == (712, 694, 97)
    assert app.selectbox(key="filter_region").value == "653000"


def test_choices_go_into_the_address(small_data_dir: Path, open_page: OpenPage) -> None:
    app = open_page(indicator="mediation_success_rate", figure="obs015")
    app.selectbox(key="filter_region").select("653000").run()
    assert app.query_params["region"] in ("653000", ["653000"])
    assert "figure" not in app.query_params


def test_nonsense_in_the_address_is_ignored(small_data_dir: Path, open_page: OpenPage) -> None:
    app = open_page(indicator="'; drop", type="x", region="<script>", period="9", lang="fr", level="?", figure="?")
    assert not app.exception
    assert app.title[0].value == "总览"
    assert len(app.warning) == 1


def test_drawer_shows_the_sentence(small_data_dir: Path, open_page: OpenPage) -> None:
    marts = small_marts()
    wanted = next(r for r in marts.rows["indicator_mediation_success_rate"] if r["mediation_type"] == "administrative")
    shown = html(open_page(indicator="mediation_success_rate", figure=wanted["observation_id"]))
    for part in (
        "<mark>712</mark>",
        "<mark>694</mark>",
        "<mark>97</mark>",
        "97%",
        "97.4719%",
        "四舍五入",
        "本文为演示用改写",
    ):
        assert part in shown
    assert shown.count('<article class="fz-card">') == 1


def test_drawer_shows_other_values(small_data_dir: Path, open_page: OpenPage) -> None:
    assert "<mark>12</mark>" in html(open_page(figure="obs001"))


def test_drawer_of_a_check_without_facts(small_data_dir: Path, open_page: OpenPage) -> None:
    app = open_page("quality", figure="check900")
    assert not app.exception
    assert "考试应到100人" in html(app)


@pytest.mark.parametrize("page", PAGES)
def test_hostile_text_is_only_text(data_dir: Path, open_page: OpenPage, page: str) -> None:
    marts = hostile_marts()
    figure = marts.rows["indicator_reconsideration_cases"][-1]["observation_id"]
    publish(data_dir, marts)
    app = open_page(page, figure=figure)
    assert not app.exception
    assert "<script" not in html(app)
    assert 'href="javascript' not in html(app)
    assert not any("alert(1)" in element.value for element in (*app.markdown, *app.caption, *app.subheader, *app.title))


def test_new_build_is_followed_within_one_rerun(small_data_dir: Path, open_page: OpenPage) -> None:
    app = open_page()
    before = len(app.dataframe[0].value)
    newer = small_marts("second")
    add_count(newer, ("310000", "2024", "reconsideration_applications", "received", 99, "全市登记{}件。"))
    publish(small_data_dir, newer, "2026-02-03T000000Z")
    app.run()
    assert len(app.dataframe[0].value) == before + 1
    assert "2026-02-03T000000Z" in html(app)


def test_language_is_kept_on_the_next_page(small_data_dir: Path, open_page: OpenPage) -> None:
    app = open_page(lang="en")
    app.switch_page("views/quality.py").run()
    assert app.title[0].value == "Checks"
