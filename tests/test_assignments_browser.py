"""The students' copies of the assignments in a real JupyterLab and a real browser: no solutions, and no error pages."""

import json
import re
import shutil
from collections.abc import Iterator

import pytest
from browser import chromium
from lab import Notebook, jupyterlab, show, sync_api
from releases import COMMANDS, copy_course, run, secrets

from mlpkit.teaching.assignments import ASSIGNMENTS


@pytest.fixture(scope="module", name="chromium")
def a_browser() -> Iterator[object]:
    """A browser; without one these tests are skipped."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def releases(tmp_path_factory, chromium):
    """A folder with the copy of each assignment that the guide's second command makes."""
    repository = tmp_path_factory.mktemp("repository")
    result = run(COMMANDS[1], copy_course(repository))
    assert result.returncode == 0, result.stderr
    folder = repository / "handed-out"
    folder.mkdir()
    for assignment in ASSIGNMENTS:
        shutil.copy(repository / "classroom" / "release" / assignment / f"{assignment}.ipynb", folder)
    return folder


@pytest.fixture(scope="module")
def page(tmp_path_factory, releases, chromium):
    """A tab of the browser with a JupyterLab that shows them."""
    with jupyterlab(releases, tmp_path_factory.mktemp("lab")) as address:
        page = chromium.new_page(viewport={"width": 1280, "height": 1000})
        show(page, address)
        yield page


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_student_opens_an_assignment_and_runs_it(assignment, page, releases):
    notebook = Notebook(page, releases / f"{assignment}.ipynb")
    notebook.open()
    notebook.lay_out()
    notebook.restart_and_run_all()
    assert notebook.problems() == []

    shown = page.locator(".jp-Notebook").text_content()
    assert "raise NotImplementedError()" in shown
    for task in ASSIGNMENTS[assignment]:
        output = notebook.cell_with(f'try_out("{task}", {task})').locator(".jp-OutputArea-output")
        sync_api.expect(output).to_have_text(re.compile("^Not started yet: "))
        sync_api.expect(output).to_be_visible()

    held = json.dumps(page.evaluate("() => jupyterapp.shell.currentWidget.content.model.toJSON()"), ensure_ascii=False)
    assert "raise NotImplementedError()" in held
    assert [line for line in secrets(assignment) if line in shown or json.dumps(line)[1:-1] in held] == []
    assert not any(mark in shown + held for mark in ("SOLUTION", "HIDDEN", "grade("))
    notebook.close()
