"""Run lessons from top to bottom in a fresh kernel and save them executed, ready to commit.

Usage: ``python tests/refresh_lessons.py notebooks/07_*.ipynb``

Timing metadata is left out, so that a run that changes nothing leaves no difference but the measured numbers. The
picture of a cell tagged ``cover`` is also written to ``notebooks/images/``, where the lesson's first cell and
the README show it.
"""

import base64
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

CELL_TIMEOUT = 300  # seconds


def refresh(path: Path) -> None:
    """Execute one notebook in place; on an error in a cell, leave the file as it was."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times that another program has written down
        if "cover" in cell.metadata.get("tags", []):
            save_cover(cell, path)
    nbformat.write(notebook, path)


def save_cover(cell: nbformat.NotebookNode, path: Path) -> None:
    """Write the picture that a cell has drawn to ``images/``, under the notebook's name."""
    picture = next(output.data["image/png"] for output in cell.outputs if "image/png" in output.get("data", {}))
    image = path.parent / "images" / f"{path.stem}.png"
    image.parent.mkdir(exist_ok=True)
    image.write_bytes(base64.b64decode(picture))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"running {name}", flush=True)
        refresh(Path(name))
