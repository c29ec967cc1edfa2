"""``--check``: a small book in order is broken in one way at a time; each problem is named with file and cell."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from book_building import ROOT

from mlpkit.book.faults import CHECKS, check_book

SETTINGS = '[book]\nsrc = "notebooks"\n'
SUMMARY = "# Summary\n\n[Welcome](welcome.md)\n\n- [00](00_a.ipynb)\n- [01](01_b.ipynb)\n"


def markdown(name: str, source: str) -> dict:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def code(name: str, source: str, *outputs: dict) -> dict:
    cell = {"cell_type": "code", "id": name, "metadata": {}, "source": source, "outputs": list(outputs)}
    return cell | {"execution_count": 1}


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
FIGURE = {"output_type": "display_data", "data": {"image/png": PNG, "text/plain": "<Figure>"}, "metadata": {}}


@pytest.fixture
def book(tmp_path):
    """A book of a page and two lessons, in order."""
    folder = tmp_path / "notebooks"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "a.png").touch()
    (tmp_path / "book.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "SUMMARY.md").write_text(SUMMARY, encoding="utf-8")
    (folder / "welcome.md").write_text("# Welcome\n\n[Start](00_a.ipynb#A-section?)\n", encoding="utf-8")
    first = [
        markdown("title", "# 00 · A\n\n![A cat on a mat](images/a.png)"),
        markdown(
            "section", "## A section?\n\n$x_1$ and [that](#a-section), [next](01_b.ipynb), `[x](no.md)`, `$\\foo$`"
        ),
        code("figure", "#| fig-alt: A line that rises\nplot()", FIGURE),
        code("sum", "1 + 1"),
        markdown("end", "### Below\n\n## Twice\n\n## Twice\n\n[second](#twice-1) [out](https://example.org)"),
    ]
    write(folder / "00_a.ipynb", first)
    write(folder / "01_b.ipynb", [markdown("title", "# 01 · B")])
    return tmp_path


def write(path: Path, cells: list[dict]) -> None:
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a change of the first lesson: in the cell of this name, ``old`` becomes ``new``."""

    def change(folder: Path) -> None:
        path = folder / "00_a.ipynb"
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        (cell,) = (cell for cell in cells if cell["id"] == name)
        assert old in cell["source"]
        cell["source"] = cell["source"].replace(old, new)
        write(path, cells)

    return change


