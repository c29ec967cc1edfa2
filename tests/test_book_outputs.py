"""What the cells of somebody's own notebook put out, as IPython, matplotlib and pandas write it: nothing is lost."""

import base64
import io
import json
import re
from itertools import pairwise

import nbformat
import numpy as np
import pandas as pd
import pytest
from book_building import copy_book, run_mdbook
from browser import chromium
from IPython.core.formatters import DisplayFormatter
from IPython.core.pylabtools import print_figure
from IPython.display import HTML, JSON, SVG, Audio, Image, Javascript, Latex, Markdown, Math
from matplotlib import pyplot as plt
from PIL import Image as Picture

from mlpkit.book.faults import check_book
from mlpkit.book.notebook import Book, card, to_markdown
from mlpkit.book.outputs import FORMS, NOTE, show
from mlpkit.book.site import belongs_on_the_site
from mlpkit.estimator import MLPClassifier

CHAPTERS = frozenset({"00_own.ipynb", "01_next.ipynb"})
CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">\n{}<circle cx="20" cy="20" r="9"/>\n</svg>'
PLOTLY = "application/vnd.plotly.v1+json"
FIGURE = {"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 3]}], "layout": {}, "config": {"plotlyServerURL": "…"}}
PLOTLY_HTML = (
    '<div>            <div id="7c1" class="plotly-graph-div" style="height:525px; width:100%;"></div>            '
    '<script type="text/javascript">window.ran = true; Plotly.newPlot("7c1", []);</script>        </div>'
)
ALTAIR = "application/vnd.vegalite.v5+json"
ALTAIR_TEXT = "<VegaLite 5 object>\n\nIf you see this message, it means the renderer has not been properly enabled"
COLAB_HTML = (
    '\n  <div id="df-1"><div>{}</div><button onclick="convert()">⇄</button><script>window.ran = 1</script></div>'
)


def picture(kind: str) -> bytes:
    """Return a picture of 30 x 20 pixels as a file of this kind."""
    file = io.BytesIO()
    Picture.new("RGB", (30, 20), "teal").save(file, kind)
    return file.getvalue()


def put_out(thing: object) -> dict:
    """Return what IPython makes of ``display(thing)``."""
    formatter = DisplayFormatter()
    formatter.active_types = formatter.format_types
    data, metadata = formatter.format(thing)
    return output(data, metadata)


def output(data: dict, metadata: dict | None = None) -> dict:
    return nbformat.v4.new_output("display_data", data, metadata=metadata or {})


def notebook(*cells: dict) -> dict:
    """Return a notebook as its file holds it, texts in lines."""
    written = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 00 · Own"), *cells])
    nbformat.validate(written)
    return json.loads(nbformat.writes(written))


def code(*outputs: dict, source: str = "show()") -> dict:
    return nbformat.v4.new_code_cell(source, outputs=list(outputs), execution_count=1)


def page(*cells: dict) -> str:
    return to_markdown(notebook(*cells), "00_own.ipynb", Book(CHAPTERS)).partition("</p>\n")[2]


def page_of(thing: object) -> str:
    """Return what the book shows of a cell's only output, which is an output or anything to display."""
    cell = code(thing if isinstance(thing, dict) else put_out(thing))
    return page(cell).partition("\n```\n")[2].strip()


def held(text: str, form: str) -> bytes:
    """Return the bytes of the only picture on a page."""
    (address,) = re.findall(rf'<img src="data:{re.escape(form)};base64,([^"]+)"', text)
    return base64.b64decode(address)


# Pictures


def test_an_svg_is_an_image_which_runs_none_of_its_scripts():
    source = CIRCLE.format("<script>window.ran = true</script>")
    text = page_of(SVG(source))
    assert held(text, "image/svg+xml").decode() == source
    assert "<script" not in text
    assert "object" not in text


def test_an_svg_that_would_load_another_picture_gives_way_to_the_next_form_and_is_named():
    inside = '<image href="https://example.org/a.png"/><a href="https://example.org"/><use href="#b"/>'
    thing = output({"image/svg+xml": CIRCLE.format(inside), "text/plain": "A circle"})
    assert "A circle" in page_of(thing)
    assert (
        "image/svg+xml: a picture in a picture is not loaded: https://example.org/a.png"
        in show(output({"image/svg+xml": CIRCLE.format(inside)})).why_not
    )


def test_a_figure_of_matplotlib_as_svg_is_shown():
    fig, _ = plt.subplots(figsize=(2, 1))
    drawn = print_figure(fig, "svg")
    plt.close(fig)
    text = page_of(output({"image/svg+xml": drawn, "text/plain": "<Figure size 200x100 with 1 Axes>"}))
    assert held(text, "image/svg+xml").decode() == drawn
    assert "Figure" not in text


def test_an_svg_without_a_name_space_which_only_pages_of_html_understand_gets_one():
    bare = CIRCLE.format("").replace(' xmlns="http://www.w3.org/2000/svg"', "")
    assert held(page_of(output({"image/svg+xml": bare})), "image/svg+xml").decode() == CIRCLE.format("")


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_every_kind_of_picture_is_shown(kind):
    assert held(page_of(Image(picture(kind), format=kind)), f"image/{kind}") == picture(kind)


def test_a_picture_has_the_width_and_the_words_that_ipython_was_given():
    text = page_of(Image(picture("png"), width=15, alt='A "teal" field'))
    assert 'style="--width: 15px"' in text
    assert 'alt="A &quot;teal&quot; field" width="15">' in text
    of_two = output(
        {"image/png": base64.b64encode(picture("png")).decode()}, {"image/png": {"width": 15, "height": 10}}
    )
    assert 'width="15" height="10">' in page_of(of_two)  # as `%config InlineBackend.figure_format = "retina"` writes it


def test_the_words_of_the_cells_first_line_are_those_of_every_kind_of_picture():
    cell = code(put_out(SVG(CIRCLE.format(""))), source="#| fig-alt: A circle\nshow()")
    assert 'alt="A circle"' in page(cell)


# Formulas and Markdown


@pytest.mark.parametrize(
    "thing",
    [
        Math(r"\frac{1}{2}"),
        Latex(r"$\frac{1}{2}$"),
        Latex(r"$$\frac{1}{2}$$"),
        Latex(r"\[\frac{1}{2}\]"),
        Latex("\\begin{align}\nx &= \\frac{1}{2}\n\\end{align}"),
        output({"text/latex": r"$\displaystyle \frac{1}{2}$", "text/plain": "1/2"}),  # as sympy writes it
    ],
)
def test_a_formula_that_was_put_out_is_typeset(thing):
    text = page_of(thing)
    assert "<mfrac><mn>1</mn>" in text.replace("<mrow><mn>1</mn></mrow>", "<mn>1</mn>")
    assert re.search(r"[$\\]", text) is None
    assert "object" not in text


def test_the_display_of_a_formula_is_a_line_of_its_own():
    assert page_of(Math("x")).startswith('<span class="formula">')


def test_the_file_of_a_picture_in_markdown_that_was_put_out_goes_with_the_book():
    content = json.dumps(notebook(code(put_out(Markdown("![A field](images/field.png)")))))
    chapter = {"path": "00_own.ipynb", "content": content, "sub_items": []}
    assert belongs_on_the_site({"items": [{"Chapter": chapter}]}) == {"00_own.ipynb", "images/field.png"}


def test_a_formula_that_cannot_be_typeset_gives_way_to_text():
    assert (
        page_of(output({"text/latex": r"$\foo$", "text/plain": "foo(1)"}))
        == '<pre class="output sentences">foo(1)</pre>'
    )


def test_markdown_that_was_put_out_is_read_as_that_of_a_cell():
    text = page_of(Markdown("**bold**, $x^2$ and [next](01_next.ipynb)\n\n> **Note:** mind the gap"))
    assert text.startswith("**bold**, <math")
    assert "[next](01_next.md)" in text
    assert "> [!NOTE]" in text


# HTML and tables


def test_html_that_runs_and_loads_nothing_is_shown_without_empty_lines():
    text = page_of(HTML("<h3>Result</h3>\n\n<b style='color: red'>17</b> of <i>20</i>\n\n<p>*stars*</p>"))
    shown = "<h3>Result</h3>\n<b style='color: red'>17</b> of <i>20</i>\n<p>*stars*</p>"
    assert text == f'<div class="table-wrapper data">\n{shown}\n</div>'


def test_the_lines_of_preformatted_text_stay_lines():
    assert "<pre>a&#10;&#10;  b</pre>" in page_of(HTML("<pre>a\n\n  b</pre>"))


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("<p>a</p><script>window.ran = true</script>", "<script"),
        ("<p onClick='window.ran = true'>a</p>", "<p onClick='window.ran"),
        ("<p><IFRAME src='https://example.org'></IFRAME></p>", "<IFRAME"),
        ("<img src='https://example.org/a.png'>", "<img"),
        ("<video src='https://example.org/a.mp4'></video>", "<video src='https://example.org/a.mp4'></video>"),
        ("<a href='javascript:alert(1)'>a</a>", "<a href='javascript:alert(1)'"),
        ("<a href='a.csv'>a</a>", "<a href='a.csv'"),
        ("<b style='background: url(https://example.org/a.png)'>a</b>", "url("),
        ("<svg></svg>", "<svg"),
        ("<table><tr><td><input></td></tr></table>", "<input"),
    ],
)
def test_other_html_gives_way_to_a_sentence_and_is_named(source, named):
    thing = put_out(HTML(source))
    assert page_of(thing) == NOTE
    assert show(thing).why_not.startswith("text/html: the book shows no " + named[:30])


