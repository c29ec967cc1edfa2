"""A student's afternoon, in a real JupyterLab and a real browser: lessons, exhibits, exercises, assignments.

A JupyterLab of our own, with folders of its own, works on a copy of the notebooks; Chromium opens it without a window.
Whether all numbers are right is nbval's part; here it is what a student sees and does.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium
from lab import Notebook, jupyterlab, show, sync_api
from releases import COMMANDS, copy_course, run, secrets

from mlpkit.teaching.assignments import ASSIGNMENTS

ROOT = Path(__file__).parent.parent
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))


@pytest.fixture(scope="module", name="chromium")
def a_browser() -> Iterator[object]:
    """A browser; a machine without one skips these tests, but never the machine that judges us."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory, chromium) -> Path:
    """A copy of the notebooks."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(ROOT / "notebooks", folder, ignore=shutil.ignore_patterns("assignments", "results"))
    return folder


@pytest.fixture(scope="module")
def page(folder, chromium) -> Iterator[object]:
    """One visitor's tab of the browser, with a JupyterLab in it: the tests open one lesson after another."""
    with jupyterlab(folder, folder.parent) as address:
        page = chromium.new_page(viewport={"width": 1280, "height": 1000})
        show(page, address)
        yield page


@pytest.fixture
def open_lesson(page) -> Iterator[object]:
    """Return a function that opens a lesson; it is closed, and its kernel ends, with the test."""
    opened = []

    def open_lesson(lesson: str) -> Notebook:
        opened.append(Notebook(page, next(path for path in LESSONS if path.name.startswith(lesson))))
        opened[-1].open()
        return opened[-1]

    yield open_lesson
    for notebook in opened:
        notebook.close()


@pytest.fixture(scope="module")
def scratch(page, folder) -> Iterator[Notebook]:
    """A notebook with one cell to put an exhibit in, for those that need no lesson around them."""
    cells = [{"cell_type": "code", "id": "code", "source": "# here", "outputs": [], "execution_count": None}]
    cells += [{"cell_type": "markdown", "id": f"below-{n}", "source": "Below"} for n in range(2)]
    path = folder / "scratch.ipynb"
    names = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": names, "cells": [{"metadata": {}} | c for c in cells]}
    path.write_text(json.dumps(content), encoding="utf-8")
    notebook = Notebook(page, path)
    notebook.open()
    notebook.lay_out()
    yield notebook
    notebook.close()


@pytest.fixture(scope="module")
def releases(tmp_path_factory, folder) -> Path:
    """The folder, with the copy of each assignment that the guide's second command makes."""
    repository = tmp_path_factory.mktemp("repository")
    result = run(COMMANDS[1], copy_course(repository))
    assert result.returncode == 0, result.stderr
    for assignment in ASSIGNMENTS:
        shutil.copy(repository / "classroom" / "release" / assignment / f"{assignment}.ipynb", folder)
    return folder


def says(exhibit: object) -> str:
    return exhibit.locator(".mlpkit-says").inner_text()


def wait_for(exhibit: object, pattern: str) -> str:
    """Wait until an exhibit says something; return it."""
    sync_api.expect(exhibit.locator(".mlpkit-says")).to_have_text(re.compile(pattern))
    return says(exhibit)


def drag(page: object, start: tuple[float, float], *places: tuple[float, float]) -> None:
    """Press the mouse button, go to one place after another, and let go."""
    page.mouse.move(*start)
    page.mouse.down()
    for place in places:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


def middle_of(element: object) -> tuple[float, float]:
    box = element.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# Every lesson

LONG = {path.name[:2] for path in LESSONS if "08" <= path.name[:2] <= "19"}
PLAYED = {"01", "03", "07", "20"}  # they have a test of their own below


@pytest.mark.parametrize("lesson", [path.name[:2] for path in LESSONS if path.name[:2] not in LONG | PLAYED])
def test_a_lesson_runs_from_top_to_bottom(open_lesson, lesson):
    notebook = open_lesson(lesson)
    notebook.restart_and_run_all()
    assert notebook.problems() == []


@pytest.mark.parametrize("lesson", sorted(LONG))
def test_a_long_lesson_opens_with_its_figures_and_its_set_up_runs(open_lesson, lesson):
    # They train for a minute and more; nbval runs them.
    notebook = open_lesson(lesson)
    assert notebook.problems() == []
    notebook.cell_with("rng = np.random.default_rng(").locator(".cm-content").click()
    notebook.page.keyboard.press("Shift+Enter")
    sync_api.expect(notebook.cell_with("rng = np.random.default_rng(").locator(".jp-InputPrompt")).to_have_text("[1]:")
    assert notebook.problems() == []