def updated(name: str, **fields: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "00_a.ipynb"
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            cell.update(fields if cell["id"] == name else {})
        write(path, cells)

    return change


def put_out(name: str, **data: object) -> Callable[[Path], None]:
    return updated(name, outputs=[{"output_type": "display_data", "data": data, "metadata": {}}])


def written(name: str, text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def gone(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def test_a_book_in_order_has_no_problems(book):
    assert check_book(book) == []


def test_the_books_own_settings_say_where_it_is(book):
    shutil.move(book / "notebooks", book / "elsewhere")
    (book / "book.toml").write_text('[book]\nsrc = "elsewhere"\n', encoding="utf-8")
    assert check_book(book) == []


BREAKS = [
    (gone("01_b.ipynb"), "SUMMARY.md: there is no 01_b.ipynb"),
    (written("SUMMARY.md", SUMMARY + "- [again](00_a.ipynb)\n"), "SUMMARY.md: 00_a.ipynb is listed twice"),
    (written("02_c.ipynb", "{}"), "02_c.ipynb: not listed in SUMMARY.md, so that the book leaves it out"),
    (written("words.md", "# Words"), "words.md: not listed in SUMMARY.md, so that the book leaves it out"),
    (written("welcome.md", "Hello"), "welcome.md: the page does not begin with a title, '# …'"),
    (replaced("title", "# 00", "## 00"), "00_a.ipynb: the page does not begin with a title, '# …'"),
    (replaced("section", "## A", "# A"), "00_a.ipynb, cell 2 (id section): a second title, '# A section?'"),
    (
        replaced("section", "## A", "### A"),
        "00_a.ipynb, cell 2 (id section): the heading 'A section?' has level 3 right after level 1",
    ),
    (replaced("section", "01_b", "01_c"), "00_a.ipynb, cell 2 (id section): there is no 01_c.ipynb"),
    (replaced("title", "a.png", "b.png"), "00_a.ipynb, cell 1 (id title): there is no images/b.png"),
    (replaced("section", "#a-sec", "#the-sec"), "00_a.ipynb, cell 2 (id section): 00_a.ipynb has no section"),
    (replaced("end", "#twice-1", "#twice-2"), "00_a.ipynb, cell 5 (id end): 00_a.ipynb has no section 'twice-2'"),
    (written("welcome.md", "# W\n\n[S](00_a.ipynb#Nothing)"), "welcome.md: 00_a.ipynb has no section 'Nothing'"),
    (
        replaced("title", "images/a.png", "https://example.org/a.png"),
        "00_a.ipynb, cell 1 (id title): the image https://example.org/a.png would be loaded from elsewhere",
    ),
    (replaced("title", "A cat on a mat", ""), "00_a.ipynb, cell 1 (id title): the image images/a.png has no alt text"),
    (
        replaced("end", "[out]", "<img src='a.png'> [out]"),
        "00_a.ipynb, cell 5 (id end): <img src='a.png'> has no alt text",
    ),
    (replaced("end", "[out]", "<script>a</script>"), "00_a.ipynb, cell 5 (id end): <script needs a script"),
    (replaced("end", "[out]", "<iframe src='//a.org'>"), "00_a.ipynb, cell 5 (id end): <iframe needs a script, or is"),
    (
        replaced("end", "[out]", "<video src='https://a.org/b.mp4'></video>"),
        "00_a.ipynb, cell 5 (id end): <video src='https://a.org/b.mp4' needs a script, or is loaded",
    ),
    (
        replaced("end", "[out]", '<img src="https://a.org/b.png" alt="A cat">'),
        "00_a.ipynb, cell 5 (id end): <img needs a script, or is loaded",
    ),
    (replaced("figure", "A line that rises", ""), "00_a.ipynb, cell 3 (id figure): a figure without alt text"),
    (replaced("figure", "#| fig-alt", "# fig-alt"), "00_a.ipynb, cell 3 (id figure): a figure without alt text"),
    (replaced("section", "x_1", "\\bar{x"), "00_a.ipynb, cell 2 (id section): a brace is missing in $\\bar{x$"),
    (replaced("section", "x_1", "\\baz x"), "00_a.ipynb, cell 2 (id section): unknown command \\baz in $\\baz x$"),
    (written("welcome.md", "# W\n\n$\\baz$"), "welcome.md: unknown command \\baz in $\\baz$"),
    (
        replaced("title", "A cat on a mat", "image.png"),
        "00_a.ipynb, cell 1 (id title): the image image.png has no alt text (the name of a file is none)",
    ),
    (
        replaced("title", "images/a.png", "attachment:a.png"),
        "00_a.ipynb, cell 1 (id title): the pasted picture a.png is not in the cell, or damaged; paste it",
    ),
    (
        replaced("section", "$x_1$", r"\begin{align} \baz &= 1 \end{align}"),
        r"00_a.ipynb, cell 2 (id section): unknown command \baz in $\begin{align} \baz &= 1 \end{align}$",
    ),
    (
        put_out("sum", **{"application/vnd.plotly.v1+json": {"data": []}, "text/plain": "Figure({"}),
        "00_a.ipynb, cell 4 (id sum): an output cannot be shown (application/vnd.plotly.v1+json needs a script or"
        " another program); mend that, or show a picture, too (with kaleido: plotly.io.renderers.default = ",
    ),
    (
        put_out("sum", **{"text/html": "<p>a<script>b</script>", "text/plain": "<IPython.core.display.HTML object>"}),
        "00_a.ipynb, cell 4 (id sum): an output cannot be shown (text/html: the book shows no <script); mend that",
    ),
    (
        put_out("sum", **{"text/latex": r"$\baz$", "text/plain": "<IPython.core.display.Math object>"}),
        r"00_a.ipynb, cell 4 (id sum): an output cannot be shown (text/latex: unknown command \baz in $\baz$)",
    ),
    (
        put_out("sum", **{"image/svg+xml": "<svg><g></svg>", "text/plain": "<IPython.core.display.SVG object>"}),
        "00_a.ipynb, cell 4 (id sum): an output cannot be shown (image/svg+xml: mismatched tag",
    ),
    (put_out("sum", **{"image/svg+xml": "<svg></svg>"}), "00_a.ipynb, cell 4 (id sum): a figure without alt text"),
    (put_out("sum", **{"text/markdown": "[a](no.md)"}), "00_a.ipynb, cell 4 (id sum): there is no no.md"),
    (put_out("sum", **{"text/markdown": "$\\baz$"}), "00_a.ipynb, cell 4 (id sum): unknown command \\baz in $\\baz$"),
    (put_out("sum", **{"text/markdown": "# B"}), "00_a.ipynb, cell 4 (id sum): a second title, '# B'"),
    (updated("sum", execution_count=None), "00_a.ipynb, cell 4 (id sum): the cell was not executed"),
]


@pytest.mark.parametrize(("change", "words"), BREAKS, ids=[words[:60] for _, words in BREAKS])
def test_a_problem_is_named_with_file_and_cell(change, words, book):
    change(book / "notebooks")
    problems = check_book(book)
    assert [problem for problem in problems if problem.startswith(words)] != [], problems


def test_every_check_is_broken_above(book, monkeypatch):
    """Without any one of the checks, some problem above would go unnoticed."""
    for check in list(CHECKS):
        with monkeypatch.context() as without:
            without.setattr("mlpkit.book.faults.CHECKS", [other for other in CHECKS if other is not check])
            unnoticed = []
            for change, words in BREAKS:
                copy = book.parent / f"{book.name}-{check.__name__}-{len(unnoticed)}"
                shutil.copytree(book, copy, dirs_exist_ok=True)
                change(copy / "notebooks")
                if not any(problem.startswith(words) for problem in check_book(copy)):
                    unnoticed.append(words)
                shutil.rmtree(copy)
        assert unnoticed, check.__name__


def test_html_that_a_page_can_show_is_in_order(book):
    own = (
        "<details><summary>A</summary></details> <img src='images/a.png' alt='A cat'> <https://example.org> <!-- <b -->"
    )
    change = replaced("end", "[out]", f"{own} <a href='01_b.ipynb'>b</a> `<script>` a < b [out]")
    change(book / "notebooks")
    assert check_book(book) == []


def test_pasted_pictures_and_widgets_are_in_order(book):
    updated("title", source="# 00 · A\n\n![A gray dot](attachment:a.png)", attachments={"a.png": {"image/png": PNG}})(
        book / "notebooks"
    )
    put_out("sum", **{"application/vnd.jupyter.widget-view+json": {}, "text/plain": "Canvas()"})(book / "notebooks")
    assert check_book(book) == []


def test_hidden_files_are_nobodys_business(book):
    (book / "notebooks" / ".draft.ipynb").write_text("{}", encoding="utf-8")
    assert check_book(book) == []


def test_cells_that_hold_nothing_need_not_be_executed(book):
    updated("sum", source=" \n", execution_count=None)(book / "notebooks")
    assert check_book(book) == []


# The pages to look things up


def rows_of(name: str) -> list[str]:
    return (ROOT / "notebooks" / name).read_text(encoding="utf-8").splitlines()


def test_the_glossary_is_in_alphabetical_order_and_every_term_is_in_the_lesson_it_names():
    rows = [
        re.fullmatch(r"- \*\*(.+?)\*\*: (.+\.) \[(\d\d)\]\((\3_\w+\.ipynb)\)", line) for line in rows_of("glossary.md")
    ]
    rows = [row for row in rows if row]
    assert len(rows) == sum(line.startswith("- ") for line in rows_of("glossary.md")) > 80
    terms = [row[1].lower() for row in rows]
    assert terms == sorted(terms)
    assert len(set(terms)) == len(terms)
    for row in rows:
        lesson = (ROOT / "notebooks" / row[4]).read_text(encoding="utf-8").lower()
        stem = row[1].lower().replace("-", " ").split()[0].rstrip("s")[:6]
        assert stem in lesson.replace("-", " "), row[1]
        assert row[2].count(". ") == 0, f"{row[1]}: one sentence"


def test_every_row_of_the_symbol_table_has_a_symbol_a_meaning_and_a_lesson():
    rows = [
        line for line in rows_of("symbols.md") if line.startswith("| ") and not line.startswith(("| symbol", "| ---"))
    ]
    assert len(rows) > 50
    for row in rows:
        symbol, meaning, _, _, lesson = (part.strip() for part in row.strip("|").split("|"))
        assert symbol.startswith("$")
        assert meaning
        assert lesson.startswith("[")
