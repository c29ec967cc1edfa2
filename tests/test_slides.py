"""The slides of the lessons: where one ends, what they leave out, and that they fit a screen and need no network."""

import html
import json
import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from browser import chromium

from mlpkit.book.__main__ import main
from mlpkit.book.notebook import alt_text_of, is_folded, source_of
from mlpkit.book.slides import to_slides, write_decks

ROOT = Path(__file__).parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
CLAIM = re.compile(r"expect\(|assert |np\.testing\.")
SHOWN = [LESSONS[6], LESSONS[8]]


class Lesson:
    """A lesson's cells, chapter by chapter, and its slides."""

    def __init__(self, path: Path):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        self.cells = notebook["cells"]
        self.chapters: dict[str, list] = {"": []}
        for cell in self.cells:
            if source_of(cell).startswith("## "):
                self.chapters[source_of(cell)[3:].partition("\n")[0]] = []
            list(self.chapters.values())[-1].append(cell)
        self.slides = [cell["source"] for cell in to_slides(notebook, path.name)["cells"]]
        self.text = "\n".join(self.slides)

    def prose(self, *left_out: str) -> str:
        cells = [cell for chapter, cells in self.chapters.items() if chapter not in left_out for cell in cells]
        return "\n\n".join(source_of(cell) for cell in cells if cell["cell_type"] == "markdown")


@pytest.fixture(scope="module", params=LESSONS, ids=lambda path: path.stem[:2])
def lesson(request):
    return Lesson(request.param)


def test_a_question_ends_its_slide_and_the_answer_is_on_a_later_one(lesson):
    asked = len(re.findall(r"(?<!\*)\*Before you |\*\*Predict\b(?!\*\* first)", lesson.prose("Exercises")))
    assert asked >= 2
    boxes = [slide for slide in lesson.slides if 'class="prediction"' in slide]
    assert [slide.count('class="prediction"') for slide in boxes] == [1] * len(boxes)
    assert [slide for slide in boxes if not slide.endswith("</div>")] == []
    exercises = lesson.slides.index(next(slide for slide in lesson.slides if slide.startswith("## Exercises")))
    assert sum('class="prediction"' in slide for slide in lesson.slides[:exercises]) == asked

    answers = [slide for slide in lesson.slides if slide.startswith("**Answer.**")]
    assert len(answers) == lesson.prose("Exercises").count("<summary>Answer</summary>") >= 3
    assert lesson.text.count("**Answer.**") == len(answers)


def claims_of(cells):
    """Return the code cells that only make claims, as the slides leave them out."""
    sources = [source_of(cell) for cell in cells if cell["cell_type"] == "code"]
    return [source for source in sources if all(map(CLAIM.match, source.splitlines()))]


def test_most_lessons_have_cells_to_leave_out():
    cells = [json.loads(path.read_text(encoding="utf-8"))["cells"] for path in LESSONS]
    assert sum(bool(claims_of(each)) for each in cells) > len(LESSONS) / 2


def test_exercises_come_last_with_their_stubs_and_nothing_that_tells_the_answer(lesson):
    chapters = re.findall(r"^## (.+)", lesson.text.replace("\u00a0", " "), re.MULTILINE)
    assert chapters[-1] == "Exercises"
    assert set(chapters) == set(lesson.chapters) - {"", "Set-up", "Next", "References"}
    exercises = re.findall(r"^### Exercise.*", lesson.prose(), re.MULTILINE)
    assert re.findall(r"^### Exercise.*", lesson.text, re.MULTILINE) == exercises
    stubs = [cell for cell in lesson.cells if source_of(cell).endswith("raise NotImplementedError")]
    assert lesson.text.count("raise NotImplementedError\n```") == len(stubs) >= 1

    folded = [source_of(cell) for cell in lesson.cells if cell["cell_type"] == "code" and is_folded(cell)]
    assert len(folded) >= 6
    assert [source for source in folded if source.partition("\n")[0] in lesson.text] == []
    hints = re.findall(r"<summary>Hint.*?</summary>\s*(.{40})", lesson.prose(), re.DOTALL)
    assert len(hints) >= 3
    assert [hint for hint in hints if hint in lesson.text] == []
    assert [source for source in claims_of(lesson.cells) if f"```python\n{source}\n```" in lesson.text] == []
    for told in ("solution_", "<summary", "As claimed: ", "fig-alt"):
        assert told not in lesson.text


