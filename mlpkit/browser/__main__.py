"""``python -m mlpkit.browser SITE PYODIDE``, in the folder of the repository."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

USAGE = """usage: python -m mlpkit.browser SITE PYODIDE
  SITE     a new folder, for the site
  PYODIDE  the folder or the address of a release of Pyodide, with its packages"""


def main(arguments: list[str]) -> int:
    """Run the command; return its exit status."""
    if len(arguments) != 2:
        print(USAGE, file=sys.stderr)
        return 2
    target = Path(arguments[0])
    try:
        if target.exists():
            raise FileExistsError(f"{target} is there already; expected the name of a new folder")
        import_module("jupyterlite_pyodide_kernel")
        from mlpkit.browser.site import build_site

        build_site(Path("notebooks"), arguments[1], target)
    except (ImportError, OSError, ValueError, subprocess.CalledProcessError) as error:
        hint = '; pip install -e ".[site]" installs what the site needs' if isinstance(error, ImportError) else ""
        print(f"mlpkit.browser: {error}{hint}", file=sys.stderr)
        return 1
    print(f"The site is in {target}: python -m http.server --directory {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