# What a student does


def test_lesson_01_a_line_is_dragged_until_no_mistakes_are_left_and_exercises_answer(open_lesson):
    notebook = open_lesson("01")
    notebook.restart_and_run_all()
    assert notebook.problems() == []
    notebook.lay_out()
    page, line = notebook.page, notebook.cell_with("line = widgets.DragLine").locator(".mlpkit")
    line.scroll_into_view_if_needed()
    assert says(line).startswith("197 of 200 points are wrong.")

    # With the button: the perceptron's rule.
    line.get_by_role("button", name="Next mistake").click()
    wait_for(line, "^41 of 200 points are wrong.*Point 0 has moved the line")
    line.get_by_role("button", name="Start again").click()
    wait_for(line, "^197 of 200")

    # With the mouse: the sides are exchanged, so each end goes where the other one was.
    ends = line.locator(".mlpkit-handle")
    first, second = middle_of(ends.nth(0)), middle_of(ends.nth(1))
    aside = (first[0] + 120, (first[1] + second[1]) / 2)
    drag(page, first, aside)
    drag(page, second, first)
    drag(page, aside, second)
    notebook.wait_until_settled()
    for _ in range(40):  # and then its upper end, in small moves to the left
        if says(line).startswith("No mistakes are left"):
            break
        x, y = middle_of(ends.nth(0))
        drag(page, (x, y), (x - 8, y))
        notebook.wait_until_settled()
    assert says(line).startswith("No mistakes are left: all 200 points are right."), says(line)
    assert line.locator(".mlpkit-wrong").count() == 0

    # With the keyboard alone: from the button on with Tab, the arrow keys, the space bar.
    line.get_by_role("button", name="Start again").focus()
    page.keyboard.press("Enter")
    wait_for(line, "^197 of 200")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")  # "Swap sides"
    wait_for(line, "^3 of 200")
    ends.nth(0).focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
        notebook.wait_until_settled()
        if says(line).startswith("No mistakes"):
            break
    wait_for(line, "^No mistakes are left")

    # An exercise: first not started, then a typical mistake, then the solution.
    stub = "def my_repaired_update("
    answer = notebook.cell("01-27a77634").locator(".jp-OutputArea-output")
    assert answer.inner_text().startswith("Not started yet")
    head = "def my_repaired_update(w, b, x, y, learning_rate=1.0):\n    error = y - int(x @ w + b >= 0)\n"
    notebook.type_and_run(stub, head + "    return w + learning_rate * error * x, b")
    sync_api.expect(answer).to_have_text(re.compile(r"Not yet, case .* of \d+: the bias does not move"))
    notebook.type_and_run(stub, head + "    return w - learning_rate * error * x, b - learning_rate * error")
    sync_api.expect(answer).to_have_text(re.compile("it moves the wrong way: the error is y minus the answer"))
    notebook.type_and_run(stub, head + "    return w + learning_rate * error * x, b + learning_rate * error")
    sync_api.expect(answer).to_have_text(re.compile(r"^Correct: (\d+) of \1 cases"))

    numbers = notebook.cell("01-df9a860c").locator(".jp-OutputArea-output")
    notebook.type_and_run("my_numbers = None", "my_numbers = (2, 5, 1)")
    sync_api.expect(numbers).to_have_text(re.compile("^Not yet: "))
    notebook.type_and_run("my_numbers = None", "my_numbers = (3.5, -1, -0.5)")
    sync_api.expect(numbers).to_have_text(re.compile("^Correct"))
    assert notebook.problems() == []


def test_lesson_03_a_slider_moves_the_walker(open_lesson):
    notebook = open_lesson("03")
    notebook.restart_and_run_all()
    assert notebook.problems() == []
    notebook.lay_out()
    slider = notebook.cell_with("slider = widgets.LearningRateSlider").locator(".mlpkit")
    slider.scroll_into_view_if_needed()
    assert says(slider).startswith("learning rate 0.2: w = 2.988 after 10 steps; the loss fell from 16")
    slider.locator("input").focus()
    notebook.page.keyboard.press("End")
    wait_for(slider, "^learning rate 0.26: w = -1.318 after 10 steps; the loss rose from 16")
    notebook.page.keyboard.press("Home")
    for _ in range(7):
        notebook.page.keyboard.press("ArrowRight")
    wait_for(slider, "^learning rate 0.125: w = 3 after 10 steps; the loss fell from 16 to 0$")
    # Python knows, and so the learner's own code does.
    notebook.type_and_run("assert_allclose(slider.path(), descend(", "print(slider.learning_rate)")
    cell = notebook.cell_with("assert_allclose(slider.path(), descend(")
    sync_api.expect(cell.locator(".jp-OutputArea-output")).to_have_text(re.compile("^0.125"))


