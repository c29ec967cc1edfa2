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
    if arguments == ["--check"]:
        problems = check_book(Path())
        print("\n".join(problems) if problems else "The book is in order.")
        return 1 if problems else 0
    if arguments[:1] == ["--copies"] and len(arguments) > 1 and arguments[2:] in ([], ["--solutions"]):
        target = Path(arguments[1])
        if target.exists():
            print(f"mlpkit.book: {target} is there already; expected the name of a new folder", file=sys.stderr)
            return 1
        copies = write_copies(Path("notebooks"), target, with_solutions=len(arguments) > 2)
        print(f"{len(copies)} copies are in {target}: jupyter nbconvert --to html --embed-images {target}/*.ipynb")
        return 0
    makes_slides = arguments[:1] == ["--slides"] and len(arguments) == 2
    if not makes_slides and (arguments or sys.stdin.isatty()):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        if makes_slides:
            return _make_slides(Path(arguments[1]))
        serve_mdbook()
    except (FormulaError, ModuleNotFoundError) as error:
        hint = "" if isinstance(error, FormulaError) else '; pip install -e ".[book]" installs what the book needs'
        print(f"mlpkit.book: {error}{hint}", file=sys.stderr)
        return 1
    return 0


def _make_slides(site: Path) -> int:
    if not (site / "fonts").is_dir():
        print(f"mlpkit.book: {site} has no book in it; expected its folder: run mdbook build first", file=sys.stderr)
        return 1
    reveal = importlib.resources.files("pyreveal") / "revealjs" / "dist"
    decks = write_decks(Path("notebooks"), site, reveal)
    print(f"{len(decks)} decks are in {site}; lessons link to them. To print one, add ?print-pdf to its name")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