@pytest.mark.parametrize(
    "source",
    ["a &lt;script src=x&gt; b", "<B>a</B>", "<b>on a = b, src=x, href=y</b>", "<a href='https://example.org'>a</a>"],
)
def test_words_about_scripts_are_none(source):
    assert source in page_of(HTML(source))


def test_a_style_sheet_for_the_notebook_is_none_of_the_books():
    assert page_of(HTML("<style>.container { width: 100% !important; }</style>")) == ""


def test_sound_is_heard():
    assert '<source src="data:audio/wav;base64,' in page_of(Audio(np.ones(9), rate=8000))


def test_a_long_table_says_how_long_it_is_and_a_styled_one_keeps_its_colors():
    assert "<p>100 rows × 1 columns</p>" in page_of(pd.DataFrame({"a": range(100)}))
    styled = page_of(pd.DataFrame({"a": [1, 2]}).style.map(lambda value: "color: red" if value > 1 else ""))
    rule = re.search(r"#(T_\w+_row1_col0) \{\ncolor: red;\n\}", styled)
    assert f'id="{rule[1]}"' in styled


def test_an_estimator_is_its_name_and_not_a_table_of_buttons():
    text = page_of(MLPClassifier())
    assert text == '<pre class="output sentences">MLPClassifier()</pre>'


