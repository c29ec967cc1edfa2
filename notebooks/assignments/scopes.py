"""The names in a piece of code, alike on every Python."""

import ast
import symtable


def names_in(code: str) -> symtable.SymbolTable:
    """Return the table of names of a piece of code, in which a comprehension keeps its variables to itself.

    Since Python 3.12 a list comprehension runs inside the code around it, and Python 3.13's table shows its variables
    there, as if they had been assigned. A generator has a table of its own on every version.
    """
    return symtable.symtable(ast.unparse(_Generators().visit(ast.parse(code))), "cell", "exec")


class _Generators(ast.NodeTransformer):
    """Writes every comprehension as a generator of the same names; the code is no longer meant to run."""

    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.ListComp | ast.SetComp):
            node = ast.GeneratorExp(node.elt, node.generators)
        elif isinstance(node, ast.DictComp):
            node = ast.GeneratorExp(ast.Tuple([node.key, node.value], ast.Load()), node.generators)
        return self.generic_visit(node)
