"""Students' copies of the assignments, as the teacher's guide makes them, and what must not be in them."""

import re
import shutil
import subprocess
from pathlib import Path

import nbformat
from own_jupyter import environment

COURSE = Path(__file__).parent.parent / "notebooks" / "assignments"
GUIDE = (COURSE / "README.md").read_text(encoding="utf-8")
COMMANDS = re.search(r"<!-- the five commands -->\n```sh\n(.+?)\n```", GUIDE, flags=re.S)[1].splitlines()
"""The guide's five commands."""


def copy_course(repository: Path) -> Path:
    """Copy the course into another repository, so that nothing is generated in this one; return its folder there."""
    ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    return Path(shutil.copytree(COURSE, repository / "notebooks" / "assignments", ignore=ignore))


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the guide as printed, with this environment activated."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder, env=environment(folder.parents[1] / "jupyter"),
        capture_output=True, text=True, timeout=7200, check=False,
    )  # fmt: skip


def secrets(assignment: str) -> list[str]:
    """Return the lines of an assignment's solutions and hidden checks, but those that a hint says on purpose."""
    cells = nbformat.read(COURSE / "source" / assignment / f"{assignment}.ipynb", as_version=4).cells
    lines = []
    for cell in cells:
        for region in re.findall(r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)### END", cell.source, flags=re.S):
            lines += [line.strip() for line in region.splitlines() if len(line.strip()) > 12]
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "report":
            lines += [line for line in cell.source.splitlines() if len(line) > 30]
    told = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown" and "nbgrader" not in cell.metadata)
    return [line for line in lines if line not in told]
