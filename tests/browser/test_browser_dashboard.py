"""The dashboard in a real browser: from a chart to the sentence, links, language, phones, and a new build."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.app.small_warehouse import add_count, publish, small_marts
from tests.browser.conftest import Server, Visitor, settle

Visit = Callable[..., Visitor]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> **b** [x](javascript:alert(3)) \u202e{}"


def drawer(page: Page) -> Locator:
    """The open evidence drawer."""
    return page.get_by_role("dialog")


def choose_row(page: Page, number: int) -> None:
    """Selects a row of the table by the box before it; the table is one canvas."""
    table = page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 16, box["y"] + 33 * (number + 1) + 16)
    settle(page)


def parameters(page: Page) -> dict[str, str]:
    """The parameters of the address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_from_overview_to_the_sentence_and_its_link(server: Server, visit: Visit) -> None:
    page = visit().open(server.url)
    page.get_by_role("radio", name="调解成功率").click()
    settle(page)
    page.get_by_role("radio", name="行政调解").click()
    settle(page)
    page.get_by_role("combobox", name="地区").click()
    page.keyboard.type("克孜")
    page.get_by_role("option", name="克孜勒苏柯尔克孜自治州").first.click()
    settle(page)
    choose_row(page, 0)
    for numeral in ("712", "694", "97"):
        expect(drawer(page).locator("mark", has_text=numeral).first).to_be_visible()
    expect(drawer(page)).to_contain_text("四舍五入")
    expect(drawer(page)).to_contain_text("本文为演示用改写")
    wanted = {"indicator": "mediation_success_rate", "type": "administrative", "region": "653000"}
    assert wanted.items() <= parameters(page).items()

    again = visit().open(page.url)
    expect(drawer(again).locator("mark")).to_have_text(["712", "694", "97"])
    expect(drawer(again).locator(".fz-where")).to_have_text("克孜勒苏柯尔克孜自治州")
    assert parameters(again) == parameters(page)
    assert drawer(again).get_by_test_id("stCode").inner_text().strip() == page.url


def test_a_mark_opens_its_figure_and_opens_again(server: Server, visit: Visit) -> None:
    page = visit().open(f"{server.url}/?indicator=mediation_success_rate&type=administrative")
    for _ in range(2):
        page.locator("[data-testid='stVegaLiteChart'] .mark-symbol path").first.click()
        expect(drawer(page).locator("mark").first).to_have_text("712")
        page.keyboard.press("Escape")
        expect(drawer(page)).to_have_count(0)
        settle(page)
        assert "figure" not in parameters(page)


def test_language_is_switched_and_kept(server: Server, visit: Visit) -> None:
    page = visit().open(server.url)
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    assert parameters(page)["lang"] == "en"
    page.get_by_role("link", name="Checks").click()
    expect(page.get_by_role("heading", name="Checks", exact=True)).to_be_visible()
    settle(page)
    assert parameters(page)["lang"] == "en"


def test_check_opens_at_its_span(server: Server, visit: Visit) -> None:
    page = visit().open(f"{server.url}/quality")
    expect(page.locator(".fz-brand")).to_be_visible()
    choose_row(page, 0)
    expect(drawer(page).locator("mark")).to_have_text(["12628", "7448", "59.5"])


def test_an_unmapped_quantity_opens_from_bar_and_row(server: Server, visit: Visit) -> None:
    page = visit().open(f"{server.url}/quality")
    page.get_by_role("radio", name="未归入指标的数字").click()
    settle(page)
    assert parameters(page) == {"part": "unmapped"}
    page.locator("[data-testid='stVegaLiteChart'] .mark-rect path").first.click()
    expect(drawer(page).locator(".fz-where")).to_have_text("建成司法所")
    expect(drawer(page).locator("mark")).to_have_text(["57"])
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)
    settle(page)
    choose_row(page, 1)
    expect(drawer(page).locator(".fz-quote")).to_have_text("群众满意率为57%。")


@pytest.mark.parametrize(
    ("address", "dark"),
    [
        ("/", False),
        ("/?indicator=court_appearance_rate&lang=en", True),
        ("/quality", False),
        ("/quality?part=unmapped&lang=en", True),
        ("/?figure=obs001", True),
    ],
)
def test_phone_width_does_not_scroll_sideways(server: Server, visit: Visit, address: str, dark: bool) -> None:
    page = visit(390, 844, dark=dark).open(server.url + address)
    widths = page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]'), ...document.querySelectorAll("
        "'[role=dialog]')].map(e => e.scrollWidth - e.clientWidth)"
    )
    assert max(widths) <= 0
    inside = page.evaluate(
        "[...document.querySelectorAll('.fz-brand, [data-testid=stVegaLiteChart], [data-testid=stDataFrame]')]"
        ".map(e => e.getBoundingClientRect().right)"
    )
    assert max(inside) <= 390


def test_new_build_is_seen_without_restart(own_server: Server, visit: Visit) -> None:
    page = visit().open(f"{own_server.url}/quality")  # the first visit after a start, straight to a page
    expect(page.locator(".fz-brand")).to_be_visible()
    page.get_by_role("link", name="总览").click()
    expect(page.get_by_role("heading", name="总览")).to_be_visible()
    newer = small_marts("newer")
    add_count(newer, ("310000", "2024", "reconsideration_applications", "received", 4321, "全市登记{}件。"))
    publish(own_server.data_dir, newer, "2026-02-03T000000Z")
    page.get_by_role("radio", name="English").click()
    expect(page.locator(".fz-foot")).to_contain_text("2026-02-03T000000Z")
    expect(page.get_by_test_id("stVegaLiteChart")).to_contain_text("4,321")


def test_text_of_documents_never_runs(own_server: Server, visit: Visit) -> None:
    marts = small_marts()
    fields = dict.fromkeys(("title", "publisher", "source_title", "notice", "region_name"), HOSTILE)
    count = ("440000", "2025", "reconsideration_applications", "received", 77, HOSTILE)
    figure, _ = add_count(marts, count, **fields, source_url="javascript:alert(4)")
    publish(own_server.data_dir, marts, "2026-02-03T000000Z")
    page = visit().open(f"{own_server.url}/?figure={figure}")
    expect(drawer(page).locator("mark")).to_have_text(["77"])
    expect(drawer(page)).to_contain_text("<script>alert(1)</script>")
    expect(drawer(page)).to_contain_text("[U+202E]")
    assert drawer(page).locator("img, script, a").count() == 0
    page.locator("[data-testid='stVegaLiteChart'] .mark-rect path").first.hover(force=True)
    page.wait_for_timeout(500)
