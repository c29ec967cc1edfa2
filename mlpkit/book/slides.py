"""A lesson as slides for its teacher, from the same notebook: nbconvert lays them out, reveal.js shows them.

Where a slide begins is decided here, by what a cell means. The browser alone knows how large things are, so it is there
(``theme/slides.js``) that a slide which is too full goes on on another.
"""

import json
import re
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from mlpkit.book.copies import FOLDED
from mlpkit.book.notebook import (
    Book,
    Notebook,
    alt_text_of,
    code_to_markdown,
    is_folded,
    output_to_markdown,
    prose_to_markdown,
    source_of,
    with_pictures,
)
from mlpkit.book.outputs import Cell
from mlpkit.book.prose import PREDICTION

THEME = Path(__file__).parent / "theme"
LEFT_OUT = {"Set-up", "Next", "References"}
CLAIM = re.compile(r"^(?:expect\(|assert |np\.testing\.).*\n?(?:[ )].*\n?)*", re.MULTILINE)
END = "\f"  # of a slide: below a question


def write_decks(notebooks: Path, site: Path, reveal: Traversable) -> list[Path]:
    """Write a deck for every lesson beside its page in the finished book, and link it there; return the decks.

    Parameters
    ----------
    notebooks : Path
        The folder of the lessons.
    site : Path
        The folder of the finished book, which has the pictures and the font for formulas.
    reveal : Traversable
        The folder ``dist`` of reveal.js, of which each deck loads two files.
    """
    from nbconvert import SlidesExporter
    from nbformat import from_dict

    (site / "slides").mkdir(exist_ok=True)
    for file in (reveal / "reveal.js", reveal / "reveal.css", THEME / "slides.js", THEME / "slides.css"):
        (site / "slides" / file.name).write_bytes(file.read_bytes())
    template = str(THEME / "slides.html.j2")
    exporter = SlidesExporter(template_file=template, exclude_anchor_links=True)  # type: ignore[no-untyped-call]
    decks = []
    for path in sorted(notebooks.glob("[0-9][0-9]_*.ipynb")):
        lesson = json.loads(path.read_text(encoding="utf-8"))
        slides = from_dict(to_slides(lesson, path.name))  # type: ignore[no-untyped-call]
        deck, page = site / f"{path.stem}.slides.html", site / f"{path.stem}.html"
        deck.write_text(exporter.from_notebook_node(slides)[0], encoding="utf-8", newline="\n")
        decks.append(deck)
        links, link = '<p class="lesson-links">', f'<a href="{deck.name}">Slides</a> '
        text = page.read_text(encoding="utf-8")
        if link not in text:
            page.write_text(text.replace(links, links + link), encoding="utf-8", newline="\n")
    return decks


def to_slides(notebook: Notebook, page: str) -> Notebook:
    """Return a lesson as a notebook that has a cell of Markdown for every slide, those of the exercises last."""
    pieces = sorted(_pieces(notebook, page), key=itemgetter(0))  # of equals, the order stays
    slides: list[Cell] = []
    last = END
    for (is_exercise, kind, markdown), (_, following, _) in pairwise([*pieces, (True, END, "")]):
        if kind == "text" and (last == "figure" or (last == "code" and following not in ("code", "figure"))):
            kind = "remark"  # on what the slide shows already
        begins = kind == "heading" or last == END or (not is_exercise and (kind == "text" or last == "remark"))
        if kind != END and begins:
            slide_type = "slide" if markdown.startswith(("# ", "## ")) else "subslide"
            metadata = {"slideshow": {"slide_type": slide_type}}
            slides.append({"cell_type": "markdown", "metadata": metadata, "source": markdown})
        elif kind != END:
            slides[-1]["source"] += f"\n\n{markdown}"
        last = kind
    return {"cells": slides, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}


def _pieces(notebook: Notebook, page: str) -> Iterator[tuple[bool, str, str]]:
    """Yield what the slides show: whether it belongs to the exercises, its kind, and its Markdown."""
    chapter, is_solved = "", False
    for cell in notebook["cells"]:
        is_prose = cell["cell_type"] == "markdown"
        source = with_pictures(cell) if is_prose else source_of(cell)
        heading = re.match(r"(#+) (.+)", source) if is_prose else None
        if heading:
            chapter = heading[2] if heading[1] == "##" else chapter
            is_solved = False
        is_exercise = chapter == "Exercises"
        is_solved = is_solved or (is_exercise and is_folded(cell))  # what comes below tells the answer
        if chapter in LEFT_OUT or is_solved:
            continue
        if is_prose:
            kind = "heading" if heading else "text"
            source = FOLDED.sub("" if is_exercise else rf"{END}**\1.** \2", source)
            for part in re.split(f"({END})", PREDICTION.sub(rf"\n\n\g<0>{END}", source)):
                if part == END or part.strip():
                    yield is_exercise, END if part == END else kind, prose_to_markdown(part, page, Book())
                    kind = "text"
        elif alt_text := alt_text_of(cell):
            outputs = [output_to_markdown(output, alt_text, page, Book()) for output in cell["outputs"]]
            yield is_exercise, "figure", "\n\n".join(outputs)
        elif CLAIM.sub("", source).strip():
            markdown = re.sub(r"As claimed: [^\n<]*\n?", "", code_to_markdown(cell, page, Book()))
            yield is_exercise, "code", markdown.replace('<pre class="output sentences"></pre>', "")
