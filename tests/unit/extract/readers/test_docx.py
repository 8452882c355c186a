"""Word documents: the body as a reader of the printed page sees it."""

from __future__ import annotations

import pytest

from extract.pipeline import Extractor
from extract.readers.original import ReadError
from extract.readers.word.document import read
from extract.readers.word.serials import serial
from tests.unit.extract.readers import made_office as made
from tests.unit.extract.readers.made_office import paragraph

LEVELS = "".join(
    f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:suff w:val='{suffix}'/><w:lvlText w:val='{text}'/></w:lvl>"
    for level, (form, suffix, text) in enumerate(
        [("chineseCounting", "nothing", "%1、"), ("chineseCountingThousand", "nothing", "（%2）"), ("decimal", "tab", "%3."),
         ("decimalEnclosedCircle", "nothing", "%4"), ("decimal", "space", "%1.%4.%5")]
    )
)  # fmt: skip
LISTS = [
    f"<w:abstractNum w:abstractNumId='7'>{LEVELS}</w:abstractNum>",
    "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>",
    "<w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>",
]


def lines(content: bytes) -> list[str]:
    return read(content).text.splitlines()


def numbered(words: str, level: int, use: int = 1) -> str:
    return paragraph(words, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{use}'/></w:numPr>")


def body(*blocks: str) -> list[str]:
    return lines(made.docx("", *blocks))


def test_paragraphs_are_lines_and_there_are_no_pages() -> None:
    original = read(made.docx("某市2023年法治政府建设情况报告\n\n受理行政复议案件20件。"))
    assert original.text == "某市2023年法治政府建设情况报告\n受理行政复议案件20件。\n"
    assert original.page_starts == ()
    assert original.publisher is None


def test_automatic_numbers_are_written_as_word_shows_them() -> None:
    blocks = [
        numbered("总体情况", 0), numbered("收案", 1), numbered("结案", 1), numbered("办结率", 2), numbered("其中", 3),
        numbered("下一步打算", 0), numbered("机制", 1), numbered("重新开始", 0, 2), numbered("接着", 0, 2), numbered("无", 0, 0),
    ]  # fmt: skip
    assert lines(made.docx("", *blocks, numbering=LISTS)) == [
        "一、总体情况", "（一）收案", "（二）结案", "1. 办结率", "①其中", "二、下一步打算", "（一）机制", "一、重新开始",
        "二、接着", "无",
    ]  # fmt: skip


def test_a_style_may_number_its_paragraphs() -> None:
    content = made.docx("", paragraph("成效", "<w:pStyle w:val='Own'/>"), numbering=LISTS)
    style = "<w:style w:type='paragraph' w:styleId='Own'><w:name w:val='own'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    styles = made.part(content, "word/styles.xml").replace("</w:styles>", f"{style}</w:styles>")
    assert lines(made.with_part(content, "word/styles.xml", styles)) == ["（一）成效"]


@pytest.mark.parametrize(
    ("value", "form", "written"),
    [
        (10, "chineseCounting", "十"), (21, "chineseCountingThousand", "二十一"), (110, "chineseCounting", "一百一十"),
        (1005, "chineseCountingThousand", "一千零五"), (12, "chineseLegalSimplified", "壹拾贰"), (20, "decimalEnclosedCircle", "⑳"),
        (36, "decimalEnclosedCircle", "㊱"), (51, "decimalEnclosedCircle", "51"), (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"), (2, "ideographTraditional", "乙"), (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"), (12, "decimalFullWidth", "１２"), (5, "decimalZero", "05"), (20, "ideographDigital", "二〇"),
        (7, "unheardOf", "7"), (0, "chineseCounting", "0"),
    ],
)  # fmt: skip
def test_forms_of_serial_numbers(value: int, form: str, written: str) -> None:
    assert serial(value, form) == written


def test_headings_that_word_numbers_open_sections(extractor: Extractor) -> None:
    blocks = [
        numbered("主要做法", 0),
        paragraph("受理行政复议案件20件。"),
        numbered("下一步工作安排", 0),
        paragraph("力争办结率达到98%。"),
    ]
    found = extractor.read("report.docx", made.docx("某市2023年法治政府建设情况报告", *blocks, numbering=LISTS))
    assert [(s.number, s.heading, s.theme) for s in found.sections] == [
        ("一", "主要做法", "body"), ("二", "下一步工作安排", "plan"),
    ]  # fmt: skip
    assert [(f.indicator, int(f.value)) for f, _ in found.facts] == [("reconsideration_accepted", 20)]


def test_inserted_text_is_kept_and_deleted_text_left_out() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = (
        f"<w:p>{run.format('受理')}<w:ins w:id='1' w:author='a'>{run.format('21')}</w:ins>"
        f"<w:del w:id='2' w:author='a'><w:r><w:delText>20</w:delText></w:r></w:del>{run.format('件。')}</w:p>"
    )
    assert body(changed) == ["受理21件。"]


def test_hidden_text_is_left_out() -> None:
    hidden = paragraph("审结99件。", run="<w:vanish/>")
    shown = paragraph("受理20件。", run="<w:vanish w:val='0'/>")
    assert body(hidden, shown) == ["受理20件。"]


def test_breaks_tabs_fields_and_links() -> None:
    page = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    block = (
        "<w:p><w:r><w:t>第一行</w:t><w:br/><w:t>收案</w:t><w:tab/><w:t>20</w:t></w:r>"
        f"<w:hyperlink><w:r><w:t>件</w:t><w:noBreakHyphen/></w:r></w:hyperlink>{page}</w:p>"
    )
    assert body(block) == ["第一行", "收案\t20件-"]


def test_a_table_of_contents_is_left_out() -> None:
    contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert body(contents.format(paragraph("一、总体情况 3")), paragraph("正文。")) == ["正文。"]


BOX = "<w:p><w:r><w:t>正文20件。</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice Requires='wps'><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = BOX.format(paragraph("框中30件。"))
    assert body(box, paragraph("其后。")) == ["正文20件。", "框中30件。", "其后。"]


def test_notes_follow_their_paragraph() -> None:
    reference = "<w:p><w:r><w:t>受理20件</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>，审结18件。</w:t></w:r></w:p>"
    content = made.docx("", reference, paragraph("其后。"))
    space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    note = f"<w:footnotes {space}><w:footnote w:id='2'>{paragraph('含市辖区。')}</w:footnote></w:footnotes>"
    content = made.with_part(content, "word/footnotes.xml", note)
    rels = made.part(content, "word/_rels/document.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rels = rels.replace(
        "</Relationships>", f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    )
    content = made.with_part(content, "word/_rels/document.xml.rels", rels)
    assert lines(content) == ["受理20件[1]，审结18件。", "[1] 含市辖区。", "其后。"]


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


WIDE, SPAN, DOWN, ON = (
    "<w:gridSpan w:val='3'/>",
    "<w:gridSpan w:val='2'/>",
    "<w:vMerge w:val='restart'/>",
    "<w:vMerge/>",
)
TABLE = (
    "<w:tbl>"
    f"<w:tr>{cell('各市情况', WIDE)}</w:tr>"
    f"<w:tr>{cell('地区', DOWN)}{cell('行政复议', SPAN)}</w:tr>"
    f"<w:tr>{cell('', ON)}{cell('收案')}{cell('审结')}</w:tr>"
    f"<w:tr>{cell('杭州市')}{cell('120', DOWN)}{cell('110')}</w:tr>"
    f"<w:tr>{cell('宁波市')}{cell('', ON)}{cell('60')}</w:tr>"
    f"<w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>{cell('温州市')}{cell('1')}{cell('1')}</w:tr>"
    "</w:tbl>"
)


def test_tables_repeat_merged_words_and_give_a_merged_figure_once() -> None:
    assert body(paragraph("如下："), TABLE, paragraph("以上。")) == [
        "如下：", "各市情况", "地区\t行政复议\t行政复议", "地区\t收案\t审结", "杭州市\t120\t110", "宁波市\t\t60", "以上。",
    ]  # fmt: skip


def test_a_table_of_one_column_or_with_tables_inside_gives_its_blocks() -> None:
    one = f"<w:tbl><w:tr><w:tc><w:tcPr/>{paragraph('第一段。')}{paragraph('第二段。')}</w:tc></w:tr></w:tbl>"
    inner = f"<w:tbl><w:tr>{cell('甲')}{cell('1')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc><w:tcPr/>{paragraph('左栏')}{inner}{paragraph('')}</w:tc>{cell('右栏')}</w:tr></w:tbl>"
    assert body(one, outer) == ["第一段。", "第二段。", "左栏", "甲\t1", "右栏"]


def test_the_lines_of_a_cell_are_one_and_its_numbers_stay_apart() -> None:
    words = f"<w:tc><w:tcPr/>{paragraph('行政')}{paragraph('复议')}</w:tc>"
    numbers = f"<w:tc><w:tcPr/>{paragraph('12')}{paragraph('30')}</w:tc>"
    assert body(f"<w:tbl><w:tr>{words}{numbers}</w:tr></w:tbl>") == ["行政复议\t12 30"]


def test_the_strict_form_and_broken_references_are_read() -> None:
    content = made.docx("受理20件。")
    document = made.part(content, "word/document.xml").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    rels = made.part(content, "word/_rels/document.xml.rels").replace("media/", "NULL/")
    content = made.with_part(
        made.with_part(content, "word/document.xml", document), "word/_rels/document.xml.rels", rels
    )
    assert lines(content) == ["受理20件。"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (made.docx(""), "empty"),
        (made.with_part(made.docx("文"), "word/document.xml", "<w:document><open>"), "damaged"),
        (made.with_part(made.docx("文"), "_rels/.rels", "<Relationships/>"), "damaged"),
        (made.docx("文" * 500)[:-200], "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, code: str) -> None:
    with pytest.raises(ReadError) as raised:
        read(content)
    assert raised.value.code == code
