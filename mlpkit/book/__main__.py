"""``python -m mlpkit.book``: mdBook calls it at every build; ``--check`` looks for mistakes without building."""

import sys
from pathlib import Path

from mlpkit.book.faults import check_book
from mlpkit.book.maths import FormulaError
from mlpkit.book.site import serve_mdbook

USAGE = "usage: python -m mlpkit.book --check, in the folder with book.toml (without --check, mdBook talks to it)"


def main(arguments: list[str]) -> int:
    """Run the command; return its exit status."""
    if arguments == ["--check"]:
        problems = check_book(Path())
        print("\n".join(problems) if problems else "The book is in order.")
        return 1 if problems else 0
    if arguments or sys.stdin.isatty():
        print(USAGE, file=sys.stderr)
        return 2
    try:
        serve_mdbook()
    except (FormulaError, ModuleNotFoundError) as error:
        hint = "" if isinstance(error, FormulaError) else '; pip install -e ".[book]" installs what the book needs'
        print(f"mlpkit.book: {error}{hint}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
