"""The whole book, built by mdBook: every page is there, every link leads somewhere, and nothing else is there."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import latex2mathml.converter
import pytest
from book_building import ROOT, copy_book, run_mdbook

from mlpkit.book.faults import read_page
from mlpkit.book.maths import formulas
from mlpkit.book.prose import links
from mlpkit.book.site import belongs_on_the_site, chapters_of, mend_page, preprocess

NOTEBOOKS = ROOT / "notebooks"
LISTED = [link.target for link in links((NOTEBOOKS / "SUMMARY.md").read_text(encoding="utf-8"))]

# What must never be on a site for students, and what has no business there
UNWANTED = [
    "assignments/source/99_test/99_test.ipynb",
    "assignments/release/99_test/99_test.ipynb",
    "assignments/gradebook.db",
    "assignments/.hidden/solution.txt",
    ".ipynb_checkpoints/06_backpropagate-checkpoint.ipynb",
    ".env",
    "results/table.csv",
    "results/picture.png",
    "images/nobody_shows_it.png",
    "network.npz",
    "99_not_listed.ipynb",
    "deep/er/still/notes.txt",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Build a copy of the book with unwanted files added; return its top folder."""
    top = copy_book(tmp_path_factory.mktemp("book"))
    for name in UNWANTED:
        path = top / "notebooks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("the solution", encoding="utf-8")
    result = run_mdbook(top)
    assert result.returncode == 0, result.stderr
    lines = [line for line in result.stderr.splitlines() if "WARN" in line and "search index is very large" not in line]
    assert lines == []
    return top


@pytest.fixture(scope="module")
def site(built):
    return built / "book" / "html"


def pages_of(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "toc.html")


class Parsed(HTMLParser):
    """What the tests ask of a page."""

    def __init__(self, path: Path):
        super().__init__()
        self.ids: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.targets: list[tuple[str, str]] = []  # tag and address
        self.images: list[dict[str, str]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), attributes.get("id", "")))
        if tag == "img":
            self.images.append(attributes)
        for name in ("href", "src"):
            if name in attributes:
                self.targets.append((tag, attributes[name]))


def test_every_chapter_is_a_page_and_the_first_one_is_the_index(site):
    for name in LISTED:
        assert (site / re.sub(r"\.(ipynb|md)$", ".html", name)).is_file(), name
    assert Parsed(site / "index.html").headings[1:] == Parsed(site / "welcome.html").headings[1:]
    assert LISTED[0] == "welcome.md"


def test_nothing_is_copied_but_the_notebooks_that_are_pages_and_the_pictures_they_show(built, site):
    source = built / "notebooks"
    copied = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and (source / path.relative_to(site)).exists()
    }
    notebooks = {name for name in LISTED if name.endswith(".ipynb")}
    assert {name for name in copied if not name.startswith("images/")} == notebooks
    assert {f"images/{Path(name).stem}.png" for name in notebooks} == {n for n in copied if n.startswith("images/")}


