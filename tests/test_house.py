"""The measure of the house, the targets of the core, and what its machinery may import."""

import ast
import inspect
import re
import subprocess
import sys
from importlib import import_module

import house
import pytest

import mlpkit

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


TARGETS = (
    *("lines of code", "all lines", "words", "functions of a step", "calls of a step"),
    *("longest function of the core", "largest complexity of the core"),
)


@pytest.fixture(scope="module")
def rows():
    """The rows of the table that have a target, by name. Not made above: every worker imports this file."""
    return {row[0]: row for row in house.table() if row[2] and row[3] != "the whole package"}


@pytest.mark.parametrize("what", TARGETS)
def test_the_core_keeps_to_its_targets(what, rows):
    assert rows.keys() == set(TARGETS)
    _, now, target, where = rows[what]
    hint = "take as much out, or raise the target in tests/house.py and let the commit say what it pays for"
    assert 0 < now <= target, f"{what} of {where}: {now:,}; expected at most {target:,}. Hint: {hint}"


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
    "browser": set(),
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


def is_a_definition(thing, module: str) -> bool:
    """Return whether a module defines this class or function; protocols only describe those of others."""
    is_own = (inspect.isclass(thing) or inspect.isfunction(thing)) and thing.__module__ == module
    return is_own and not getattr(thing, "_is_protocol", False)


@pytest.mark.parametrize("name", house.CORE)
def test_what_the_core_defines_is_public_unless_an_underscore_says_otherwise(name):
    module = import_module(f"mlpkit.{name}")
    found = {thing: value for thing, value in vars(module).items() if is_a_definition(value, module.__name__)}
    public = {thing for thing in found if not thing.startswith("_")}
    missing = public - {*mlpkit.__all__}
    assert not missing, f"mlpkit/{name}.py defines {sorted(missing)}: import and list them in mlpkit/__init__.py"
    assert all(getattr(mlpkit, thing) is found[thing] for thing in public)


def test_all_that_the_package_imports_for_its_users_is_listed():
    imported = {
        name: getattr(thing, "__module__", "") for name, thing in vars(mlpkit).items() if not name.startswith("_")
    }
    ours = {name for name, module in imported.items() if module.startswith("mlpkit.")}
    assert ours <= {*mlpkit.__all__}
    assert all(hasattr(mlpkit, name) for name in mlpkit.__all__ if name != "MLPClassifier")  # needs scikit-learn


def test_a_room_is_there_when_it_is_asked_for():
    program = "import mlpkit, sys; print('mlpkit.datasets' in sys.modules, mlpkit.datasets.load_mnist.__name__)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "False load_mnist\n"


# How something is added

ROOT = house.PACKAGE.parent
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_table_of_contributing_names_files_that_exist():
    named = set(re.findall(r"\b(?:mlpkit|tests|notebooks)/[\w./]*", CONTRIBUTING)) - {"notebooks/NN_verb_topic.ipynb"}
    missing = {path for path in named if not (ROOT / path.removesuffix("NN_")).exists()} - {"tests/test_x.py"}
    assert not missing
    assert len(named) > 25


def test_the_table_of_contributing_names_lists_that_its_row_s_files_hold():
    """Such as ``EVERY_OPTIMIZER`` in ``tests/test_optimizers.py``."""
    n_lists = 0
    for row in CONTRIBUTING.splitlines():
        files = [ROOT / path for path in re.findall(r"`((?:mlpkit|tests)/[\w/]+\.py)`", row)]
        text = "\n".join(path.read_text(encoding="utf-8") for path in files if path.is_file())
        for name in re.findall(r"`([A-Z_]{5,})`", row):
            assert re.search(rf"^{name}\b.* = ", text, flags=re.MULTILINE), f"{name} is in none of this row's files"
            n_lists += 1
    assert n_lists >= 5
