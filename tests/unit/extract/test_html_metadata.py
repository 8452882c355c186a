"""What the head of a page says: date, source, publisher, address, title; never the names of persons."""

from __future__ import annotations

from datetime import date

import pytest

from extract.pipeline import Extractor
from extract.readers.html import page
from extract.readers.original import Original

ADDRESS = "https://www.binhu.example/zwgk/art/2024/3/5/art_1_2.html"
BODY = "<body><h1>滨湖市2023年法治政府建设情况报告</h1><p>全市受理行政复议案件12件。</p></body>"


def read(head: str, body: str = BODY) -> Original:
    return page(f"<html><head><meta charset=utf-8>{head}</head>{body}</html>".encode())


def test_the_tags_of_a_government_page() -> None:
    original = read(
        f"""<title>滨湖市2023年法治政府建设情况报告_滨湖市人民政府</title>
        <meta name="SiteName" content="滨湖市人民政府门户网站"><meta name="SiteDomain" content="www.binhu.example">
        <meta name="SiteIDCode" content="3202000001"><meta name="ColumnName" content="法治政府建设">
        <meta name="ArticleTitle" content="滨湖市2023年法治政府建设情况报告"><meta name="PubDate" content="2024-03-05 16:20">
        <meta name="ContentSource" content="市司法局"><meta name="Author" content="王小明"><meta name="Url" content="{ADDRESS}">"""
    )
    assert (original.published_on, original.source, original.publisher) == (
        date(2024, 3, 5),
        "市司法局",
        "滨湖市人民政府",
    )
    assert original.source_url == ADDRESS
    assert original.text.splitlines()[0] == "滨湖市2023年法治政府建设情况报告"
    assert "王小明" not in repr(original)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="PubDate" content="2024年3月5日">', date(2024, 3, 5)),
        ('<meta name="pubdate" content="20240305">', date(2024, 3, 5)),
        ('<meta name="PUBDATE" content=" 2024/3/5 8:00:00 ">', date(2024, 3, 5)),
        ('<meta name="publishdate" content="2024-03-05">', date(2024, 3, 5)),
        ('<meta property="article:published_time" content="2024-03-04T20:30:00Z">', date(2024, 3, 5)),
        ('<meta itemprop="datePublished" content="2024-03-05T08:00:00+08:00">', date(2024, 3, 5)),
        (
            '<script type="application/ld+json">{"@id":"x","pubDate":"2024-03-05T10:00:00","up":[1]}</script>',
            date(2024, 3, 5),
        ),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ('<meta name="PubDate" content="1970-01-01"><meta name="publishdate" content="2024-3-5">', date(2024, 3, 5)),
        ('<meta name="PubDate" content=""><meta name="PubDate">', None),
        ('<meta name="PubDate" content="2024-02-30">', None),
        ('<meta name="PubDate" content="0001-01-01T00:00:00+14:00">', None),
    ],
)
def test_the_day_of_publication(head: str, day: date | None) -> None:
    assert read(head).published_on == day


def test_the_moment_of_a_time_element() -> None:
    one = "<body><p>行政复议12件。</p><time datetime='2024-03-05T09:00'>3月5日</time></body>"
    assert read("", one).published_on == date(2024, 3, 5)
    two = one.replace("</body>", "<time datetime='2023-01-01'>去年</time></body>")
    assert read("", two).published_on is None
    assert read("", two.replace("<time ", "<time pubdate ", 1)).published_on == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ("市司法局", "市司法局"),
        ("来源：滨湖日报 作者：李四", "滨湖日报"),
        ("滨湖市人民政府办公室", "滨湖市人民政府办公室"),
        ("新华网", "新华网"),
        ("本站", None),
        ("王小明", None),
        ("", None),
    ],
)
def test_a_source_is_a_body(written: str, source: str | None) -> None:
    assert read(f'<meta name="ContentSource" content="{written}">').source == source


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("滨湖市人民政府门户网站", "滨湖市人民政府"),
        ("滨湖市司法局网站", "滨湖市司法局"),
        ("滨湖市人民政府", "滨湖市人民政府"),
        ("中国·滨湖市人民政府", "滨湖市人民政府"),
        ("滨湖在线", None),
    ],
)
def test_a_publisher_is_a_body_without_the_word_for_its_site(name: str, publisher: str | None) -> None:
    assert read(f'<meta name="SiteName" content="{name}">').publisher == publisher


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (f'<link rel="canonical" href="{ADDRESS}">', ADDRESS),
        (f'<link rel="canonical" href="https://www.binhu.example/"><meta property="og:url" content="{ADDRESS}">', ADDRESS),
        (f"<!-- saved from url=(0052){ADDRESS} -->", ADDRESS),
        ('<link rel="canonical" href="/art/1.html">', None),
        ('<link rel="canonical" href="file:///C:/art/1.html">', None),
        ('<link rel="canonical" href="http://user:word@binhu.example/1.html">', None),
        ('<link rel="canonical" href="http://[bad/1.html">', None),
    ],
)  # fmt: skip
def test_the_address_of_a_page(head: str, address: str | None) -> None:
    assert read(head).source_url == address


def test_a_title_that_the_body_lacks_comes_first() -> None:
    body = "<body><p>全市受理行政复议案件12件。</p></body>"
    title = "滨湖市2023年法治政府建设情况报告"
    lines = [title, "全市受理行政复议案件12件。"]
    assert read(f'<meta name="ArticleTitle" content="{title}">', body).text.splitlines() == lines
    assert read(f"<title>{title}_法治政府建设_滨湖市人民政府</title>", body).text.splitlines() == lines
    assert read(f"<title>滨湖市人民政府 - {title}</title>", body).text.splitlines() == lines
    assert read("<title>法治政府建设年度报告</title>", body).text.splitlines() == lines[1:]
    assert read("<title>某市2022年工作总结</title>").text.splitlines()[0] == title  # a heading is its title


def test_a_page_describes_its_report(extractor: Extractor) -> None:
    head = """<meta charset=utf-8><meta name="SiteName" content="杭州市余杭区司法局网站"><meta name="PubDate" content="2024-03-05">
    <link rel="canonical" href="https://sfj.yuhang.example/art/1.html">"""
    page_bytes = (
        f"<html><head>{head}</head><body><h1>2023年法治政府建设情况报告</h1><p>全区平稳。</p></body></html>".encode()
    )
    found = extractor.read("page.html", page_bytes)
    assert found.description.published_on == date(2024, 3, 5)
    assert found.description.issuer == "杭州市余杭区司法局"
    assert found.description.region_code == "330110"
    assert found.original.source_url == "https://sfj.yuhang.example/art/1.html"
