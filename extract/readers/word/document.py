"""Word documents (docx): the body as a reader sees it, one line a paragraph, the rows of tables with cells parted by tabs."""

from __future__ import annotations

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from extract.readers.limits import check_text
from extract.readers.original import Original, ReadError
from extract.readers.package import DAMAGED, Package, unpack
from extract.readers.word.body import Body
from extract.readers.word.numbering import Numbering
from extract.readers.word.styles import Styles, W


def read(content: bytes) -> Original:
    """Return the text of a docx document; what is deleted or hidden is left out, it has no pages of its own.

    Raises ReadError: damaged, empty, too_large, and those of `unpack`.
    """
    package = unpack(content)
    try:
        lines = _lines(package)
    except ReadError:
        raise
    except Exception as error:  # the markup of a damaged file may break any rule
        raise ReadError("damaged", DAMAGED) from error
    if not lines:
        raise ReadError(
            "empty", "文档里没有文字，请换一份或去掉 / the document holds no text: replace it or leave it out"
        )
    text = "\n".join(lines) + "\n"
    check_text(len(text))
    return Original(text)


def _lines(package: Package) -> list[str]:
    main = package.main()
    styles = Styles(_part(package.related(main, "styles")))
    numbering = Numbering(_part(package.related(main, "numbering")), styles)
    notes = {
        f"{kind}:{note.get(f'{W}id')}": note
        for kind in ("footnote", "endnote")
        if (root := _part(package.related(main, f"{kind}s"))) is not None
        for note in root.findall(f"{W}{kind}")
    }
    document = _part(package.parts[main])
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise ReadError("damaged", DAMAGED)
    return Body(styles, numbering, notes).lines(body)


def _part(content: bytes | None) -> Element | None:
    return parse_xml(content) if content else None
