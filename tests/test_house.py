"""The measure of the house, the targets of the core, and what its machinery may import."""

import ast

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


@pytest.mark.parametrize("path", sorted((house.PACKAGE / "_machinery").glob("*.py")), ids=lambda path: path.stem)
def test_the_machinery_knows_nothing_of_the_package_around_it(path):
    imports = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = [
        name
        for node in imports
        for name in ([node.module or "."] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    ]
    assert not [
        name for name in names if name.startswith(("mlpkit", ".")) and not name.startswith("mlpkit._machinery.")
    ]
