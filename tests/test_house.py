"""The measure of the house, the targets of the core, and what its machinery may import."""

import ast
import subprocess
import sys

import house
import pytest

EXAMPLE = '''"""A module."""

import math  # a comment


def longest(x):
    """Do it.

    At length.
    """
    text = """two
    lines"""
    if x > 0 and math.isfinite(x):  # one for the branch, one for the `and`
        return [letter for letter in text]
    return text if x else ""
'''


def test_docstrings_comments_and_blanks_are_no_code():
    assert sorted(house.code_lines(EXAMPLE)) == [3, 6, 11, 12, 13, 14, 15]


def test_branches_and_conditions_make_a_function_complex(tmp_path):
    path = tmp_path / "example.py"
    path.write_text(EXAMPLE)
    assert list(house.functions(path)) == [house.Function("example.longest", 6, 5)]


@pytest.mark.parametrize("row", [row for row in house.table() if row[2] and row[3] != "the whole package"], ids=str)
def test_the_core_keeps_to_its_targets(row):
    _, now, target, _ = row
    assert 0 < now <= target


# Imports run one way. "core" are the files beside ``__init__``; "mlpkit" is the package as a user sees it.
MAY_IMPORT = {
    "_machinery": set(),
    "core": {"_machinery"},
    "datasets": {"_machinery"},
    "estimator": {"_machinery", "core"},
    "gradcheck": {"_machinery", "core"},
    "plots": {"_machinery", "core"},
    "studies": {"_machinery", "core", "datasets"},
    "widgets": {"_machinery", "core", "datasets", "plots"},
    "teaching": {"_machinery", "mlpkit", "datasets", "gradcheck", "studies"},
    "book": set(),
    "bench": {"_machinery", "mlpkit", "core", "datasets", "plots"},
}


def room_of(module: str) -> str:
    """Return the room of a module such as ``mlpkit.plots.curves``."""
    first = module.split(".")[1] if "." in module else ""
    return first if (house.PACKAGE / first).is_dir() and first else "core" if first else "mlpkit"


def rooms_imported_by(path) -> set[str]:
    """Return the rooms whose modules a file imports, anywhere in it."""
    modules = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            modules |= {f"mlpkit.{name.name}" for name in node.names} if node.module == "mlpkit" else {node.module}
        elif isinstance(node, ast.Import):
            modules |= {name.name for name in node.names}
    return {room_of(module) for module in modules if module.split(".")[0] == "mlpkit"}


def test_the_files_beside_the_folders_are_the_core():
    assert {path.stem for path in house.PACKAGE.glob("*.py")} == {"__init__", *house.CORE}
    rooms = {path.name for path in house.PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert rooms == MAY_IMPORT.keys() - {"core"}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_run_one_way(room):
    files = sorted(house.PACKAGE.glob("*.py") if room == "core" else (house.PACKAGE / room).rglob("*.py"))
    found = {name for path in files if path != house.PACKAGE / "__init__.py" for name in rooms_imported_by(path)}
    assert found - {room} <= MAY_IMPORT[room]


@pytest.mark.parametrize("room", sorted(MAY_IMPORT.keys() - {"core"}))
def test_a_room_says_what_it_is_for_and_what_it_imports(room):
    text = ast.get_docstring(ast.parse((house.PACKAGE / room / "__init__.py").read_text(encoding="utf-8")))
    assert "import" in text
    assert len(text.split()) > 20


def test_a_room_is_there_when_it_is_asked_for():
    program = "import mlpkit, sys; print('mlpkit.datasets' in sys.modules, mlpkit.datasets.load_mnist.__name__)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "False load_mnist\n"
