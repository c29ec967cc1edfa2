"""What a cell has put out: the richest of its forms that a page can show without a script and without a network."""

import base64
import html
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple
from xml.etree import ElementTree

from mlpkit.book.maths import typeset_prose

Cell = dict[str, Any]

TERMINAL_COLORS = re.compile(r"\x1b\[[0-9;]*m")
STAND_IN = re.compile(r"<.*>\Z|Figure\w*\(\{|alt\.\w+\(|<VegaLite")  # <IPython.core.display.Math object>
DISPLAYED = re.compile(r"\A\s*(?:\$\\displaystyle|\\[\[(])([^$]*)(?:\$|\\[\])])\s*\Z")
STYLE = re.compile(r"<style(?![^<]*#T_).*?</style>\s*", re.DOTALL)  # but for the colors of a pandas table
NOT_SHOWN = re.compile(  # what runs, what is loaded, and what a page would have to make room for
    r"<(?!/?(?:a|audio|b|br|caption|center|code|col|colgroup|del|details|div|em|font|h[1-6]|hr|i|ins|kbd|li|mark|ol|p|pre"
    r"|small|source|span|strong|style|su[bp]|summary|table|tbody|td|tfoot|th|thead|tr|u|ul|video)\b)/?\w[^\s>]*"
    r"|<[^<>]*?(?:\bon\w+\s*=|\bsrc\s*=\s*(?![\"']?data:)|\bhref\s*=\s*(?![\"']?(?:https?:|mailto:)))[^\s>]*"
    r"|\burl\(\s*[\"']?(?!data:)|@import",
    re.IGNORECASE,
)
NOTE = "*Here the notebook shows something that a page cannot. Download it and run it.*"


def joined(text: str | list[str]) -> str:
    """Return a text that the file may store in lines."""
    return text if isinstance(text, str) else "".join(text)


class Shown(NamedTuple):
    """How a page shows an output: in which of its forms, as what Markdown, and if in none, why not."""

    form: str
    markdown: str
    why_not: str


def show(output: Cell, alt_text: str = "") -> Shown:
    """Return how a page shows an output; of nothing, it shows nothing.

    Parameters
    ----------
    output : dict
        As the notebook format has it.
    alt_text : str
        Says what the cell's figure shows.
    """
    data = output.get("data", {})
    why_not = [f"{form} needs a script or another program" for form in data if form not in FORMS]
    for form in FORMS:
        if form not in data or (form == "text/plain" and len(data) > 1 and STAND_IN.match(joined(data[form]))):
            continue
        about = output["metadata"].get(form, {}) | ({"alt": alt_text} if alt_text else {})
        try:
            return Shown(form, FORMS[form](form, data[form], about), "")
        except (ValueError, ElementTree.ParseError) as error:
            why_not.append(f"{form}: {error}")
    return Shown("", NOTE if why_not else "", "; ".join(why_not))


def picture_address(form: str, content: str | list[str]) -> str:
    """Return a picture as an address that holds all of it. As an image, an SVG runs none of its scripts."""
    content = joined(content)
    if content.lstrip().startswith("<"):
        content = re.sub("<svg(?![^>]* xmlns=)", '<svg xmlns="http://www.w3.org/2000/svg"', content, count=1)
        for element in ElementTree.fromstring(content).iter():  # of a faulty one, a browser shows nothing
            for name, value in element.items():
                if name.endswith("href") and not element.tag.endswith("}a") and not value.startswith(("#", "data:")):
                    raise ValueError(f"a picture in a picture is not loaded: {value:.60}")
        content = base64.b64encode(content.encode()).decode()
    return f"data:{form};base64,{''.join(content.split())}"


def _picture(form: str, content: str | list[str], about: Cell) -> str:
    width, height = about.get("width"), about.get("height")
    if form == "image/png" and not width and not height:
        header = base64.b64decode(joined(content))[16:24]  # where every PNG file tells its size
        width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")
    size = "".join(f' {name}="{value}"' for name, value in [("width", width), ("height", height)] if value)
    alt_text = html.escape(about.get("alt", ""))
    style = f' style="--width: {width}px"' if width else ""
    return f'<p class="figure"{style}><img src="{picture_address(form, content)}" alt="{alt_text}"{size}></p>'


def _html(form: str, content: str | list[str], about: Cell) -> str:
    """Return HTML without empty lines, at which Markdown would cut it in two."""
    shown = STYLE.sub("", joined(content)).replace(' border="1" class="dataframe"', "").strip()
    if found := NOT_SHOWN.search(shown):
        raise ValueError(f"the book shows no {found[0]:.60}")
    shown = shown.replace("\n", "&#10;") if "<pre" in shown else re.sub(r"\s*\n\s*", "\n", shown)
    return f'<div class="table-wrapper data">\n{shown}\n</div>' if shown else ""


def text(shown: str, kind: str) -> str:
    """Return text as a terminal shows it: without colors, and of an overwritten line the last state.

    Sentences may go on in the next line. What has columns, which two spaces give away, may not.
    """
    lines = [line.rstrip("\r").rpartition("\r")[2] for line in TERMINAL_COLORS.sub("", shown).rstrip("\n").split("\n")]
    shown = html.escape("\n".join(lines), quote=False)
    kind += " sentences" if kind == "output" and "  " not in shown else ""
    return f'<pre class="{kind}">{shown}</pre>' if shown.strip() else ""


PICTURES = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]
FORMS: dict[str, Callable[[str, Any, Cell], str]] = dict.fromkeys(PICTURES, _picture) | {
    "text/html": _html,
    "text/markdown": lambda form, content, about: joined(content),
    "text/latex": lambda form, content, about: typeset_prose(DISPLAYED.sub(r"$$\1$$", joined(content))),
    "application/json": lambda form, content, about: text(json.dumps(content, indent=2, ensure_ascii=False), "output"),
    "application/vnd.jupyter.widget-view+json": lambda form, content, about: NOTE,
    "text/plain": lambda form, content, about: text(joined(content), "output"),
}
"""How each form is shown, the richest first."""
