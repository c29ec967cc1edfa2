"""Packages as Pyodide loads them: its own, checked against its list, and wheels of what is installed here."""

import hashlib
import io
import json
import shutil
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from mlpkit.browser.digits import FOLDER, MNIST

LIST = "pyodide-lock.json"
OF_PYODIDE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
OF_THE_KERNEL = ["comm", "ipython", "jedi", "micropip", "sqlite3", "ssl"]
ON_THE_PAGE = {"jupyterlab", "jupyterlab-widgets", "widgetsnbextension"}
"""What mlpkit needs and the page has in another form."""
EXTRA = {"extra": "interactive"}  # of mlpkit: its things to drag
OF_THIS_MACHINE = (".pyc", ".pth", ".so", ".pyd", "/RECORD", "/INSTALLER", "/REQUESTED", "/direct_url.json")


def write_packages(source: str, target: Path) -> list[str]:
    """Write Pyodide, mlpkit and all that both need into a new folder, with a list that has all of them.

    Parameters
    ----------
    source : str
        The address of a folder with a release of Pyodide; it ends with a slash.
    target : Path
        The folder.

    Returns
    -------
    list of str
        The names of all packages.

    Raises
    ------
    ValueError
        If a package is missing that is not plain Python, or a file differs from its SHA-256 in the release's list.
    """
    target.mkdir(parents=True)
    release = json.loads(_read(source + LIST))
    packages: dict[str, dict[str, Any]] = {}
    todo = ["mlpkit", *OF_THE_KERNEL]
    while todo:
        name = canonicalize_name(todo.pop())
        if name in packages:
            continue
        if name in release["packages"]:
            entry = release["packages"][name]
            content = _read(source + entry["file_name"])
            if hashlib.sha256(content).hexdigest() != entry["sha256"]:
                raise ValueError(f"{source}{entry['file_name']} is not the file that {LIST} lists. Hint: get it again")
        elif name in ("sqlite3", "ssl"):  # of Python's own library, where Pyodide has not split them off
            continue
        else:
            entry, content = _of_installed(distribution(name))
        (target / entry["file_name"]).write_bytes(content)
        packages[name] = entry
        todo += entry["depends"]
    (target / LIST).write_text(json.dumps({"info": release["info"], "packages": packages}), encoding="utf-8")
    shutil.copytree(MNIST, target / FOLDER)
    is_module = b"pyodide.asm.mjs" in _read(source + "pyodide.mjs")
    for file in (*OF_PYODIDE, "pyodide.asm.mjs" if is_module else "pyodide.asm.js"):
        (target / file).write_bytes(_read(source + file))
    for need in map(Requirement, distribution("mlpkit").requires or ()):
        found = packages.get(canonicalize_name(need.name), {}).get("version")
        if found and found not in need.specifier:
            print(f"mlpkit asks for {need}; Pyodide has {found}. The site takes it all the same.")
    return [*packages]


def _read(address: str) -> bytes:
    with urlopen(address) as file:
        return file.read()


def _of_installed(package: Distribution) -> tuple[dict[str, Any], bytes]:
    """Return an entry for the list, and a wheel: a package of plain Python as it is installed here."""
    files = {file.as_posix(): Path(str(file.locate())) for file in package.files or () if ".." not in file.parts}
    project = package.name
    if project == "mlpkit":  # maybe from a checkout
        own = Path(__file__).parent.parent
        files |= {f"mlpkit/{file.relative_to(own).as_posix()}": file for file in own.rglob("*") if file.is_file()}
    compiled = [name.partition(".")[0] for name in files if name.endswith((".so", ".pyd"))]
    if [name for name in compiled if f"{name}.py" not in files and "__mypyc" not in name]:  # which keeps the Python
        raise ValueError(f"{project} is not plain Python. Hint: PYODIDE must be a whole release, with all packages")
    files = {name: file for name, file in files.items() if not name.endswith(OF_THIS_MACHINE) and file.parent != MNIST}
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes(), zipfile.ZIP_DEFLATED)  # the same bytes each time
    needs = [Requirement(need) for need in package.requires or ()]
    needed = {canonicalize_name(need.name) for need in needs if not need.marker or need.marker.evaluate(EXTRA)}
    modules = {name.split("/")[0].removesuffix(".py") for name in files if ".dist-info/" not in name}
    entry = {
        "name": canonicalize_name(project),
        "version": package.version,
        "file_name": f"{project.replace('-', '_')}-{package.version}-py3-none-any.whl",
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.getvalue()).hexdigest(),
        "package_type": "package",
        "imports": sorted(modules),
        "depends": sorted(needed - ON_THE_PAGE),
        "unvendored_tests": False,
    }
    return entry, wheel.getvalue()
