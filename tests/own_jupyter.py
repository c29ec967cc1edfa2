"""The environment of the Jupyter and nbgrader processes that tests start: nothing of the user's."""

import os
import sys
from pathlib import Path


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which Jupyter keeps all its files in ``folder`` and reads nobody's settings."""
    names = ["CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"]
    own = {f"JUPYTER_{name}": str(folder / f"jupyter_{name.lower()}") for name in names}
    Path(own["JUPYTER_DATA_DIR"]).mkdir(parents=True, exist_ok=True)  # which JupyterLab 4.2 does not make
    own |= {f"JUPYTERLAB_{name}_DIR": str(folder / f"lab_{name.lower()}") for name in ("SETTINGS", "WORKSPACES")}
    # Kernels come from this environment, and settings from nowhere else: not from /etc either.
    own |= {"JUPYTER_PREFER_ENV_PATH": "1", "JUPYTER_NO_CONFIG": "1"}
    own["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    others = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "NBGRADER"))}
    return others | own