def test_no_solved_assignment_and_no_hidden_file_is_on_the_site(site):
    names = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert names.isdisjoint(UNWANTED)
    assert [name for name in names if re.search(r"(^|/)\.(?!nojekyll$)", name)] == []
    assert [name for name in names if "/source/" in name or "/release/" in name] == []
    assert [path for path in site.rglob("*") if path.is_file() and path.read_bytes() == b"the solution"] == []
    assert [path for path in site.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_nothing_else_is_left_in_the_books_folder(built):
    assert [path.name for path in (built / "book").iterdir()] == ["html"]


def test_every_link_and_every_address_on_the_site_leads_somewhere(site):
    parsed = {path: Parsed(path) for path in pages_of(site)}
    n_links = n_anchors = 0
    for path, page in parsed.items():
        for tag, target in page.targets:
            address = urlsplit(target)
            if address.scheme in ("https", "mailto") and tag == "a":
                continue  # a reader may follow it; nothing is loaded from there
            if address.scheme == "data":
                continue
            assert not address.scheme, f"{path.name} loads {target}"
            assert not address.netloc, f"{path.name} loads {target}"
            file = (path.parent / unquote(address.path)).resolve() if address.path else path
            assert file.is_file(), f"{path.name}: there is no {target}"
            n_links += 1
            if address.fragment and file in parsed:
                assert unquote(address.fragment) in parsed[file].ids, f"{path.name}: no section {target}"
                n_anchors += 1
    assert n_links > 500
    assert n_anchors > 200


def test_style_sheets_load_nothing_from_elsewhere(site):
    for path in site.rglob("*.css"):
        for target in re.findall(r"url\([\"']?(.+?)[\"']?\)", path.read_text(encoding="utf-8")):
            assert target.startswith("data:") or (path.parent / target.partition("#")[0]).resolve().is_file(), target


def test_every_page_has_one_title_and_skips_no_level(site):
    for path in pages_of(site):
        levels = [level for level, anchor in Parsed(path).headings if anchor]  # mdBook's pop-up of keys has none
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(b <= a + 1 for a, b in pairwise(levels)), path.name
        assert path.read_text(encoding="utf-8").count("<h1") == 1


def test_the_anchors_that_the_checks_expect_are_those_that_mdbook_makes(site):
    for name in LISTED:
        made = {anchor for _, anchor in Parsed(site / re.sub(r"\.(ipynb|md)$", ".html", name)).headings if anchor}
        assert made == read_page(NOTEBOOKS, name).anchors()


def test_every_figure_is_on_its_page_with_its_alt_text(site):
    n_figures = 0
    for name in LISTED:
        if not name.endswith(".ipynb"):
            continue
        cells = read_page(NOTEBOOKS, name).cells
        outputs = [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]
        figures = [output for output in outputs if "image/png" in output.get("data", {})]
        images = Parsed(site / name.replace(".ipynb", ".html")).images
        assert len([image for image in images if image["src"].startswith("data:")]) == len(figures)
        assert all(len(image["alt"].split()) >= 3 for image in images)
        n_figures += len(figures)
    assert n_figures > 80


def test_no_dollar_of_a_formula_is_left_on_a_page(site):
    """Everything between <main> and </main>, code and outputs left out, is read for a stray ``$``."""
    for path in pages_of(site):
        main = re.search(r"<main>.*</main>", path.read_text(encoding="utf-8"), re.DOTALL)[0]
        prose = re.sub(r"<(pre|code)\b.*?</\1>", "", main, flags=re.DOTALL)
        assert re.findall(r".{0,30}\$.{0,30}", re.sub(r"<[^>]+>", "", prose)) == [], path.name


def test_a_formula_that_fails_stops_the_build_and_is_named_with_notebook_and_cell(tmp_path):
    top = copy_book(tmp_path)
    path = top / "notebooks" / "06_backpropagate.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][5] |= {"cell_type": "markdown", "id": "broken", "source": r"## A $\foo{x}$"}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    result = run_mdbook(top)
    assert result.returncode != 0
    assert r"notebooks/06_backpropagate.ipynb, cell 6 (id broken): unknown command \foo" in result.stderr
    assert not (top / "book" / "html" / "index.html").exists()


def test_a_build_again_leaves_no_page_of_a_lesson_that_is_gone(tmp_path):
    top = copy_book(tmp_path)
    summary, site = top / "notebooks" / "SUMMARY.md", top / "book" / "html"
    summary.write_text("- [G](glossary.md)\n- [14](14_compare_architectures.ipynb)\n", encoding="utf-8")
    assert run_mdbook(top).returncode == 0
    assert [path.name for path in site.glob("14_*")] != []
    summary.write_text("- [G](glossary.md)\n", encoding="utf-8")
    assert run_mdbook(top).returncode == 0
    assert [path.name for path in site.glob("14_*")] == []


# The two things that mdBook asks for


def chapter(path: str | None, content: str, *below: dict) -> dict:
    return {"Chapter": {"name": "C", "path": path, "content": content, "sub_items": list(below)}}


def context(html: dict[str, str] = {}, lessons: dict[str, str] = {}) -> dict:  # noqa: B006  # nobody changes them
    return {"config": {"book": {"src": "notebooks"}, "output": {"html": html}, "preprocessor": {"lessons": lessons}}}


NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "id": "t", "metadata": {}, "source": ["# 00 · T\n", "![a b c](images/t.png)"]},
            {"cell_type": "markdown", "id": "u", "metadata": {}, "source": "Time: about 5 minutes; [g](g.md)"},
        ]
    }
)


def test_chapters_are_found_below_chapters_and_between_other_things():
    items = ["Separator", {"PartTitle": "P"}, chapter("a.md", "", chapter("b.md", "")), chapter(None, "a draft")]
    assert [found["path"] for found in chapters_of(items)] == ["a.md", "b.md", None]


def test_preprocess_turns_notebooks_into_markdown_and_fills_the_welcome_page():
    welcome = "# W\n\n<!-- lesson cards -->\n\n$x$ [0](00_t.ipynb)"
    book = preprocess(
        context(), {"items": [chapter("w.md", welcome), chapter("00_t.ipynb", NOTEBOOK), chapter(None, "")]}
    )
    first, lesson, _ = (found for found in chapters_of(book["items"]))
    assert '<ul class="lesson-cards">\n<li><a href="00_t.html">' in first["content"]
    assert "5 minutes" in first["content"]
    assert "[0](00_t.md)" in first["content"]
    assert "<math" in first["content"]
    assert lesson["path"] == "00_t.md"
    assert lesson["content"].startswith("# 00 · T\n\n<p class=")
    assert "\ng" in lesson["content"] or " g" in lesson["content"]  # g.md is no page: its link is text