def test_a_table_with_buttons_beside_it_gives_way_to_its_text():
    frame = pd.DataFrame({"a": [1]})
    data = {"text/html": COLAB_HTML.format(frame.to_html()), "text/plain": "   a\n0  1"}
    more = {"application/vnd.google.colaboratory.intrinsic+json": {"type": "dataframe"}}
    assert page_of(output(data | more)) == '<pre class="output">   a\n0  1</pre>'


def test_json_is_shown_as_text():
    assert page_of(JSON({"a": ["ä"]})) == '<pre class="output">{\n  "a": [\n    "ä"\n  ]\n}</pre>'


# What only a script shows


@pytest.mark.parametrize(
    "data",
    [
        {PLOTLY: FIGURE},
        {PLOTLY: FIGURE, "text/html": PLOTLY_HTML},
        {PLOTLY: FIGURE, "text/html": PLOTLY_HTML, "text/plain": "Figure({\n    'data': [{'type': 'bar'"},
        {PLOTLY: FIGURE, "text/plain": "FigureWidget({\n    'data': [{'type': 'bar'"},
        {ALTAIR: {"mark": "bar"}, "text/plain": ALTAIR_TEXT},
        {"text/html": "<script>1</script>", "text/plain": "alt.Chart(...)"},
        {"application/javascript": "window.ran = true", "text/plain": "<IPython.core.display.Javascript object>"},
    ],
)
def test_what_only_a_script_shows_is_a_sentence_and_with_a_picture_the_picture(data):
    assert page_of(output(data)) == NOTE
    form = next(iter(data))
    assert form in show(output(data)).why_not
    with_picture = data | {"image/png": base64.b64encode(picture("png")).decode()}
    assert held(page_of(output(with_picture)), "image/png") == picture("png")