def test_lesson_07_training_is_watched_paused_and_started_again(open_lesson):
    notebook = open_lesson("07")
    notebook.restart_and_run_all()
    assert notebook.problems() == []
    notebook.lay_out()
    watch = notebook.cell_with("watch = widgets.LiveTraining").locator(".mlpkit")
    watch.scroll_into_view_if_needed()
    assert says(watch).startswith("Epoch 0: loss 0.95")
    watch.get_by_role("button", name="One epoch").click()
    wait_for(watch, "^Epoch 1:")
    watch.get_by_role("button", name="Train").click()
    wait_for(watch, "^Epoch [0-9]{2,}:")
    watch.get_by_role("button", name="Pause").click()
    notebook.wait_until_settled()
    paused = says(watch)
    notebook.page.wait_for_timeout(1000)
    assert says(watch) == paused
    watch.get_by_role("button", name="Start again").click()
    wait_for(watch, "^Epoch 0: loss 0.95")


def test_lesson_20_a_seven_written_with_the_mouse_is_read(open_lesson):
    notebook = open_lesson("20")
    notebook.restart_and_run_all()
    assert notebook.problems() == []
    notebook.lay_out()
    page, pad = notebook.page, notebook.cell_with("pad = widgets.DigitPad").locator(".mlpkit")
    pad.scroll_into_view_if_needed()
    sheet = pad.locator(".mlpkit-sheet canvas")

    def write(*places):
        box = sheet.bounding_box()
        drag(page, *((box["x"] + x, box["y"] + y) for x, y in places))

    pad.get_by_role("button", name="Clear").click()
    wait_for(pad, "^The sheet is empty")
    assert pad.locator(".mlpkit-mistake").count() == 0
    write((20, 20), (120, 20), (70, 150))
    wait_for(pad, "^Read as 7, with")
    assert pad.locator(".mlpkit-mistake").count() == 5
    bars = pad.locator(".mlpkit-bar")
    widths = [bars.nth(digit).bounding_box()["width"] for digit in range(10)]
    assert max(range(10), key=widths.__getitem__) == 7

    # In the corner and without centering it is something else; with it, a seven again.
    pad.locator("[data-step=center]").uncheck()
    sync_api.expect(pad.locator(".mlpkit-says")).not_to_have_text(re.compile("^Read as 7"))
    pad.locator("[data-step=center]").check()
    wait_for(pad, "^Read as 7")

    # With the keyboard alone.
    pad.get_by_role("button", name="Clear").focus()
    page.keyboard.press("Enter")
    wait_for(pad, "^The sheet is empty")
    sheet.focus()
    for key, times in [("ArrowUp", 8), ("Space", 1), ("ArrowDown", 16), ("Space", 1)]:
        for _ in range(times):
            page.keyboard.press(key)
    wait_for(pad, "^Read as 1")
    page.keyboard.press("Delete")
    wait_for(pad, "^The sheet is empty")

    # The notebook did not take the keys for its own commands: all cells are still there.
    assert page.locator(".jp-Notebook .jp-Cell").count() == len(notebook.source)

    # Running the cell again closes the earlier pad in the kernel, too.
    source = "".join(
        next(cell["source"] for cell in notebook.source if "pad = widgets.DigitPad" in "".join(cell["source"]))
    )
    for _ in range(3):
        notebook.type_and_run("pad = widgets.DigitPad", source)
    sync_api.expect(pad).to_have_count(1)
    counted = "from ipywidgets.widgets.widget import _instances as models\n"
    counted += "print(sum(type(model).__name__ == 'View' for model in models.values()))"
    notebook.type_and_run("pad.write(my_drawing)", counted)
    output = notebook.cell_with("pad.write(my_drawing)").locator(".jp-OutputArea-output")
    sync_api.expect(output.first).to_have_text("1")


# The students' copies of the assignments: no solutions, and no error pages


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


# Exhibits in a notebook of their own, which stays open: no test below opens another


