"""The tool that runs lessons and saves them executed, tried on lessons of a few cells."""

import base64
import runpy
import sys

import nbformat
import pytest
import refresh_lessons
from nbclient.exceptions import CellExecutionError

# The smallest PNG there is: one transparent pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
DRAW = f"from IPython.display import Image, display\ndisplay(Image(data={PIXEL!r}))"


def write_lesson(path, *sources, tags=(), stale=False):
    """A notebook, not executed yet; its last cell gets the tags."""
    cells = [nbformat.v4.new_markdown_cell("# A lesson", id="title")]
    cells += [nbformat.v4.new_code_cell(source, id=f"code-{i}") for i, source in enumerate(sources)]
    if tags:
        cells[-1].metadata["tags"] = list(tags)
    if stale:
        cells[1].execution_count = 17
        cells[1].outputs = [nbformat.v4.new_output("stream", name="stdout", text="from long ago\n")]
        cells[1].metadata["execution"] = {"iopub.status.busy": "2020-01-01T00:00:00.000000Z"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"authors": [{"name": "somebody"}]})
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory):
    """The path of a lesson that was run, and the notebook that was written."""
    path = tmp_path_factory.mktemp("lessons") / "42_try_things.ipynb"
    sources = [
        "print('one')\nprint('two')",
        "import os\nos.path.basename(os.getcwd()), 'answer' in globals()",
        "answer = 6 * 7\nanswer",
        DRAW,
    ]
    write_lesson(path, *sources, tags=["cover"], stale=True)
    refresh_lessons.refresh(path)
    return path, nbformat.read(path, as_version=4)


def test_every_cell_is_run_in_order_in_a_fresh_kernel_in_the_lessons_own_folder(refreshed):
    path, notebook = refreshed
    nbformat.validate(notebook)
    title, printed, folder, answer, _ = notebook.cells
    assert title.source == "# A lesson"
    assert [cell.execution_count for cell in notebook.cells[1:]] == [1, 2, 3, 4]
    assert [(output.name, output.text) for output in printed.outputs] == [("stdout", "one\ntwo\n")]  # nothing stale
    assert folder.outputs[0].data["text/plain"] == f"({path.parent.name!r}, False)"
    assert answer.outputs[0].data["text/plain"] == "42"


def test_cells_keep_their_ids_and_tags(refreshed):
    _, notebook = refreshed
    assert [cell.id for cell in notebook.cells] == ["title", "code-0", "code-1", "code-2", "code-3"]
    assert notebook.cells[-1].metadata == {"tags": ["cover"]}


def test_nothing_about_the_run_or_the_person_is_written_down(refreshed):
    _, notebook = refreshed
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info == {"name": "python"}
    assert all("execution" not in cell.metadata for cell in notebook.cells[2:])


def test_no_time_of_an_earlier_run_stays_either(refreshed):
    _, notebook = refreshed
    assert notebook.cells[1].metadata == {}


def test_the_picture_of_the_cover_is_saved_under_the_lessons_name(refreshed):
    path, _ = refreshed
    assert (path.parent / "images" / "42_try_things.png").read_bytes() == PIXEL
    assert sorted(found.name for found in path.parent.iterdir()) == ["42_try_things.ipynb", "images"]


def test_an_error_in_a_cell_leaves_the_file_as_it_was(tmp_path, monkeypatch, capsys):
    """Run as the maintainer runs it, with two lessons: the first is not touched, the second is not reached."""
    broken, next_one = tmp_path / "01_broken.ipynb", tmp_path / "02_next.ipynb"
    write_lesson(broken, "1 + 1", "raise ValueError('in the lesson')", stale=True)
    write_lesson(next_one, "1 + 1")
    before = broken.read_bytes(), next_one.read_bytes()
    monkeypatch.setattr(sys, "argv", ["refresh_lessons.py", str(broken), str(next_one)])
    with pytest.raises(CellExecutionError, match="in the lesson"):
        runpy.run_path(refresh_lessons.__file__, run_name="__main__")
    assert capsys.readouterr().out == f"running {broken}\n"
    assert (broken.read_bytes(), next_one.read_bytes()) == before
    assert not (tmp_path / "images").exists()


def test_a_cover_without_a_picture_is_an_error_and_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    """No kernel is needed to find that out: the cells count as run."""
    path = tmp_path / "03_no_picture.ipynb"
    write_lesson(path, "1 + 1", tags=["cover"])
    before = path.read_bytes()
    monkeypatch.setattr(refresh_lessons.NotebookClient, "execute", lambda client: None)
    with pytest.raises(StopIteration):
        refresh_lessons.refresh(path)
    assert path.read_bytes() == before
