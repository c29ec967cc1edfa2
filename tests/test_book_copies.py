"""Copies of the lessons to export: nbconvert makes pages of them that fold nothing and show no solution unasked."""

import re
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter, SlidesExporter

from mlpkit.book.__main__ import main
from mlpkit.book.copies import write_copies

ROOT = Path(__file__).parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))


@pytest.fixture(scope="module", params=[False, True], ids=["without solutions", "with solutions"])
def copies(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies") / "new"
    return request.param, write_copies(ROOT / "notebooks", folder, with_solutions=request.param)


def test_every_lesson_has_a_copy_that_is_a_notebook(copies):
    assert [path.name for path in copies[1]] == [path.name for path in LESSONS]
    for path in copies[1]:
        nbformat.validate(nbformat.read(path, as_version=4))


def test_solutions_checks_and_answers_are_there_or_not_and_hints_always(copies):
    with_solutions, paths = copies
    for path, lesson in zip(paths, LESSONS, strict=True):
        text, original = path.read_text(encoding="utf-8"), lesson.read_text(encoding="utf-8")
        assert ("def solution_" in text) == ("def solution_" in original and with_solutions)
        assert ("**Answer.**" in text) == with_solutions
        assert text.count("**Hint.**") == original.count("<summary>Hint</summary>")
        assert "<details>" not in text
        assert "source_hidden" not in text
        assert "fig-alt" not in text


@pytest.mark.parametrize("exporter", [HTMLExporter, SlidesExporter])
def test_what_nbconvert_makes_of_a_copy_has_the_alt_texts(copies, exporter):
    with_solutions, paths = copies
    page, _ = exporter(embed_images=True).from_filename(str(paths[3]))
    pictures = re.findall(r"<img\b[^>]*?\balt=\"([^\"]*)\"", page)
    assert len(pictures) == len(re.findall(r"<img\b", page)) >= 5
    assert all(len(alt.split()) >= 6 for alt in pictures), pictures
    assert "No description has been provided" not in page
    assert ("solution_steps" in page) == with_solutions


def test_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert main(["--copies", str(tmp_path / "a")]) == 0
    assert capsys.readouterr().out.startswith(f"{len(LESSONS)} copies are in {tmp_path / 'a'}")
    assert main(["--copies", str(tmp_path / "b"), "--solutions"]) == 0
    assert "def solution_" in (tmp_path / "b" / LESSONS[4].name).read_text(encoding="utf-8")
    assert main(["--copies", str(tmp_path / "b")]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["--copies"]) == 2
    assert "--solutions" in capsys.readouterr().err
