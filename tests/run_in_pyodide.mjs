// Run pytest in Pyodide: node run_in_pyodide.mjs PYODIDE REPOSITORY SITE_PACKAGES ARGUMENTS…
// NumPy and its like are Pyodide's own; packages of plain Python, pytest among them, are those of this machine.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, repository, libraries, ...options] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const packages = ["joblib", "matplotlib", "numpy", "pandas", "pygments", "scikit-learn", "scipy", "sqlite3", "threadpoolctl"];
const env = { CI: "true", HOME: "/home/pyodide", MPLBACKEND: "Agg" }; // Pyodide's own backend needs a page to draw on
const pyodide = await loadPyodide({ env, indexURL: folder + "/", packages }); // which it compares with its list
for (const [place, root] of Object.entries({ "/pyodide": folder, "/repository": repository, "/libraries": libraries })) {
  pyodide.FS.mkdir(place);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, place);
}
pyodide.globals.set("options", pyodide.toPy(options));
process.exitCode = pyodide.runPython(`
import os, sys
from pathlib import Path

os.chdir("/repository")
sys.dont_write_bytecode = True
sys.path[:0] = ["/repository", "/repository/tests", *map(str, Path("/pyodide").glob("hypothesis-*.whl"))]
sys.path.append("/libraries")

import pytest

int(pytest.main(options))
`);
