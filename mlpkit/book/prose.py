"""Markdown as a lesson's author writes it: code or not, headings, links, boxes."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from urllib.parse import urljoin

FENCED_OR_LINE = re.compile(
    r"[ \t]*(?P<fence>(?P<mark>[`~])(?P=mark){2,})[^\n]*(?:\n|\Z)(?:.*?^[ \t]*(?P=fence)(?P=mark)*[ \t]*(?:\n|\Z)|.*)"
    r"|[^\n]*\n|[^\n]+",
    re.MULTILINE | re.DOTALL,
)
INDENTED = re.compile(r"( {4}|\t)[ \t]*\S")
INDENTED_OR_ITEM = re.compile(r"[ \t]|([-+*]|\d+[.)])[ \t]")
CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)|<!--.*?-->", re.DOTALL)
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
BOX = re.compile(r"^> \*\*(Note|Tip|Important|Warning|Caution)[.:]?\*\*[.:]?[ \t]*\n?(?:> )?", re.MULTILINE)
TABLE_ROW = re.compile(r"^\|.*\|[ \t]*$", re.MULTILINE)
CELL = re.compile(r"(?<=\|)[ \t]+([^|]{1,32}?)[ \t]+(?=\|)")
WORD = re.compile(r"[^\W\d_]{3}")
PREDICTION = re.compile(
    r"\s*(?:(?<!\*)\*Before you (?![^*]*\*\.)|\*\*Predict\b(?!\*\* first)).+?(?=\n[ \t]*\n|\Z)", re.DOTALL
)

Split = Callable[[str], Iterator[tuple[bool, str]]]


def split_code(source: str) -> Iterator[tuple[bool, str]]:
    """Yield ``(is_code, text)`` for the pieces of a Markdown text; joined they are the text again.

    Code is what stands in fences, in backticks, or indented by four spaces after an empty line (but not below a list
    item, which is indented prose). A comment counts as code: nobody reads it.
    """
    for is_block, text in split_blocks(source):
        if is_block:
            yield True, text
            continue
        start = 0
        for span in CODE_SPAN.finditer(text):
            yield False, text[start : span.start()]
            yield True, span[0]
            start = span.end()
        yield False, text[start:]


def split_blocks(source: str) -> Iterator[tuple[bool, str]]:
    """Yield ``(is_code, text)`` as :func:`split_code` does, but leave code within a line where it stands."""
    for is_code, pieces in groupby(_lines_and_fences(source), key=itemgetter(0)):
        yield is_code, "".join(text for _, text in pieces)


def _lines_and_fences(source: str) -> Iterator[tuple[bool, str]]:
    last = ""  # the last line that was neither empty nor code
    may_be_indented = True
    for found in FENCED_OR_LINE.finditer(source):
        text = found[0]
        is_indented = may_be_indented and INDENTED.match(text) and not INDENTED_OR_ITEM.match(last)
        is_code = bool(found["fence"] or is_indented)
        yield is_code, text
        may_be_indented = is_code or not text.strip()
        last = text if text.strip() and not is_code else last


def outside_code(source: str, change: Callable[[str], str], split: Split = split_code) -> str:
    """Return the text with ``change`` made to everything that ``split`` does not call code."""
    return "".join(text if is_code else change(text) for is_code, text in split(source))


def without_code(source: str, split: Split = split_code) -> str:
    """Return the text with its code blanked, line for line."""
    return "".join(re.sub(r"[^\n]", " ", text) if is_code else text for is_code, text in split(source))


@dataclass(frozen=True)
class Link:
    """One ``[text](target)`` or ``![text](target)``."""

    is_image: bool
    text: str
    target: str


def links(source: str) -> list[Link]:
    """Return the links and images of a Markdown text, those in code left out."""
    return [Link(bool(found[1]), found[2], found[3]) for found in LINK.finditer(without_code(source))]


def headings(source: str) -> list[tuple[int, str]]:
    """Return level and text of the headings of a Markdown text."""
    prose = without_code(source, split_blocks)
    found = re.findall(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t#]*$", prose, flags=re.MULTILINE)
    return [(len(marks), text) for marks, text in found]


def slug(text: str) -> str:
    """Return the anchor that mdBook gives to a heading.

    >>> slug("What does `softmax` do?")
    'what-does-softmax-do'
    """
    kept = "".join(character for character in text.strip() if character.isalnum() or character in " _-")
    return kept.replace(" ", "-").lower()


def is_elsewhere(target: str) -> bool:
    """Say whether a link leads out of the project, to another site or a mail program."""
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", target) is not None


def resolve(target: str, page: str) -> tuple[str, str]:
    """Return the file, below the book's folder, and the anchor that a link on ``page`` leads to.

    >>> resolve("../06_backpropagate.ipynb#Set-up", "assignments/README.md")
    ('06_backpropagate.ipynb', 'Set-up')
    """
    path, _, anchor = target.partition("#")
    return (posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page), anchor


def rewrite_links(source: str, page: str, chapters: frozenset[str], outside: str | None) -> str:
    """Turn the links between files into links between pages.

    Parameters
    ----------
    source : str
        Markdown.
    page : str
        The file it comes from, below the book's folder.
    chapters : frozenset of str
        The files that are pages of the book.
    outside : str or None
        Where readers find the book's folder on the web: a file that is no page of the book is linked to there. Without
        it, such a link becomes plain text.
    """
    pieces, end = [], 0
    for found in LINK.finditer(without_code(source)):
        target = found[3]
        text = source[found.start(2) : found.end(2)]
        pieces.append(source[end : found.start()])
        end = found.end()
        path, anchor = resolve(target, page)
        if found[1] or is_elsewhere(target):
            pieces.append(source[found.start() : found.end()])
        elif path in chapters:
            file = target.partition("#")[0]
            file = f"{file.removesuffix('.ipynb')}.md" if file.endswith(".ipynb") else file
            pieces.append(f"[{text}]({file}{'#' if anchor else ''}{slug(anchor)})")
        else:
            pieces.append(f"[{text}]({urljoin(f'{outside}/', path)})" if outside else text)
    return "".join([*pieces, source[end:]])


def rewrite_boxes(source: str) -> str:
    r"""Turn ``> **Note:** …`` into the boxes that mdBook knows, and give each *Before you run it* a box of its own.

    >>> rewrite_boxes("> **Note:** mind the gap")
    '> [!NOTE]\n> mind the gap'
    """

    def boxes(text: str) -> str:
        text = BOX.sub(lambda found: f"> [!{found[1].upper()}]\n> ", text)
        return PREDICTION.sub(lambda found: f'\n\n<div class="prediction">\n\n{found[0].strip()}\n\n</div>', text)

    return outside_code(source, boxes, split_blocks)


def keep_together(source: str) -> str:
    r"""Keep short computations in tables on one line, and a number with its per cent sign.

    >>> keep_together("| 4 − 1 = 3 | a few words |")
    '| <span class="glued">4 − 1 = 3</span> | a few words |'
    """

    def cell(found: re.Match[str]) -> str:
        text = found[1]
        is_sum = " " in text and not WORD.search(re.sub(r"\\[a-z]+", "", text))
        return f' <span class="glued">{text}</span> ' if is_sum else found[0]

    source = outside_code(source, lambda text: TABLE_ROW.sub(lambda row: CELL.sub(cell, row[0]), text), split_blocks)
    return outside_code(source, lambda text: re.sub(r"(?<=\d) %", "\u00a0%", text))
