"""`fazhi explain`: reads one file and shows what each of its figures is, and why."""

from __future__ import annotations

from pathlib import Path

import typer
from rich.console import Console

from extract.catalogue import CatalogueError, load_catalogue
from extract.explain import Explained, Trace, explain
from extract.pipeline import Extractor
from extract.readers.formats import READABLE
from extract.readers.original import ReadError
from extract.sources import Missing, find, read
from warehouse.errors import FazhiError, UsageError, one_line
from warehouse.explain_page import page
from warehouse.explain_text import print_document, print_trace
from warehouse.explain_words import Teller, visible
from warehouse.settings import Settings
from warehouse.wording import say


def explain_file(source: str, at: int | None, settings: Settings, console: Console) -> None:
    """Print a document with its figures marked, or the trace of the figure at an offset."""
    explained, teller = _explained(source, settings)
    if at is None:
        print_document(explained, teller, console)
    else:
        print_trace(_at(explained, at), teller, console)


def write_page(source: str, output: Path | None, settings: Settings) -> None:
    """Write the page of a document to a file, or to standard output."""
    content = page(*_explained(source, settings), Path(source).name)
    if output is None:
        typer.echo(content, nl=False)
        return
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as error:
        why = error.strerror or error
        raise FazhiError(
            say(
                f"无法写入 {output}（{why}）：请换一个位置", f"{output} cannot be written ({why}): choose another place"
            )
        ) from error


def _explained(source: str, settings: Settings) -> tuple[Explained, Teller]:
    content = _content(source)
    try:
        catalogue = load_catalogue(settings.reference_dir)
        explained = explain(Extractor(catalogue), source, content)
    except ReadError as error:
        raise FazhiError(one_line(f"{source}：{error.detail}")) from error
    except CatalogueError as error:
        raise FazhiError(one_line(error)) from error
    return explained, Teller(explained, catalogue.indicators)


def _content(source: str) -> bytes:
    if Path(source).is_dir():
        raise FazhiError(say(f"{source} 是文件夹：请给一个文件", f"{source} is a folder: give one file"))
    found = next(find([source], READABLE))
    content = found if isinstance(found, Missing) else read(found)
    if isinstance(content, Missing):
        raise FazhiError(one_line(content.detail))
    return content


def _at(explained: Explained, offset: int) -> Trace:
    """Return the trace at an offset; where there is none, the error names the nearest figures."""
    size = len(explained.text)
    found = explained.near(offset) if 0 <= offset < size else None
    if found is not None:
        return found
    nearest = say("、", ", ").join(
        f"{t.mention.start} ({visible(explained.text[t.mention.start : t.mention.end])})"
        for t in explained.nearest(offset)
    )
    advice = (
        say(f"最近的数字在 {nearest}", f"the nearest are at {nearest}")
        if nearest
        else say("全文没有数字", "the text has none")
    )
    if not 0 <= offset < size:
        raise UsageError(
            say(f"位置 {offset} 不在全文之内（0 至 {size - 1}）；{advice}",
                f"offset {offset} is outside the text (0 to {size - 1}); {advice}")
        )  # fmt: skip
    raise UsageError(say(f"位置 {offset} 处没有数字；{advice}", f"no figure at offset {offset}; {advice}"))
