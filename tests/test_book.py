"""One notebook as Markdown: prose, links, boxes, code, outputs and folds."""

import base64
import json
import re
import zlib
from pathlib import Path

import pytest

from mlpkit.book import notebook
from mlpkit.book.maths import FormulaError
from mlpkit.book.notebook import Book, card, prose_to_markdown, to_markdown
from mlpkit.book.prose import (
    headings,
    keep_together,
    links,
    outside_code,
    rewrite_boxes,
    rewrite_links,
    slug,
    split_code,
)

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
CHAPTERS = frozenset({"06_backpropagate.ipynb", "07_train.ipynb", "glossary.md", "assignments/README.md"})
BOOK = Book(CHAPTERS)
ONLINE = Book(CHAPTERS, repository="https://github.com/somebody/mlpkit")


def png(width: int, height: int) -> str:
    """Return a gray picture of this size, as a notebook stores it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    pixels = zlib.compress((b"\0" + b"\x7f" * width) * height)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return base64.encodebytes(data).decode()


def markdown(source: str, name: str = "m") -> dict:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def code(source: str, *outputs: dict, tags: tuple = (), folded: bool = False) -> dict:
    metadata = {"tags": list(tags), "jupyter": {"source_hidden": folded}}
    return {
        "cell_type": "code",
        "id": "c",
        "metadata": metadata,
        "source": source,
        "outputs": list(outputs),
        "execution_count": 1,
    }


def printed(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": text}


def shown(**data: str) -> dict:
    return {"output_type": "display_data", "data": data, "metadata": {}}


def page(*cells: dict, book: Book = BOOK) -> str:
    return to_markdown({"cells": list(cells)}, "06_backpropagate.ipynb", book)


def code_to_markdown(cell: dict) -> str:
    return notebook.code_to_markdown(cell, "06_backpropagate.ipynb", BOOK)


def output_to_markdown(output: dict, alt_text: str) -> str:
    return notebook.output_to_markdown(output, alt_text, "06_backpropagate.ipynb", BOOK)


# Prose


@pytest.mark.parametrize(
    "source",
    [
        "",
        "plain",
        "a `b` c\n\n```\nd\n```\n",
        "```\nnever closed",
        "a ``b ` c`` d ` e",
        "- x\n\n      code in a list\n\n    y",
        "<!-- a\nb -->c\n\n\tcode\n",
    ],
)
def test_split_code_loses_nothing(source):
    assert "".join(text for _, text in split_code(source)) == source
    assert outside_code(source, lambda text: text) == source


def test_every_lesson_is_split_without_loss():
    for path in NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            assert "".join(text for _, text in split_code(source)) == source


def test_headings_and_links_in_code_are_none():
    source = "# A `b`\n\n```\n# no\n[no](no.md)\n```\n\n## C ##\n`[no](no.md)` [`yes`](yes.md) ![pic](p.png)\n"
    assert headings(source) == [(1, "A `b`"), (2, "C")]
    assert [(link.is_image, link.target) for link in links(source)] == [(False, "yes.md"), (True, "p.png")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[6](06_backpropagate.ipynb)", "[6](06_backpropagate.md)"),
        ("[6](06_backpropagate.ipynb#Who-is-to-blame?)", "[6](06_backpropagate.md#who-is-to-blame)"),
        ("[here](#Set-up)", "[here](#set-up)"),
        ("[`code` here](06_backpropagate.ipynb)", "[`code` here](06_backpropagate.md)"),
        ("[words](glossary.md)", "[words](glossary.md)"),
        ("[teach](assignments/README.md#marks)", "[teach](assignments/README.md#marks)"),
        ("[out](https://example.org/06_backpropagate.ipynb)", "[out](https://example.org/06_backpropagate.ipynb)"),
        ("![picture](images/x.png)", "![picture](images/x.png)"),
        ("`[6](06_backpropagate.ipynb)`", "`[6](06_backpropagate.ipynb)`"),
        ("[solved](assignments/source/ps1.ipynb)", "solved"),
        ("[settings](../pyproject.toml)", "settings"),
    ],
)
def test_links_lead_to_pages(source, expected):
    # "#Set-up" is on this very page, which is one of the book's
    assert rewrite_links(source, "07_train.ipynb", CHAPTERS, None) == expected.replace("(#", "(#")


def test_links_from_a_folder_lead_back_to_the_lessons():
    source = "[6](../06_backpropagate.ipynb) [source](source/ps1.ipynb)"
    expected = "[6](../06_backpropagate.md) source"
    assert rewrite_links(source, "assignments/README.md", CHAPTERS, None) == expected


def test_with_a_repository_other_files_are_linked_to_there():
    source = "[solved](assignments/source/ps1.ipynb) [settings](../pyproject.toml)"
    assert prose_to_markdown(source, "07_train.ipynb", ONLINE) == (
        "[solved](https://github.com/somebody/mlpkit/blob/HEAD/notebooks/assignments/source/ps1.ipynb)"
        " [settings](https://github.com/somebody/mlpkit/blob/HEAD/pyproject.toml)"
    )


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Set-up", "set-up"),
        ("What does `softmax` do?", "what-does-softmax-do"),
        ("Exercise 6.1 (★, trace by hand)", "exercise-61--trace-by-hand"),
        ("Is 90 % sure right 90 % of the time?", "is-90--sure-right-90--of-the-time"),
    ],
)
def test_slug_is_mdbooks(heading, anchor):
    assert slug(heading) == anchor


@pytest.mark.parametrize("word", ["Note", "Tip", "Important", "Warning", "Caution"])
@pytest.mark.parametrize("form", ["> **{}:** mind", "> **{}.** mind", "> **{}**: mind", "> **{}**\n> mind"])
def test_boxes_are_made_from_quotes_that_read_well_elsewhere(word, form):
    assert rewrite_boxes(form.format(word)) == f"> [!{word.upper()}]\n> mind"


def test_other_quotes_stay_quotes():
    assert rewrite_boxes("> **Notes** are quoted") == "> **Notes** are quoted"


def test_a_prediction_gets_a_box_of_its_own():
    source = "Text.\n\n*Before you run it*: guess `x`,\nand write it down.\n\nMore *Before you run it*."
    expected = '<div class="prediction">\n\n*Before you run it*: guess `x`,\nand write it down.\n\n</div>'
    assert rewrite_boxes(source) == f"Text.\n\n{expected}\n\nMore *Before you run it*."
    assert rewrite_boxes("Text. *Before you run it*: guess.\n\nMore.").startswith('Text.\n\n<div class="prediction">')
    assert rewrite_boxes("**Predict.** How many?").count("prediction") == 1
    assert rewrite_boxes("```\n*Before you run it*\n```") == "```\n*Before you run it*\n```"


# A page


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("| (1, 2) | $2 - 1 = 1$ |", '| <span class="glued">(1, 2)</span> | <span class="glued">$2 - 1 = 1$</span> |'),
        ("| 12 | $x_1$ | one word after another |", None),
        ("| 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 |", None),  # too long for a phone
        ("in prose | 1 + 2 | and code\n\n```\n| 1 + 2 |\n90 %\n```", None),
        ("90 % of `90 %`", "90\u00a0% of `90 %`"),
    ],
)
def test_short_computations_in_tables_and_per_cents_stay_on_one_line(prose, expected):
    assert keep_together(prose) == (expected or prose)


def test_the_line_below_the_title_offers_the_notebook():
    text = page(markdown("# 06 · Backpropagate\n\nWho is to blame?"))
    assert re.match(r'# 06 · Backpropagate\n\n<p class="lesson-links">.*</p>\n\n*Who is', text)
    assert '<a href="06_backpropagate.ipynb" download>Download this notebook</a>' in text
    assert "mybinder" not in text


@pytest.mark.parametrize("address", ["https://github.com/a-b/c.d", "https://github.com/a-b/c.d/"])
def test_binder_is_offered_when_the_repository_has_an_address(address):
    text = page(markdown("# 06 · B"), book=Book(CHAPTERS, repository=address))
    assert 'href="https://mybinder.org/v2/gh/a-b/c.d/HEAD?labpath=notebooks%2F06_backpropagate.ipynb"' in text


def test_a_formula_that_fails_is_named_with_notebook_and_cell():
    with pytest.raises(FormulaError) as caught:
        page(markdown("# 06 · B"), markdown(r"$x$"), markdown(r"and $\foo$", "bad"))
    expected = r"notebooks/06_backpropagate.ipynb, cell 3 (id bad): unknown command \foo in $\foo$"
    assert str(caught.value) == expected


def test_formulas_in_code_cells_and_outputs_stay_text():
    text = page(markdown("# T"), code("print('$x$')", printed("$x$\n")))
    assert "<math" not in text
    assert text.count("$x$") == 2


# Code and its outputs


def test_an_alt_text_may_stand_in_quotes_as_yaml_wants_it_where_it_holds_a_colon():
    cell = code('#| fig-alt: "Two lines: one rises, \\"one\\" falls"\nplot(x)', shown(**{"image/png": png(30, 20)}))
    assert 'alt="Two lines: one rises, &quot;one&quot; falls"' in code_to_markdown(cell)


def test_code_is_highlighted_as_python_and_its_figure_has_the_alt_text_of_the_first_line():
    cell = code('#| fig-alt: A line & a "dot" < 3\nplot(x)', shown(**{"image/png": png(30, 20), "text/plain": "<Fig>"}))
    text = code_to_markdown(cell)
    assert text.startswith("```python\nplot(x)\n```\n\n")
    assert 'alt="A line &amp; a &quot;dot&quot; &lt; 3" width="30" height="20">' in text
    assert "fig-alt" not in text
    assert "Fig" not in text
    image = base64.b64decode(re.search(r"base64,([^\"]+)\"", text)[1])
    assert image == base64.decodebytes(png(30, 20).encode())


def test_code_that_holds_fences_stays_in_its_own():
    text = code_to_markdown(code('s = """\n```\n````\n"""'))
    assert text == '`````python\ns = """\n```\n````\n"""\n`````'


def test_printed_text_is_escaped_and_keeps_its_empty_lines():
    text = output_to_markdown(printed("a <b> & *c*\n\n  d\n"), "")
    assert text == '<pre class="output">a &lt;b&gt; &amp; *c*\n\n  d</pre>'


def test_of_a_line_that_was_overwritten_the_last_state_is_shown():
    text = output_to_markdown(printed("1 of 2\r2 of 2\r\ndone\n"), "")
    assert text == '<pre class="output sentences">2 of 2\ndone</pre>'


def test_printed_sentences_may_be_broken_into_lines_and_columns_may_not():
    assert '<pre class="output sentences">' in output_to_markdown(printed("As claimed: at least 1.\n"), "")
    assert '<pre class="output">' in output_to_markdown(printed("1  2\n3  4\n"), "")


def test_a_figure_knows_its_width_so_that_a_phone_need_not_shrink_it_beyond_reading():
    assert '<p class="figure" style="--width: 961px"><img' in output_to_markdown(
        shown(**{"image/png": png(961, 4)}), ""
    )


def test_nothing_printed_is_nothing_shown():
    assert output_to_markdown(printed("\n\n"), "") == ""


def test_a_meant_error_says_so_and_has_no_terminal_colors():
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\x1b[31mE\x1b[39m", "", "<a>: v"]}
    text = output_to_markdown(error, "")
    assert text == '*This error is meant:*\n\n<pre class="error">E\n\n&lt;a&gt;: v</pre>'


def test_a_pandas_table_loses_its_style_and_its_empty_lines():
    style = "<style scoped>\n  td {color: red}\n</style>"
    html = f'<div>\n{style}\n<table border="1" class="dataframe">\n\n  <tr><td>1</td></tr>\n</table>\n</div>'
    text = output_to_markdown(shown(**{"text/html": html, "text/plain": "1"}), "")
    assert text == '<div class="table-wrapper data">\n<div>\n<table>\n<tr><td>1</td></tr>\n</table>\n</div>\n</div>'


def test_other_html_gives_way_to_text_and_a_widget_to_a_word_about_it():
    assert "plain" in output_to_markdown(shown(**{"text/html": "<iframe>", "text/plain": "plain"}), "")
    widget = {"application/vnd.jupyter.widget-view+json": "{}", "text/plain": "Widget()"}
    assert "run it" in output_to_markdown(shown(**widget), "")
    assert "<img" in output_to_markdown(shown(**widget, **{"image/png": png(2, 2)}), "a")


def test_solutions_and_checks_are_folded_with_their_outputs():
    solution = code_to_markdown(code("answer = 6", printed("Correct.\n"), tags=("solution",), folded=True))
    assert solution.startswith('<details class="solution"><summary>Solution</summary>\n\n```python')
    assert solution.endswith("Correct.</pre>\n\n</details>")
    folded = code_to_markdown(code("check(answer)", printed("Right.\n"), folded=True))
    assert folded.startswith('<details class="check"><summary>The check for your answer</summary>\n\n')
    unfolded = code_to_markdown(code("check(answer)", printed("Not started yet: replace `None`\n")))
    assert unfolded.startswith('<details class="check">')
    assert "<details" not in code_to_markdown(code("check(mine)", printed("Correct: 3 of 3 cases.\n")))


def test_cells_of_lines_are_read_as_those_of_one_text():
    as_lines = code(["a = 1\n", "a"], {"output_type": "stream", "name": "stdout", "text": ["x\n", "y\n"]})
    assert code_to_markdown(as_lines) == code_to_markdown(code("a = 1\na", printed("x\ny\n")))


def test_a_card_shows_title_minutes_and_picture():
    lesson = {
        "cells": [markdown("# 06 · A & B\n\n![A <curve>](images/06.png)"), markdown("- Time: about 75 minutes; …")]
    }
    text = card(lesson, "06_backpropagate.ipynb")
    assert text == (
        '<li><a href="06_backpropagate.html"><img src="images/06.png" alt="A &lt;curve&gt;" loading="lazy">'
        "<strong>06 · A &amp; B</strong> <span>75 minutes</span></a></li>"
    )