def test_a_table_is_sorted_by_a_click_on_its_heading(scratch):
    code = (
        "import pandas as pd\nfrom mlpkit import widgets\n"
        "widgets.SortableTable(pd.DataFrame({'net': ['b', 'a', 'c'], 'right': ['92.3 ± 1', '101', '9.5']}))"
    )
    scratch.type_and_run("# here", code)
    table = scratch.cell_with("# here").locator(".mlpkit")
    rows = table.locator("tbody tr")
    sync_api.expect(rows).to_have_count(3)
    table.get_by_role("button", name="right").click()
    sync_api.expect(rows.first).to_have_text(re.compile("9.5$"))
    table.get_by_role("button", name="right").click()
    sync_api.expect(rows.first).to_have_text(re.compile("101$"))
    sync_api.expect(table.locator("th[aria-sort=descending]")).to_have_text("right ▼")


def test_table_and_training_are_operated_with_the_keyboard_alone(scratch):
    press = scratch.page.keyboard.press
    cell = scratch.cell_with("# here")
    exhibit = cell.locator(".mlpkit")
    # JupyterLab gives its own buttons a line of one pixel.
    outline = "() => { const style = getComputedStyle(document.activeElement); return style.outlineWidth; }"

    code = (
        "import pandas as pd\nfrom mlpkit import widgets\n"
        "widgets.SortableTable(pd.DataFrame({'net': ['b', 'a', 'c'], 'right': [0.9, 0.7, 0.8]}))"
    )
    scratch.type_and_run("# here", code)
    first = exhibit.locator("tbody tr").first
    exhibit.get_by_role("button", name="net").focus()
    press("Enter")
    sync_api.expect(first).to_have_text(re.compile("a0.7$"))
    press("Tab")
    assert scratch.page.evaluate(outline) == "3px"
    press("Space")
    press("Space")  # the heading that was pressed keeps the focus
    sync_api.expect(first).to_have_text(re.compile("b0.9$"))

    code = (
        "import mlpkit\nimport numpy as np\nfrom mlpkit.datasets import make_moons\nrng = np.random.default_rng(0)\n"
        "X_moons, y_moons = make_moons(50, rng=rng)\nsmall, loss = mlpkit.mlp([2, 8, 2], rng=rng), "
        "mlpkit.SoftmaxCrossEntropy()\nwidgets.LiveTraining(\n"
        "    small, loss, mlpkit.SGD(learning_rate=0.05), X_moons, y_moons, batch_size=10, rng=rng\n)"
    )
    scratch.type_and_run("# here", code)
    wait_for(exhibit, "^Epoch 0:")
    is_colored = """async (image) => {
        const bitmap = await createImageBitmap(await (await fetch(image.getAttribute("href"))).blob());
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        context.drawImage(bitmap, 0, 0);
        const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
        return red !== blue;
    }"""
    assert exhibit.locator("svg image").evaluate(is_colored), "the regions are gray"
    exhibit.get_by_role("button", name="Train").focus()
    press("Space")
    wait_for(exhibit, "^Epoch [0-9]{2,}:")
    press("Space")  # the same button, which says "Pause" now
    sync_api.expect(exhibit.get_by_role("button", name="Train")).to_be_focused()
    scratch.wait_until_settled()
    n_epochs = int(re.search("[0-9]+", says(exhibit))[0])
    press("Tab")
    assert scratch.page.evaluate(outline) == "3px"
    press("Enter")  # "One epoch"
    wait_for(exhibit, f"^Epoch {n_epochs + 1}:")
    press("Tab")
    press("Enter")  # "Start again"
    wait_for(exhibit, "^Epoch 0:")
    assert scratch.page.locator(".jp-Notebook .jp-Cell").count() == len(scratch.source)


def test_colors_follow_the_theme(scratch):
    code = "from mlpkit import widgets\nwidgets.DragLine([[0, 0], [1, 1]], [0, 1])"
    scratch.type_and_run("# here", code)
    line = scratch.cell_with("# here").locator(".mlpkit")
    sync_api.expect(line).to_be_visible()
    brightness = {}
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        change = "(theme) => jupyterapp.commands.execute('apputils:change-theme', {theme})"
        scratch.page.evaluate(change, theme)
        scratch.page.wait_for_selector(f"body[data-jp-theme-name='{theme}']", state="attached")
        colors = line.evaluate("(e) => { const s = getComputedStyle(e); return [s.backgroundColor, s.color]; }")
        brightness[theme] = [sum(map(float, re.findall(r"[\d.]+", color)[:3])) / 3 for color in colors]
    (dark_page, dark_ink), (page, ink) = brightness.values()
    assert dark_page < 60 < 200 < dark_ink, brightness
    assert ink < 80 < 200 < page, brightness