def test_nothing_at_all_is_nothing_to_say():
    assert page_of(output({})) == ""
    assert page_of(output({"text/plain": ""})) == ""
    assert show(output({})).why_not == ""


def test_text_in_pointed_brackets_is_shown_where_it_is_all_there_is():
    assert "&lt;object&gt;" in page_of(output({"text/plain": "<object>"}))


BEST = {
    "image/svg+xml": CIRCLE.format(""),
    "image/png": base64.b64encode(picture("png")).decode(),
    "image/jpeg": base64.b64encode(picture("jpeg")).decode(),
    "image/gif": base64.b64encode(picture("gif")).decode(),
    "image/webp": base64.b64encode(picture("webp")).decode(),
    "text/html": "<b>b</b>",
    "text/markdown": "*m*",
    "text/latex": "$l$",
    "application/json": {"j": 1},
    "application/vnd.jupyter.widget-view+json": {"model_id": "w"},
    "text/plain": "text",
}


def test_of_several_forms_the_richest_is_shown():
    assert list(FORMS) == list(BEST)
    for richer, poorer in pairwise(BEST):
        either = {form: BEST[form] for form in (poorer, richer)}
        assert show(output(either)).form == richer


# Pasted pictures


def pasted(source: str, **names: str) -> dict:
    """Return a Markdown cell with a picture attached by each name, as JupyterLab does; a name stands for its kind."""
    attachments = {name: {f"image/{kind}": base64.b64encode(picture(kind)).decode()} for name, kind in names.items()}
    return nbformat.v4.new_markdown_cell(source, attachments=attachments)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("![A field](attachment:image.png)", "image.png"),
        ("![A field](attachment:my%20field.png)", "my field.png"),
        ("![A field](attachment:image(1).png)", "image(1).png"),
        ('![A field](attachment:image.png "title")', "image.png"),
        ('<img src="attachment:image.png" alt="A field" width="60">', "image.png"),
    ],
)
def test_a_pasted_picture_is_shown(source, name):
    text = page(pasted(source, **{name: "png"}))
    (address,) = re.findall(r"data:image/png;base64,([\w+/=]+)", text)
    assert base64.b64decode(address) == picture("png")
    assert "attachment:" not in text


def test_a_damaged_pasted_svg_keeps_its_name():
    cell = nbformat.v4.new_markdown_cell("![C](attachment:c.svg)", attachments={"c.svg": {"image/svg+xml": "<svg>"}})
    assert "![C](attachment:c.svg)" in page(cell)


def test_a_pasted_svg_and_one_on_the_welcome_page_are_shown():
    svg = base64.b64encode(CIRCLE.format("").encode()).decode()
    cell = nbformat.v4.new_markdown_cell("![C](attachment:c.svg)", attachments={"c.svg": {"image/svg+xml": svg}})
    assert f"![C](data:image/svg+xml;base64,{svg})" in page(cell)
    assert f'<img src="data:image/svg+xml;base64,{svg}" alt="C"' in card(notebook(cell), "00_own.ipynb")


