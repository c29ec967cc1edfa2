"""The site: JupyterLite with the lessons, and a Python that has mlpkit."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat

from mlpkit.browser.wheels import write_packages

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"


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
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--no-sourcemaps"]
        subprocess.run([*command, "--output-dir", str(target.resolve())], cwd=folder, check=True)


def write_lesson(source: Path, target: Path) -> None:
    """Write a lesson for the browser's kernel; JupyterLite would put commas between the lines of an output."""
    lesson = nbformat.read(source, as_version=4)  # type: ignore[no-untyped-call]  # which joins them
    lesson.metadata.kernelspec = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    target.write_text(json.dumps(lesson, ensure_ascii=False), encoding="utf-8")
