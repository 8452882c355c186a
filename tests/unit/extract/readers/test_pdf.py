"""PDF: the text layer to paragraphs and rows, without heads and feet, and each way in which it cannot be read."""

from __future__ import annotations

from typing import Any

import pytest

from extract.pipeline import Extractor
from extract.readers.original import Original, ReadError
from extract.readers.pdf.document import read
from extract.readers.pdf.letters import usual
from tests.unit.extract.readers import made_pdf as made

SENTENCE = (
    "全省各级行政复议机构共收到行政复议申请1,234件，受理1,100件，审结1,050件，其中直接纠错115件，综合纠错率为10.95%。"
)
LONG = "\n".join(f"（{n}）第{n}个方面的工作。" + SENTENCE * (2 + i % 4) for i, n in enumerate("一二三四五六七八九"))


def lines(content: bytes) -> list[str]:
    return read(content).text.splitlines()


def pages_of(original: Original) -> list[str]:
    ends = [*original.page_starts[1:], len(original.text)]
    return [original.text[start:end] for start, end in zip(original.page_starts, ends, strict=True)]


def test_lines_become_paragraphs_over_the_ends_of_pages_and_without_heads_and_feet() -> None:
    original = read(made.pdf(LONG, made.head_and_foot("某省2023年法治政府建设报告")))
    assert original.text.splitlines() == LONG.splitlines()
    assert len(original.page_starts) > 1
    assert "".join(pages_of(original)) == original.text
    assert all(page.strip() for page in pages_of(original))


@pytest.mark.parametrize(
    "foot",
    ["{}", "第{}页", "第 {} 页 共 9 页", "{}/9", "— {} —", "·{}·", "Page {} of 9", "report_001.html 第{}页 2024版"],
)
def test_page_numbers_are_left_out(foot: str) -> None:
    assert lines(made.pdf(LONG, made.head_and_foot("", foot))) == LONG.splitlines()


def test_heads_of_left_and_right_pages_are_left_out() -> None:
    def draw(canvas: Any, number: int) -> None:
        canvas.setFont(made.FONT, 9)
        canvas.drawString(
            80 if number % 2 else 400, 800, f"{number} 年度报告" if number % 2 else f"某省司法厅 {number}"
        )

    text = "\n".join([LONG] * 4)
    assert lines(made.pdf(text, draw)) == text.splitlines()


def test_a_watermark_across_the_page_is_no_text() -> None:
    def draw(canvas: Any, number: int) -> None:
        canvas.saveState()
        canvas.setFont(made.FONT, 40)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "仅供参考12")
        canvas.restoreState()

    assert lines(made.pdf(LONG, draw)) == LONG.splitlines()


def test_text_turned_by_a_quarter_is_read_upright() -> None:
    def draw(canvas: Any, number: int) -> None:
        canvas.translate(560, 80)
        canvas.rotate(90)
        for index, line in enumerate(["受理行政复议案件20件。", "审结18件。"]):
            canvas.drawString(24, -30 * index, line)

    assert lines(made.drawn(draw)) == ["受理行政复议案件20件。", "审结18件。"]


def test_block_style_and_a_title_of_two_lines() -> None:
    title = made.paragraphs("某自治州人民政府\n关于2023年法治政府建设情况的报告", made.TITLE)
    story = [*title, *made.paragraphs(LONG, made.BLOCK)]
    assert lines(made.pdf(story)) == ["某自治州人民政府关于2023年法治政府建设情况的报告", *LONG.splitlines()]


def test_a_word_of_a_heading_inside_a_paragraph_opens_none() -> None:
    text = "坚持统" + "坚持" * 14 + "的统"  # the line ends before 一、
    story = made.paragraphs(f"{text}一、协调，{SENTENCE}")
    assert len(lines(made.pdf(story))) == 1