def test_every_figure_has_its_alt_text_and_no_code(lesson):
    figures = [cell for name, cells in lesson.chapters.items() if name != "Exercises" for cell in cells]
    figures = [cell for cell in figures if cell["cell_type"] == "code" and alt_text_of(cell)]
    shown = [html.unescape(alt) for alt in re.findall(r'<img src="data:[^>]*alt="([^"]*)"', lesson.text)]
    assert len(figures) >= 3
    assert [alt_text_of(cell) for cell in figures if alt_text_of(cell) not in shown] == []
    assert [cell for cell in figures if source_of(cell).partition("\n")[2] in lesson.text] == []


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A folder with two lessons and what their slides need of the finished book."""
    (tmp_path / "notebooks").mkdir()
    site = tmp_path / "site"
    shutil.copytree(ROOT / "notebooks" / "images", site / "images")
    (site / "fonts").mkdir()
    shutil.copy(Path(find_spec("ziamath").origin).parent / "fonts" / "STIXTwoMath-Regular.ttf", site / "fonts")
    for path in SHOWN:
        shutil.copy(path, tmp_path / "notebooks")
        (site / f"{path.stem}.html").write_text('<p class="lesson-links"><a href="x">Download</a></p>')
    monkeypatch.chdir(tmp_path)
    return site


def test_decks_load_nothing_from_elsewhere_and_lessons_link_to_them(book, tmp_path):
    for name in ("reveal.js", "reveal.css"):
        (tmp_path / name).write_text("", encoding="utf-8")
    for _ in range(2):
        decks = write_decks(tmp_path / "notebooks", book, tmp_path)
    assert decks == [book / f"{path.stem}.slides.html" for path in SHOWN]
    for deck, path in zip(decks, SHOWN, strict=True):
        text = deck.read_text(encoding="utf-8")
        loaded = re.findall(r"""(?:<link[^>]* href|\bsrc)=["'](?!data:)([^"']*)""", text)
        assert {"slides/reveal.js", "slides/slides.css"} < set(loaded)
        assert [name for name in loaded if not (deck.parent / name).is_file()] == []
        assert re.findall(r"@import|url\(|mathjax", text, re.IGNORECASE) == []
        assert text.count("<math") >= 50
        assert text.count("<section><section>") == len(re.findall(r"<h[12]>", text)) >= 8
        assert text.count("</section>") == text.count("<section>") == len(Lesson(path).slides) + text.count("<h2>") + 1
        page = (deck.parent / f"{path.stem}.html").read_text(encoding="utf-8")
        assert page.count(f'<p class="lesson-links"><a href="{deck.name}">Slides</a> <a href="x">') == 1


def test_the_command_wants_a_finished_book_and_reveal_js(book, tmp_path, monkeypatch, capsys):
    assert main(["--slides", str(tmp_path)]) == 1
    assert "run mdbook build first" in capsys.readouterr().err
    assert main(["--slides"]) == 2
    assert "--slides book/html" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "pyreveal", None)
    assert main(["--slides", str(book)]) == 1
    assert 'pip install -e ".[book]"' in capsys.readouterr().err


@pytest.fixture(scope="module")
def tab():
    with chromium() as browser:
        context = browser.new_context(offline=True, viewport={"width": 1280, "height": 720})
        context.set_default_timeout(600_000)  # ms; ends what hangs
        yield context.new_page()


def test_slides_fit_the_screen_and_print_page_for_page(book, tab, capsys):
    pytest.importorskip("pyreveal", reason='reveal.js is not here: pip install -e ".[book]" brings it')
    assert main(["--slides", str(book)]) == 0
    assert capsys.readouterr().out.startswith(f"2 decks are in {book}")
    troubles = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on("requestfailed", lambda request: troubles.append(request.url[:200]))
    tab.on("request", lambda request: request.url.startswith(("file:", "data:")) or troubles.append(request.url[:200]))
    for deck in sorted(book.glob("*.slides.html")):
        tab.goto(deck.as_uri())
        tab.wait_for_selector(".reveal.ready")
        tab.evaluate("Reveal.configure({ transition: 'none' })")
        slides = tab.evaluate("""() => Reveal.getSlides().map((slide) => {
            const { h, v } = Reveal.getIndices(slide);
            Reveal.slide(h, v);
            const scale = Reveal.getScale();
            const boxes = [...slide.querySelectorAll(":not(math *)")].map((box) => box.getBoundingClientRect());
            return {
                text: slide.textContent.trim().slice(0, 60),
                top: slide.getBoundingClientRect().top,
                bottom: Math.max(...boxes.map((box) => box.bottom)),
                right: Math.max(...boxes.map((box) => box.right)),
                size: parseFloat(getComputedStyle(slide).fontSize),
                isEmpty: !slide.innerText.trim() && !slide.querySelector("img"),
            };
        })""")
        assert len(slides) >= 40
        fits = [s["top"] >= 0 and s["bottom"] <= 720 and s["right"] <= 1280 and s["size"] > 18 for s in slides]
        assert [slide for slide, is_right in zip(slides, fits, strict=True) if not is_right or slide["isEmpty"]] == []
        tab.goto(f"{deck.as_uri()}?print-pdf")
        tab.wait_for_selector(".pdf-page")
        paper = tab.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == len(slides)
    assert troubles == []
