"""Build the book in a folder of its own, as ``mdbook build`` does after ``source .venv/bin/activate``."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def copy_book(folder: Path) -> Path:
    """Copy what the book is made from, and return the copy's top folder."""
    top = folder / "top"
    shutil.copytree(ROOT / "notebooks", top / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copytree(ROOT / "mlpkit" / "book" / "theme", top / "mlpkit" / "book" / "theme")
    shutil.copy(ROOT / "book.toml", top)
    return top


def run_mdbook(top: Path) -> subprocess.CompletedProcess[str]:
    """Run ``mdbook build`` in ``top``, with the programs of this environment first on the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    mdbook = shutil.which("mdbook", path=path)
    assert mdbook, 'there is no mdbook; pip install -e ".[test]" installs it'
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    streams = {"stdin": subprocess.DEVNULL, "capture_output": True, "encoding": "utf-8"}
    return subprocess.run([mdbook, "build"], cwd=top, env=environment, timeout=3600, **streams)


def build_book(folder: Path) -> Path:
    """Build the book from a copy, and return the folder of the site."""
    top = copy_book(folder)
    result = run_mdbook(top)
    assert result.returncode == 0, result.stderr
    assert "WARN" not in result.stderr.replace("search index is very large", ""), result.stderr
    return top / "book" / "html"
