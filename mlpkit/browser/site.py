"""The site: JupyterLite with the lessons, and a Python that has mlpkit."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

from mlpkit.browser.wheels import write_packages

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
PANEL = "@jupyterlab/notebook-extension:panel"
BUTTON = {"name": "download", "command": "docmanager:download", "label": "Download", "rank": 60}
"""What a student has written is kept by this browser alone; this takes it out."""
HOW_MUCH_SLOWER, START = 8, 5
"""2 to 9 times were measured, lesson by lesson. Of the seconds that a lesson states, some five are its start."""
SET_UP = "# In a browser, SciPy multiplies matrices faster than NumPy.\n%load_ext mlpkit.browser\n\n"
NOTICE = """\
*You are in a browser, where long computations take up to eight times as long as on your computer itself: those of this
lesson about {minutes}. To end one before its time, choose **Kernel → Restart Kernel**: nothing else stops it, and
Python forgets its names. Your work is kept by this browser on this computer, and nowhere else: take it with you by
**Download**, above.*"""


def build_site(notebooks: Path, pyodide: str, target: Path) -> None:
    """Build the site into a new folder.

    Parameters
    ----------
    notebooks : Path
        The lessons' folder.
    pyodide : str
        The folder, or the address, of a release of Pyodide that JupyterLite knows.
    target : Path
        The new folder.
    """
    source = pyodide if "://" in pyodide else Path(pyodide).resolve().as_uri()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages = write_packages(source.rstrip("/") + "/", folder / "static" / "pyodide")
        shutil.copytree(notebooks / "images", folder / "files" / "images")
        for path in sorted(notebooks.glob("[0-9][0-9]_*.ipynb")):
            write_lesson(path, folder / "files" / path.name)
        shutil.copytree(notebooks / "results", folder / "files" / "results")
        # All that there is, and at once: NumPy is older than mlpkit asks for in some releases, which pip would refuse.
        kernel = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": packages}}
        settings = {"jupyter-lite-schema-version": 0, "jupyter-config-data": {"litePluginSettings": {KERNEL: kernel}}}
        (folder / "jupyter-lite.json").write_text(json.dumps(settings), encoding="utf-8")
        (folder / "overrides.json").write_text(json.dumps({PANEL: {"toolbar": [BUTTON]}}), encoding="utf-8")
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--no-sourcemaps"]
        subprocess.run([*command, "--output-dir", str(target.resolve())], cwd=folder, check=True)


def write_lesson(source: Path, target: Path) -> None:
    """Write a lesson for the browser's kernel, with what is different there as its first words."""
    lesson = nbformat.read(source, as_version=4)  # type: ignore[no-untyped-call]  # joins outputs, see below
    lesson.metadata.kernelspec = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    (seconds,) = {int(n) for cell in lesson.cells for n in re.findall(r"; runs in (?:about )?(\d+) s\b", cell.source)}
    minutes = max(1, round((seconds - START) * HOW_MUCH_SLOWER / 60))
    notice = NOTICE.format(minutes=f"{minutes} minutes" if minutes > 1 else "a minute")
    set_up = next(cell for cell in lesson.cells if cell.cell_type == "code")
    set_up.source = SET_UP + set_up.source
    lesson.cells.insert(0, nbformat.v4.new_markdown_cell(notice, id="in-a-browser"))  # type: ignore[no-untyped-call]
    target.write_text(json.dumps(lesson, ensure_ascii=False), encoding="utf-8")
