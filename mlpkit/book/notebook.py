"""One notebook as Markdown for mdBook. Nothing is run: what the book shows is what the file holds."""

import html
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote
from xml.etree import ElementTree

from mlpkit.book.maths import FormulaError, typeset_prose
from mlpkit.book.outputs import Cell, joined, picture_address, show, text
from mlpkit.book.prose import keep_together, links, outside_code, rewrite_boxes, rewrite_links

Notebook = dict[str, Any]

MARKDOWN = "text/markdown"
LESSON = re.compile(r"[0-9][0-9]_\w+\.ipynb")
FIG_ALT = re.compile(r"\A#\| fig-alt: *(.*)\n?")
ATTACHMENT = re.compile(r"""(\]\(|<img [^>]*src=["'])attachment:((?:[^\s()"'<>]|\([^\s()]*\))+)""")


@dataclass(frozen=True)
class Book:
    """What a page has to know about the book that it is in."""

    chapters: frozenset[str] = frozenset()
    """The files that are pages, below ``folder``."""
    folder: str = "notebooks"
    """The book's folder, seen from the top of the repository."""
    repository: str | None = None
    """The repository's address, such as ``https://github.com/somebody/mlpkit``; None: nothing links there."""
    browser_site: str | None = None
    """Where the lessons run in a browser (:mod:`mlpkit.browser`), seen from the book; None: nothing links there."""

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
    return joined(cell["source"])


def prose_of(cell: Cell) -> list[str]:
    """Return the Markdown in a cell: its text, or what its code has put out as Markdown."""
    if cell["cell_type"] == "markdown":
        return [with_pictures(cell)]
    return [joined(output["data"][MARKDOWN]) for output in cell.get("outputs", []) if show(output).form == MARKDOWN]


def with_pictures(cell: Cell) -> str:
    """Return a Markdown cell's text with the pictures that were pasted into it; one that is amiss keeps its name."""

    def picture(found: re.Match[str]) -> str:
        forms = cell.get("attachments", {}).get(unquote(found[2]), {})
        try:
            return next((found[1] + picture_address(form, content) for form, content in forms.items()), found[0])
        except (ValueError, ElementTree.ParseError):
            return found[0]

    return outside_code(source_of(cell), lambda text: ATTACHMENT.sub(picture, text))


def where(number: int, cell: Cell) -> str:
    """Name a cell as people find it: by its place, counted from one, and its id."""
    return f"cell {number} (id {cell.get('id', '?')})"


def alt_text_of(cell: Cell) -> str:
    """Return what a code cell's first line says of its figure."""
    found = FIG_ALT.match(source_of(cell))
    text = found[1].strip() if found else ""
    try:  # where it holds a colon, YAML wants it in quotes
        return str(json.loads(text)) if text.startswith('"') else text
    except ValueError:
        return text


def is_folded(cell: Cell) -> bool:
    """Say whether JupyterLab folds a code cell, or it judges an answer that, in the file, nobody has given yet."""
    printed = "".join(joined(output.get("text", "")) for output in cell.get("outputs", []))
    return printed.startswith("Not started yet") or cell["metadata"].get("jupyter", {}).get("source_hidden", False)


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
        try:
            if cell["cell_type"] == "markdown":
                parts.append(prose_to_markdown(with_pictures(cell), page, book))
            elif cell["cell_type"] == "code" and source_of(cell).strip():
                parts.append(code_to_markdown(cell, page, book))
        except FormulaError as error:
            raise FormulaError(f"{book.folder}/{page}, {where(number, cell)}: {error}") from error
    title, newline, rest = "\n\n".join(parts).partition("\n")
    return f"{title}\n\n{_lesson_links(page, book)}\n{newline}{rest}\n"


def prose_to_markdown(source: str, page: str, book: Book) -> str:
    """Return Markdown that means the same to mdBook as it does to JupyterLab."""
    return typeset_prose(rewrite_links(rewrite_boxes(keep_together(source)), page, book.chapters, book.outside))


def _lesson_links(page: str, book: Book) -> str:
    name = page.rpartition("/")[2]
    entries = [f'<a href="{name}" download>Download this notebook</a>']
    if book.browser_site and LESSON.fullmatch(page):
        entries.append(f'<a href="{book.browser_site}/lab/index.html?path={page}">Try it in the browser</a>')
    if binder := book.binder(page):
        entries.append(f'<a href="{binder}">Open in Binder</a>')
    entries.append('<button type="button" class="print-page">Print this page</button>')
    return f'<p class="lesson-links">{" ".join(entries)}</p>'


# Code cells


def code_to_markdown(cell: Cell, page: str, book: Book) -> str:
    """Return a code cell and what it has put out, folded if the notebook folds it."""
    code = _fenced(FIG_ALT.sub("", source_of(cell)).strip("\n"))
    outputs = [output_to_markdown(output, alt_text_of(cell), page, book) for output in cell["outputs"]]
    blocks = "\n\n".join([code, *filter(None, outputs)])
    if "solution" in cell["metadata"].get("tags", []):
        kind, summary = "solution", "Solution"
    elif is_folded(cell):
        kind, summary = "check", "The check for your answer"
    else:
        return blocks
    return f'<details class="{kind}"><summary>{summary}</summary>\n\n{blocks}\n\n</details>'


def _fenced(code: str) -> str:
    fence = max(["``", *re.findall("`+", code)], key=len) + "`"
    return f"{fence}python\n{code}\n{fence}"


def output_to_markdown(output: Cell, alt_text: str, page: str, book: Book) -> str:
    """Return one output of a code cell; ``alt_text`` says what the cell's figure shows."""
    if output["output_type"] == "stream":
        return text(joined(output["text"]), "output")
    if output["output_type"] == "error":
        return "*This error is meant:*\n\n" + text("\n".join(output["traceback"]), "error")
    shown = show(output, alt_text)
    return prose_to_markdown(shown.markdown, page, book) if shown.form == MARKDOWN else shown.markdown


# What the welcome page shows of a notebook


def card(notebook: Notebook, page: str) -> str:
    """Return a lesson's title, time and picture as a link to it."""
    opening = "\n".join(with_pictures(cell) for cell in notebook["cells"][:3])
    title = html.escape(next(iter(re.findall(r"^# (.+)", opening, re.MULTILINE)), page))
    minutes = re.search(r"about (\d+) minutes", opening, re.IGNORECASE)
    time = f"<span>{minutes[1]} minutes</span>" if minutes else ""
    picture = next((link for link in links(opening) if link.is_image), None)
    image = f'<img src="{picture.target}" alt="{html.escape(picture.text)}" loading="lazy">' if picture else ""
    return f'<li><a href="{page.removesuffix(".ipynb")}.html">{image}<strong>{title}</strong> {time}</a></li>'
