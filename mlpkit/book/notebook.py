"""One notebook as Markdown for mdBook. Nothing is run: what the book shows is what the file holds."""

import base64
import html
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from mlpkit.book.maths import FormulaError, typeset_prose
from mlpkit.book.prose import keep_together, links, rewrite_boxes, rewrite_links

Cell = dict[str, Any]
Notebook = dict[str, Any]

TERMINAL_COLORS = re.compile(r"\x1b\[[0-9;]*m")
FIG_ALT = re.compile(r"\A#\| fig-alt: *(.*)\n?")
WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Book:
    """What a page has to know about the book that it is in."""

    chapters: frozenset[str] = frozenset()
    """The files that are pages, below ``folder``."""
    folder: str = "notebooks"
    """The book's folder, seen from the top of the repository."""
    repository: str | None = None
    """The repository's address, such as ``https://github.com/somebody/mlpkit``; None: nothing links there."""

    @property
    def outside(self) -> str | None:
        """Where readers find the files that are no pages of the book."""
        return f"{self.repository}/blob/HEAD/{self.folder}" if self.repository else None

    def binder(self, page: str) -> str | None:
        """Return the address that opens a notebook on Binder; only for repositories on GitHub."""
        found = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?", self.repository or "")
        if not found:
            return None
        return f"https://mybinder.org/v2/gh/{found[1]}/HEAD?labpath={quote(f'{self.folder}/{page}', safe='')}"


def source_of(cell: Cell) -> str:
    """Return a cell's text; the file may store it in lines."""
    return _join(cell["source"])


def where(number: int, cell: Cell) -> str:
    """Name a cell as people find it: by its place, counted from one, and its id."""
    return f"cell {number} (id {cell.get('id', '?')})"


def is_folded(cell: Cell) -> bool:
    """Say whether JupyterLab opens the notebook with this cell's code folded away."""
    return bool(cell["metadata"].get("jupyter", {}).get("source_hidden"))


def is_check(cell: Cell) -> bool:
    """Say whether this cell only judges an answer which, in the notebook as it is stored, nobody has given."""
    printed = "".join(_join(output.get("text", "")) for output in cell["outputs"])
    return printed.startswith("Not started yet")


def to_markdown(notebook: Notebook, page: str, book: Book) -> str:
    """Return a notebook as one Markdown page.

    Parameters
    ----------
    notebook : dict
        The parsed ``.ipynb`` file.
    page : str
        Its path below the book's folder.
    book : Book
        The other pages, to which its links lead, and the repository, if it has an address.

    Raises
    ------
    FormulaError
        If a formula cannot be typeset; the message names the notebook and the cell.
    """
    parts = []
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "markdown":
            try:
                parts.append(prose_to_markdown(source_of(cell), page, book))
            except FormulaError as error:
                raise FormulaError(f"{book.folder}/{page}, {where(number, cell)}: {error}") from error
        elif cell["cell_type"] == "code" and source_of(cell).strip():
            parts.append(code_to_markdown(cell))
    title, newline, rest = "\n\n".join(parts).partition("\n")
    return f"{title}\n\n{_lesson_links(page, book)}\n{newline}{rest}\n"


def prose_to_markdown(source: str, page: str, book: Book) -> str:
    """Return Markdown that means the same to mdBook as it does to JupyterLab."""
    return typeset_prose(rewrite_links(rewrite_boxes(keep_together(source)), page, book.chapters, book.outside))


def _lesson_links(page: str, book: Book) -> str:
    name = page.rpartition("/")[2]
    entries = [f'<a href="{name}" download>Download this notebook</a>']
    if binder := book.binder(page):
        entries.append(f'<a href="{binder}">Open in Binder</a>')
    entries.append('<button type="button" class="print-page">Print this page</button>')
    return f'<p class="lesson-links">{" ".join(entries)}</p>'


# Code cells


