"""Copies of the lessons to export or to print, with or without solutions: nothing in them is folded."""

import html
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from mlpkit.book.notebook import FIG_ALT, alt_text_of, source_of
from mlpkit.book.outputs import Cell, picture_address

FOLDED = re.compile(r"<details><summary>(.*?)</summary>\s*(.*?)\s*</details>", re.DOTALL)
NOTES = {
    True: "*A copy with all checks, solutions and answers, for teachers.*",
    False: "*A copy without checks, solutions and answers, to read or to print. The notebook itself has them.*",
}


def write_copies(notebooks: Path, target: Path, *, with_solutions: bool) -> list[Path]:
    """Write a copy of every lesson, and the pictures that they show, into a new folder; return the copies' paths.

    Their figures have alt texts in all pages that nbconvert makes of them.
    """
    target.mkdir(parents=True)
    shutil.copytree(notebooks / "images", target / "images")
    copies = []
    for path in sorted(notebooks.glob("[0-9][0-9]_*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        first, *others = notebook["cells"]
        first = {**first, "source": f"{source_of(first)}\n\n{NOTES[with_solutions]}"}
        notebook["cells"] = [copy for cell in [first, *others] for copy in _copies(cell, with_solutions=with_solutions)]
        copies.append(target / path.name)
        copies[-1].write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return copies


def _copies(cell: Cell, *, with_solutions: bool) -> Iterator[Cell]:
    """Yield a cell as it is in the copy, if it is there."""
    if cell["cell_type"] != "code":

        def unfolded(found: re.Match[str]) -> str:
            summary, text = found.groups()
            return f"**{summary}.** {text}" if summary == "Hint" or with_solutions else ""

        yield {**cell, "source": FOLDED.sub(unfolded, source_of(cell))}
    elif with_solutions or not cell["metadata"].get("jupyter", {}).get("source_hidden"):
        metadata = {name: value for name, value in cell["metadata"].items() if name != "jupyter"}
        outputs = [_described(output, alt_text_of(cell)) for output in cell["outputs"]]
        yield {**cell, "source": FIG_ALT.sub("", source_of(cell)), "metadata": metadata, "outputs": outputs}


def _described(output: Cell, alt_text: str) -> Cell:
    """Return an output whose picture is there as HTML, too: the templates of nbconvert's pages know no alt text."""
    data = output.get("data", {})
    if "image/png" not in data:
        return output
    picture = f'<img src="{picture_address("image/png", data["image/png"])}" alt="{html.escape(alt_text)}">'
    return {**output, "data": {**data, "text/html": picture}}