def test_a_picture_that_is_not_in_the_cell_and_one_in_code_keep_their_names():
    source = "![A](attachment:b.png) `![A](attachment:image.png)` attachment:image.png"
    assert source in page(pasted(source, **{"image.png": "png"}))


# A book of all that


def own_book(folder, *cells: dict):
    """Write a book of one lesson, and return its top folder."""
    top = copy_book(folder)
    for path in (top / "notebooks").glob("*.*"):
        path.unlink()
    (top / "notebooks" / "SUMMARY.md").write_text("- [00](00_own.ipynb)\n", encoding="utf-8")
    (top / "notebooks" / "00_own.ipynb").write_text(json.dumps(notebook(*cells)), encoding="utf-8")
    return top


def everything() -> list[dict]:
    """Return a cell for each thing that the book shows."""
    alt = "#| fig-alt: Something drawn\nshow()"
    figure, _ = plt.subplots(figsize=(3, 2))
    drawn = output({"image/svg+xml": print_figure(figure, "svg"), "text/plain": "<Figure>"})
    plt.close(figure)
    return [
        pasted("![A teal field](attachment:image.png)", **{"image.png": "png"}),
        nbformat.v4.new_markdown_cell("So\n\\begin{align}\na &= b + c \\\\\nd &= \\frac{1}{2}\n\\end{align}\nholds."),
        code(put_out(SVG(CIRCLE.format("<script>window.ran = true</script>"))), source=alt),
        code(drawn, source=alt),
        *(code(put_out(Image(picture(kind), format=kind)), source=alt) for kind in ("png", "jpeg", "gif", "webp")),
        code(put_out(Math(r"\sum_i x_i^2"))),
        code(put_out(Latex(r"\begin{align} a &= b \\ c &= d \end{align}"))),
        code(put_out(Markdown("**Bold**, $x^2$ and\n\n- a list"))),
        code(put_out(HTML("<b>17</b> of <span style='color: #b00'>20</span>"))),
        code(put_out(pd.DataFrame({"a": range(100), "b": "x"}))),
        code(put_out(pd.DataFrame({"a": [1, 2]}).style.map(lambda v: f"background-color: {'#fdd' if v > 1 else ''}"))),
        code(put_out(MLPClassifier())),
        code(output({PLOTLY: FIGURE, "text/html": PLOTLY_HTML, "image/png": BEST["image/png"]}), source=alt),
    ]


def test_a_book_of_everything_is_in_order_and_what_is_not_shown_is_named(tmp_path):
    assert check_book(own_book(tmp_path / "a", *everything())) == []
    top = own_book(tmp_path / "b", *everything(), code(output({PLOTLY: FIGURE})), code(put_out(Javascript("1"))))
    first, second = check_book(top)
    assert re.match(
        r"00_own.ipynb, cell 18 \(id \w+\): an output cannot be shown \(application/vnd.plotly.v1\+json", first
    )
    assert 'plotly.io.renderers.default = "plotly_mimetype+png"' in first
    assert "application/javascript needs a script" in second


def test_in_a_browser_every_picture_is_there_and_no_script_of_the_notebook_runs(tmp_path):
    top = own_book(tmp_path, *everything(), code(output({PLOTLY: FIGURE, "text/html": PLOTLY_HTML})))
    result = run_mdbook(top)
    assert (result.returncode, "WARN" in result.stderr) == (0, False), result.stderr
    with chromium() as browser:
        context = browser.new_context(offline=True)
        tab = context.new_page()
        requests: list[str] = []
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto((top / "book" / "html" / "00_own.html").as_uri())
        widths = tab.evaluate("[...document.querySelectorAll('main img')].map((image) => image.naturalWidth)")
        n_rows = tab.evaluate("document.querySelectorAll('main math mtable mtr').length")
        ran = tab.evaluate("window.ran")
        context.close()
    assert len(widths) == 9  # mdBook has a second, large one for what a Markdown cell shows
    assert min(widths) >= 30
    assert n_rows == 4
    assert ran is None
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