def test_a_figure_behind_a_mark_without_a_space_is_not_parted_from_its_word() -> None:
    """The printer moved 训,810 to the next line as one word, and left room for two characters and a half."""
    full = "各单位按照分工落实普法责任，把学法用法列入年度计划并"
    rows = [
        full,
        full,
        full,
        "各执法单位组织了专题培训和考试一千二百人参加培",
        "训,810人参加考试，合格率百分之九十五以上，比上年又提高",
        full,
        "实。",
    ]

    def draw(canvas: Any, _number: int) -> None:
        canvas.setFont(made.FONT, 12)
        for row, words in enumerate(rows):
            canvas.drawString(80, 700 - 20 * row, words)

    assert "参加培训,810人参加考试" in read(made.drawn(draw)).text


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{n}行的文字写得很满很满很满" for n in range(10, 30)]
    right = [f"右栏第{n}行的文字写得很满很满很满" for n in range(10, 30)]

    def draw(canvas: Any, number: int) -> None:
        for index, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(60, 760 - 22 * index, one)
            canvas.drawString(320, 760 - 22 * index, other)

    assert "".join(lines(made.drawn(draw))) == "".join(left + right)


ROWS = [
    ["序号", "地区", "行政复议", "", "行政应诉", ""],
    ["", "", "收案", "审结", "收案", "审结"],
    ["1", "杭州市", "120", "110", "80", "75"],
    ["2", made.cell("景宁畲族自治县人民政府办公室"), "90", "", "60", "59"],
    ["合计", "", "210", "110", "140", "134"],
]
READ_ROWS = [
    "序号\t地区\t行政复议\t行政复议\t行政应诉\t行政应诉",
    "序号\t地区\t收案\t审结\t收案\t审结",
    "1\t杭州市\t120\t110\t80\t75",
    "2\t景宁畲族自治县人民政府办公室\t90\t\t60\t59",
    "合计\t合计\t210\t110\t140\t134",
]


