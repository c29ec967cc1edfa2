"""What a reader of the book would stumble over, found before the book is built, by file and cell."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from mlpkit.book.maths import FormulaError, formulas, typeset
from mlpkit.book.notebook import ATTACHMENT, alt_text_of, prose_of, source_of, where
from mlpkit.book.outputs import NOT_SHOWN, Cell, show
from mlpkit.book.prose import headings, is_elsewhere, links, resolve, slug, without_code

LOCAL = re.compile(
    r"""<img\b(?=[^>]*\bsrc=["'](?!https?:|//))|<(?=https?:|mailto:)|\b(?:src|href)=["'](?!\w+:|//)|<!--.*?-->""",
    re.DOTALL,
)
"""In a text, unlike an output: pictures, addresses, files of the book, comments."""
FILE_NAME = re.compile(r"\A\S+\.\w+\Z")  # JupyterLab calls a pasted picture image.png
OUTPUT_HINT = 'mend that, or show a picture, too (with kaleido: plotly.io.renderers.default = "plotly_mimetype+png")'


@dataclass(frozen=True)
class Page:
    """A file of the book. A Markdown file is one Markdown cell."""

    name: str
    cells: tuple[Cell, ...]

    def placed(self) -> Iterator[tuple[str, Cell]]:
        """Yield where each cell stands, and the cell."""
        for number, cell in enumerate(self.cells, start=1):
            yield f"{self.name}, {where(number, cell)}" if self.name.endswith(".ipynb") else self.name, cell

    def prose(self) -> Iterator[tuple[str, str]]:
        """Yield where each Markdown text stands, and the text."""
        return ((place, source) for place, cell in self.placed() for source in prose_of(cell))

    def code(self) -> Iterator[tuple[str, Cell]]:
        """Yield where each code cell stands, and the cell."""
        return (found for found in self.placed() if found[1]["cell_type"] == "code" and source_of(found[1]).strip())

    def anchors(self) -> set[str]:
        """Return what a link to a section of this page may name."""
        slugs = [slug(text) for _, source in self.prose() for _, text in headings(source)]
        return set(slugs) | {f"{name}-{k}" for name, count in Counter(slugs).items() for k in range(1, count)}


def read_page(folder: Path, name: str) -> Page:
    """Read a notebook or a Markdown file of the book."""
    text = (folder / name).read_text(encoding="utf-8")
    if not name.endswith(".ipynb"):
        return Page(name, ({"cell_type": "markdown", "source": text, "metadata": {}},))
    return Page(name, tuple(json.loads(text)["cells"]))


def check_book(top: Path) -> list[str]:
    """Return what is wrong with the book, a line for each; nothing means that it can be built.

    Parameters
    ----------
    top : Path
        The folder with ``book.toml``.
    """
    settings = tomllib.loads((top / "book.toml").read_text(encoding="utf-8"))
    folder = top / settings["book"].get("src", "src")
    listed = [link.target for link in links((folder / "SUMMARY.md").read_text(encoding="utf-8"))]
    problems = [f"SUMMARY.md: there is no {name}" for name in listed if not (folder / name).is_file()]
    problems += [f"SUMMARY.md: {name} is listed twice" for name, count in Counter(listed).items() if count > 1]
    problems += [
        f"{path.name}: not listed in SUMMARY.md, so that the book leaves it out"
        for path in sorted([*folder.glob("*.ipynb"), *folder.glob("*.md")])
        if path.name != "SUMMARY.md" and path.name not in listed and not path.name.startswith(".")
    ]
    pages = {name: read_page(folder, name) for name in listed if (folder / name).is_file()}
    found = (check(page, pages, folder) for page in pages.values() for check in CHECKS)
    return [*problems, *chain.from_iterable(found)]


def headings_in_order(page: Page, pages: dict[str, Page], folder: Path) -> Iterator[str]:
    """Hold that there is one title, at the top, and that no level is left out."""
    levels = [(place, level, text) for place, source in page.prose() for level, text in headings(source)]
    if not levels or levels[0][1] != 1:
        yield f"{page.name}: the page does not begin with a title, '# …'"
    for place, level, text in levels[1:]:
        if level == 1:
            yield f"{place}: a second title, '# {text}'"
    for (_, before, _), (place, level, text) in pairwise(levels):
        if level > before + 1:
            yield f"{place}: the heading '{text}' has level {level} right after level {before}"


def links_lead_somewhere(page: Page, pages: dict[str, Page], folder: Path) -> Iterator[str]:
    """Hold that linked files and sections exist, and that images are files of the book."""
    for place, source in page.prose():
        for found in ATTACHMENT.finditer(without_code(source)):
            yield f"{place}: the pasted picture {found[2]} is not in the cell, or damaged; paste it once more"
        for link in links(source):
            if is_elsewhere(link.target):
                if link.is_image and not link.target.startswith(("attachment:", "data:")):
                    yield f"{place}: the image {link.target} would be loaded from elsewhere"
                continue
            name, anchor = resolve(link.target, page.name)
            if not (folder / name).exists():
                yield f"{place}: there is no {link.target}"
            elif anchor and name in pages and slug(anchor) not in pages[name].anchors():
                yield f"{place}: {name} has no section '{anchor}'"


def images_have_alt_text(page: Page, pages: dict[str, Page], folder: Path) -> Iterator[str]:
    """Hold that every picture says in words what it shows."""
    for place, source in page.prose():
        for link in links(source):
            if link.is_image and not FILE_NAME.sub("", link.text).strip():
                yield f"{place}: the image {link.text or link.target:.60} has no alt text (the name of a file is none)"
        for tag in re.findall(r"<img\b[^>]*>", source):
            if not re.search(r"\balt=[\"'][^\"']*\w", tag):
                yield f"{place}: {tag} has no alt text"
    for place, cell in page.code():
        if any('alt=""' in show(output, alt_text_of(cell)).markdown for output in cell["outputs"]):
            yield f"{place}: a figure without alt text; the cell's first line must be '#| fig-alt: …'"


def html_needs_no_script(page: Page, pages: dict[str, Page], folder: Path) -> Iterator[str]:
    """Hold that what stands in a text as HTML is seen without a script and without a network."""
    for place, source in page.prose():
        if found := NOT_SHOWN.search(LOCAL.sub("", without_code(source))):
            yield f"{place}: {found[0]:.60} needs a script, or is loaded from elsewhere"


def formulas_can_be_typeset(page: Page, pages: dict[str, Page], folder: Path) -> Iterator[str]:
    """Hold that there is no unknown command and no missing brace."""
    for place, source in page.prose():
        for latex in formulas(source):
            try:
                typeset(latex)
            except FormulaError as error:
                yield f"{place}: {error}"


def code_is_shown(page: Page, pages: dict[str, Page], folder: Path) -> Iterator[str]:
    """Hold that every cell was run before it was saved, since the book runs nothing, and that it shows the outputs."""
    for place, cell in page.code():
        if cell.get("execution_count") is None:
            yield f"{place}: the cell was not executed"
        for why_not in filter(None, (show(output).why_not for output in cell["outputs"])):
            yield f"{place}: an output cannot be shown ({why_not}); {OUTPUT_HINT}"


CHECKS = [
    headings_in_order,
    links_lead_somewhere,
    images_have_alt_text,
    html_needs_no_script,
    formulas_can_be_typeset,
    code_is_shown,
]