def test_a_build_typesets_every_formula_once(monkeypatch):
    """What a build takes its time for: a thousand formulas, and no more work than that."""
    typeset = []
    convert = latex2mathml.converter.convert_to_element
    monkeypatch.setattr(
        "latex2mathml.converter.convert_to_element",
        lambda latex, **settings: typeset.append(latex) or convert(latex, **settings),
    )
    pages = {name: (NOTEBOOKS / name).read_text(encoding="utf-8") for name in LISTED}
    preprocess(context(), {"items": [chapter(name, text) for name, text in pages.items()]})
    n_formulas = 0
    for name in LISTED:
        cells = json.loads(pages[name])["cells"] if name.endswith(".ipynb") else None
        prose = (
            [pages[name]] if cells is None else ["".join(c["source"]) for c in cells if c["cell_type"] == "markdown"]
        )
        n_formulas += sum(len(formulas(text)) for text in prose)
    assert len(typeset) == n_formulas > 500


def test_one_setting_gives_the_links_to_binder():
    address = "https://github.com/somebody/mlpkit"
    book = preprocess(context({"git-repository-url": address}), {"items": [chapter("00_t.ipynb", NOTEBOOK)]})
    assert "mybinder.org/v2/gh/somebody/mlpkit/HEAD" in book["items"][0]["Chapter"]["content"]


@pytest.mark.parametrize("address", ["try", "https://example.org/try/"])
def test_another_gives_each_lesson_its_link_to_the_site_on_which_it_runs(address):
    def contents(settings):
        book = {"items": [chapter("00_t.ipynb", NOTEBOOK), chapter("ps1.ipynb", NOTEBOOK)]}
        return [item["Chapter"]["content"] for item in preprocess(settings, book)["items"]]

    lesson, assignment = contents(context(lessons={"browser-site": address}))
    assert f'<a href="{address.rstrip("/")}/lab/index.html?path=00_t.ipynb">Try it in the browser</a>' in lesson
    assert "Try it" not in assignment
    assert "Try it" not in contents(context())[0]


def test_the_settings_are_those_that_book_toml_names():
    text = (ROOT / "book.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(re.sub(r"^# (git-repository-url|browser-site)", r"\1", text, flags=re.MULTILINE))
    assert "git-repository-url" in settings["output"]["html"]
    assert "browser-site" in settings["preprocessor"]["lessons"]
    assert settings["book"]["src"] == "notebooks"
    assert min(settings["output"]) == "html"  # the one after it takes out what it has copied


def test_only_notebooks_that_are_pages_and_pictures_belong_on_the_site():
    text = "![x y z](../images/a.png) [data](data.csv) [solved](source/ps1.ipynb) ![out](https://example.org/o.png)"
    book = {"items": [chapter("00_t.ipynb", NOTEBOOK), chapter("assignments/README.md", text), chapter(None, "")]}
    assert belongs_on_the_site(book) == {"00_t.ipynb", "images/t.png", "images/a.png"}


def test_mend_page_leaves_one_title_and_a_button():
    label = '<label id="mdbook-sidebar-toggle" class="b" for="a" title="T">\n<svg></svg>\n</label>'
    page = mend_page(f'<head><title>T</title></head>{label}<h1 class="menu-title">B</h1><h1 id="t">T</h1>')
    assert page.count("<h1") == 1
    assert '<button type="button" id="mdbook-sidebar-toggle" class="b" title="T">\n<svg></svg>\n</button>' in page
    assert "<title>Table of contents</title>" in mend_page("<head></head>")


# The command


def run_command(*arguments: str, cwd: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mlpkit.book", *arguments]
    return subprocess.run(command, cwd=cwd, input=text, capture_output=True, encoding="utf-8", timeout=3600)


def test_the_command_says_how_it_is_used():
    result = run_command("build", cwd=ROOT)
    assert result.returncode == 2
    assert "--check" in result.stderr


def test_the_command_checks_the_book_as_it_is():
    result = run_command("--check", cwd=ROOT)
    assert (result.returncode, result.stdout) == (0, "The book is in order.\n")


def test_the_check_fails_with_a_line_for_each_problem(tmp_path):
    top = copy_book(tmp_path)
    shutil.copy(top / "notebooks" / "06_backpropagate.ipynb", top / "notebooks" / "98_copy.ipynb")
    result = run_command("--check", cwd=top)
    assert result.returncode == 1
    assert result.stdout == "98_copy.ipynb: not listed in SUMMARY.md, so that the book leaves it out\n"