def ruled() -> Any:
    spans = [((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (3, 0)), ((4, 0), (5, 0)), ((0, 4), (1, 4))]
    return made.table(ROWS, [40, 80, 60, 60, 60, 60], *spans)


def test_a_ruled_table_gives_its_rows_with_merged_and_wrapped_cells() -> None:
    story = [*made.paragraphs(f"某省2023年行政复议工作情况报告\n{SENTENCE}"), ruled(), *made.paragraphs("以上。")]
    assert lines(made.pdf(story)) == ["某省2023年行政复议工作情况报告", SENTENCE, *READ_ROWS, "以上。"]


def test_a_table_runs_over_the_end_of_a_page() -> None:
    rows = [["地区", "收案", "审结"], *([f"第{n}区", str(n), str(n + 1)] for n in range(60))]
    content = made.pdf([made.table(rows, [120, 80, 80])], made.head_and_foot("各区情况"))
    assert lines(content) == ["\t".join(row) for row in rows]


def test_rows_without_rules_are_parted_by_their_gaps() -> None:
    rows = [["地区", "收案", "审结", "审结率"], ["杭州市", "120", "110", "91.7%"], ["宁波市", "90", "", "60%"]]
    story = [*made.paragraphs(SENTENCE), made.table(rows, [80, 60, 60, 60], ruled=False), *made.paragraphs("以上。")]
    assert lines(made.pdf(story)) == [SENTENCE, *("\t".join(row) for row in rows), "以上。"]


def test_the_facts_of_a_table_in_a_pdf_point_into_its_text(extractor: Extractor) -> None:
    story = [*made.paragraphs(f"浙江省2023年行政复议工作情况报告\n{SENTENCE}\n各市情况（单位：件）"), ruled()]
    read_pdf = extractor.read("report.pdf", made.pdf(story))
    found = {(f.indicator, int(f.value), r.name if r else None) for f, r in read_pdf.facts}
    assert {("reconsideration_applications", 1234, "浙江省"), ("litigation_cases", 80, "杭州市")} <= found
    assert all(read_pdf.text[f.start : f.end] == f.mention for f, _ in read_pdf.facts)


def test_characters_printed_twice_for_weight_are_read_once() -> None:
    def draw(canvas: Any, number: int) -> None:
        for shift in (0, 0.4, 0.8):
            canvas.drawString(80 + shift, 700, "受理行政复议案件20件，审结11件。")

    assert lines(made.drawn(draw)) == ["受理行政复议案件20件，审结11件。"]


def test_radicals_are_mapped_and_full_width_forms_kept() -> None:
    assert lines(made.pdf("⼀、⾏政复议：受理２０件，占⽐９８％，审结①类③件。")) == [
        "一、行政复议：受理２０件，占比９８％，审结①类③件。"
    ]
    assert [usual(char) for char in "⻓⺠⻔﨑豈Ａ％㎡"] == ["长", "民", "门", "﨑", "豈", "Ａ", "％", "㎡"]


def test_spaces_and_hyphens_that_only_typesetting_made_are_left_out() -> None:
    written = [
        "全省受理 行政复议案件 20 件，审结18件，同比增长，推进法治政府建设工作取得新的-",
        "成效，其中直接纠错 3 件，继续完善依法行政的各项工作机制，推进the rule of law govern-",
        "ment。",
    ]

    def draw(canvas: Any, number: int) -> None:
        for index, words in enumerate(written):
            canvas.drawString(80, 700 - 22 * index, words)

    (line,) = lines(made.drawn(draw))
    assert line.startswith(
        "全省受理行政复议案件 20 件，审结18件，同比增长，推进法治政府建设工作取得新的成效，其中直接纠错 3 件，"
    )
    assert line.endswith("继续完善依法行政的各项工作机制，推进the rule of law government。")


def test_the_lines_of_contents_are_left_out() -> None:
    contents = "目录\n一、总体情况……………………………3\n二、下一步打算 ........................ 12\n"
    assert lines(made.pdf(contents + SENTENCE)) == ["目录", SENTENCE]


def test_notes_at_the_foot_follow_the_paragraph_that_they_would_break() -> None:
    def body(canvas: Any, top: float) -> None:
        for index in range(8):
            canvas.drawString(
                80 if index else 104, top - 22 * index, "推进法治政府建设" * 4 + "各项工作"[: 4 if index else 2]
            )

    def first(canvas: Any, number: int) -> None:
        body(canvas, 700)
        canvas.setFont(made.FONT, 8)
        canvas.drawString(80, 80, "① 含市辖区。")

    def second(canvas: Any, number: int) -> None:
        canvas.drawString(80, 700, "取得成效，受理行政复议案件20件。")
        body(canvas, 660)

    found = lines(made.drawn(first, second))
    assert found[0].endswith("各项工作取得成效，受理行政复议案件20件。")
    assert found[1] == "① 含市辖区。"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (made.drawn(made.scan, made.scan), "no_text_layer"),
        (made.drawn(lambda *_: None), "no_text_layer"),
        (made.drawn(lambda c, _: c.drawString(80, 700, "封面"), made.scan, made.scan), "no_text_layer"),
        (made.pdf(SENTENCE, password="secret"), "password"),
        (made.pdf(LONG)[:-600], "damaged"),
        (made.pdf(LONG)[:200], "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"%%EOF", "damaged"),
        (made.drawn(lambda c, _: c.drawString(80, 700, "\ue001\ue002\ue003\ue004")), "garbled"),
    ],
)
def test_what_cannot_be_read_says_why_in_one_line(content: bytes, code: str) -> None:
    with pytest.raises(ReadError) as raised:
        read(content)
    assert raised.value.code == code
    assert " / " in raised.value.detail
    assert "\n" not in raised.value.detail


def test_a_document_that_only_forbids_changes_is_read() -> None:
    assert lines(made.pdf(SENTENCE, password="")) == [SENTENCE]
