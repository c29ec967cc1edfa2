"""``python -m mlpkit.book``: mdBook calls it at every build; the options are for people."""

import importlib.resources
import sys
from pathlib import Path

from mlpkit.book.copies import write_copies
from mlpkit.book.faults import check_book
from mlpkit.book.maths import FormulaError
from mlpkit.book.site import serve_mdbook
from mlpkit.book.slides import write_decks

USAGE = """usage, in the folder with book.toml (without arguments, mdBook talks to it):
  python -m mlpkit.book --check                      look for mistakes without building
  python -m mlpkit.book --copies FOLDER              copies of the lessons to export, without solutions
  python -m mlpkit.book --copies FOLDER --solutions  with solutions
  python -m mlpkit.book --slides book/html           slides of every lesson, into the finished book"""


def main(arguments: list[str]) -> int:
    """Run the command; return its exit status."""
    notebooks = Path("notebooks")
    try:
        match arguments:
            case ["--check"]:
                problems = check_book(Path())
                print("\n".join(problems) if problems else "The book is in order.")
                return 1 if problems else 0
            case ["--copies", folder] | ["--copies", folder, "--solutions"]:
                if Path(folder).exists():
                    raise FileExistsError(f"{folder} is there already; expected the name of a new folder")
                count = len(write_copies(notebooks, Path(folder), with_solutions="--solutions" in arguments))
                print(f"{count} copies are in {folder}: jupyter nbconvert --to html --embed-images {folder}/*.ipynb")
            case ["--slides", folder]:
                if not Path(folder, "fonts").is_dir():
                    raise NotADirectoryError(f"{folder} has no finished book in it: run mdbook build first")
                reveal = importlib.resources.files("pyreveal") / "revealjs" / "dist"
                count = len(write_decks(notebooks, Path(folder), reveal))
                print(f"{count} decks are in {folder}; lessons link to them. To print one, add ?print-pdf to its name")
            case [] if not sys.stdin.isatty():
                serve_mdbook()
            case _:
                print(USAGE, file=sys.stderr)
                return 2
    except (FormulaError, FileExistsError, NotADirectoryError, ModuleNotFoundError) as error:
        hint = '; pip install -e ".[book]" installs what is missing' if isinstance(error, ModuleNotFoundError) else ""
        print(f"mlpkit.book: {error}{hint}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
