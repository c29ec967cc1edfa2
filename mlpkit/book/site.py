"""The whole book: what mdBook hands over before it makes pages, and what is left to do when they are made."""

import importlib.resources
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mlpkit.book.notebook import Book, card, prose_of, prose_to_markdown, to_markdown
from mlpkit.book.prose import is_elsewhere, links, resolve

Json = dict[str, Any]

LESSON_CARDS = "<!-- lesson cards -->"
PICTURES = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}


def chapters_of(items: list[Any]) -> Iterator[Json]:
    """Yield the chapters of a book as mdBook tells of it, with those below them, in reading order."""
    for item in items:
        if isinstance(item, dict) and "Chapter" in item:  # and not a separator or a part's title
            yield item["Chapter"]
            yield from chapters_of(item["Chapter"]["sub_items"])


def preprocess(context: Json, book: Json) -> Json:
    """Return mdBook's ``book`` with every chapter as Markdown that mdBook knows how to read.

    Raises
    ------
    FormulaError
        If a formula cannot be typeset; the message names file and cell.
    """
    chapters = [chapter for chapter in chapters_of(book["items"]) if chapter["path"]]
    pages = {chapter["path"]: chapter["content"] for chapter in chapters}
    config = context["config"]
    repository = config["output"]["html"].get("git-repository-url", "").rstrip("/")
    browser_site = config["preprocessor"]["lessons"].get("browser-site", "").rstrip("/")
    about = Book(frozenset(pages), config["book"]["src"], repository or None, browser_site or None)
    cards = [card(json.loads(text), path) for path, text in pages.items() if path.endswith(".ipynb")]
    gallery = "\n".join(['<ul class="lesson-cards">', *cards, "</ul>"])
    for chapter in chapters:
        page = chapter["path"]
        if page.endswith(".ipynb"):
            chapter["content"] = to_markdown(json.loads(chapter["content"]), page, about)
            chapter["path"] = page.removesuffix(".ipynb") + ".md"
        else:
            markdown = prose_to_markdown(chapter["content"], page, about)
            chapter["content"] = markdown.replace(LESSON_CARDS, gallery)
    return book


def belongs_on_the_site(book: Json) -> set[str]:
    """Return the files of the book's folder that readers get: the notebooks that are pages, and pages' pictures."""
    files = set()
    for chapter in chapters_of(book["items"]):
        page, content = chapter["path"], chapter["content"]
        if page is None:
            continue
        if page.endswith(".ipynb"):
            files.add(page)
            cells = json.loads(content)["cells"]
            content = "\n\n".join(source for cell in cells for source in prose_of(cell))
        for link in links(content):
            if not is_elsewhere(link.target) and Path(link.target).suffix.lower() in PICTURES:
                files.add(resolve(link.target, page)[0])
    return files


def mend_page(page: str) -> str:
    """Return a page of mdBook's without the few things in it that keep some people out.

    The book's title in the bar is no heading of the page. What opens the table of contents is a button, which the
    keyboard reaches (``book.js`` has it do its work). The frame that lists the chapters for browsers without JavaScript
    has a title.
    """
    page = re.sub(r'<h1 class="menu-title">(.*?)</h1>', r'<p class="menu-title">\1</p>', page)
    page = re.sub(
        r'<label (id="mdbook-sidebar-toggle".*?) for="[^"]*"(.*?)</label>',
        r'<button type="button" \1\2</button>',
        page,
        flags=re.DOTALL,
    )
    return page if "<title>" in page else page.replace("<head>", "<head>\n<title>Table of contents</title>", 1)


def finish(context: Json) -> None:
    """Take from the finished site what does not belong there, and add the font for formulas.

    mdBook copies every file of the book's folder into the site: solved assignments, tables of results, hidden files.
    Only what a page needs may stay.

    Parameters
    ----------
    context : dict
        What mdBook tells a renderer. The site is in ``html``, beside this renderer's own (empty) folder.
    """
    own_folder = Path(context["destination"])
    site = own_folder.parent / "html"
    source = Path(context["root"]) / context["config"]["book"]["src"]
    keep = belongs_on_the_site(context["book"])
    for path in sorted(site.rglob("*"), reverse=True):  # what is in a folder comes before the folder
        name = path.relative_to(site)
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif name.as_posix() not in keep and (source / name).exists():
            path.unlink()
    for path in site.rglob("*.html"):
        path.write_text(mend_page(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    font = importlib.resources.files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"
    (site / "fonts").mkdir(exist_ok=True)
    (site / "fonts" / font.name).write_bytes(font.read_bytes())
    if own_folder.is_dir():
        own_folder.rmdir()


def serve_mdbook() -> None:
    """Answer mdBook, which says in JSON what is to be done: a pair is a book to prepare, an object a site to finish."""
    message = json.load(sys.stdin.buffer)  # UTF-8 on every system
    if isinstance(message, list):
        json.dump(preprocess(*message), sys.stdout)
    else:
        finish(message)