def code_to_markdown(cell: Cell) -> str:
    """Return a code cell and what it has put out, folded if the notebook folds it."""
    source = source_of(cell)
    alt_text = FIG_ALT.match(source)
    code = _fenced(FIG_ALT.sub("", source).strip("\n"))
    outputs = [output_to_markdown(output, alt_text[1] if alt_text else "") for output in cell["outputs"]]
    blocks = "\n\n".join([code, *filter(None, outputs)])
    if "solution" in cell["metadata"].get("tags", []):
        kind, summary = "solution", "Solution"
    elif is_folded(cell) or is_check(cell):
        kind, summary = "check", "The check for your answer"
    else:
        return blocks
    return f'<details class="{kind}"><summary>{summary}</summary>\n\n{blocks}\n\n</details>'


def _fenced(code: str) -> str:
    longest = max((len(marks) for marks in re.findall(r"`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}python\n{code}\n{fence}"


def output_to_markdown(output: Cell, alt_text: str) -> str:
    """Return one output of a code cell: an image, a table, an error, text; nothing for what only a kernel can show.

    Parameters
    ----------
    output : dict
        As the notebook format has it.
    alt_text : str
        Says what the cell's figure shows.
    """
    kind = output["output_type"]
    if kind == "stream":
        return _text(_join(output["text"]), "output")
    if kind == "error":
        return "*This error is meant:*\n\n" + _text("\n".join(output["traceback"]), "error")
    data = output["data"]
    if "image/png" in data:
        return _image(_join(data["image/png"]), alt_text)
    if table := re.search(r"<table.*</table>", _join(data.get("text/html", "")), re.DOTALL):
        return _table(table[0])
    if WIDGET in data:
        return "*Here the notebook shows something to touch, which a page cannot. Download it and run it.*"
    return _text(_join(data.get("text/plain", "")), "output")


def _image(png: str, alt_text: str) -> str:
    width, height = _size(base64.b64decode(png))
    source = f"data:image/png;base64,{''.join(png.split())}"
    image = f'<img src="{source}" alt="{html.escape(alt_text)}" width="{width}" height="{height}">'
    return f'<p class="figure" style="--width: {width}px">{image}</p>'


def _size(png: bytes) -> tuple[int, int]:
    """Return width and height, which every PNG file tells in its first 24 bytes."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def _table(table: str) -> str:
    """Return a pandas table without its style and without empty lines, at which Markdown would cut it in two."""
    table = re.sub(r"<table[^>]*>", "<table>", table)
    lines = [line.strip() for line in table.splitlines()]
    return "\n".join(['<div class="table-wrapper data">', *filter(None, lines), "</div>"])


def _text(text: str, kind: str) -> str:
    """Return text as a terminal shows it: without colors, and of an overwritten line the last state.

    Sentences may go on in the next line. What has columns, which two spaces give away, may not.
    """
    lines = [line.rstrip("\r").rpartition("\r")[2] for line in TERMINAL_COLORS.sub("", text).rstrip("\n").split("\n")]
    shown = html.escape("\n".join(lines), quote=False)
    kind += " sentences" if kind == "output" and "  " not in shown else ""
    return f'<pre class="{kind}">{shown}</pre>' if shown.strip() else ""


def _join(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


# What the welcome page shows of a notebook


def card(notebook: Notebook, page: str) -> str:
    """Return a lesson's title, time and picture as a link to it."""
    opening = "\n".join(source_of(cell) for cell in notebook["cells"][:3])
    title = html.escape(next(iter(re.findall(r"^# (.+)", opening, re.MULTILINE)), page))
    minutes = re.search(r"about (\d+) minutes", opening, re.IGNORECASE)
    time = f"<span>{minutes[1]} minutes</span>" if minutes else ""
    picture = next((link for link in links(opening) if link.is_image), None)
    image = f'<img src="{picture.target}" alt="{html.escape(picture.text)}" loading="lazy">' if picture else ""
    return f'<li><a href="{page.removesuffix(".ipynb")}.html">{image}<strong>{title}</strong> {time}</a></li>'
