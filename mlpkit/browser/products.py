"""Matrix products in a browser: Pyodide's NumPy has no BLAS there, its SciPy has; two to five times as fast.

SciPy's are taken for ``np.dot`` and ``np.matmul``, which mlpkit calls where there is much to multiply, and for every
``@`` of the notebook. All else, other shapes and types, errors and the products of integers, is NumPy's as before.
"""

import ast
import builtins
import operator
from functools import partial
from typing import Any

import numpy as np
from scipy.linalg.blas import dgemm, sgemm

GEMM = {np.dtype(np.float32): sgemm, np.dtype(np.float64): dgemm}
SMALL = 4096
"""Up to so many multiplications a product is left to NumPy: chosen, not measured."""
NAME = "_product_in_a_browser"


def product(A: Any, B: Any, out: Any = None, *, numpys: Any = np.matmul, **options: Any) -> Any:
    """Return ``A @ B``, written into ``out`` if there is one.

    Parameters
    ----------
    A, B : ndarray, shapes (n, k) and (k, m), or anything that ``numpys`` takes
        The factors.
    out : ndarray, shape (n, m), optional
        Where to write.
    numpys : callable, optional
        What is called, with all ``options``, where SciPy cannot do the same.
    """
    if (
        options
        or not (type(A) is type(B) is np.ndarray and A.ndim == B.ndim == 2 and A.dtype == B.dtype)
        or A.shape[1] != B.shape[0]
        or A.size * B.shape[1] <= SMALL
        or (gemm := GEMM.get(A.dtype)) is None
        or (out is not None and not _is_room(out, A, B))
    ):
        return numpys(A, B, *(() if out is None else (out,)), **options)
    # BLAS takes columns for rows: it is given the transposed matrices, and the other one first.
    (left, turn_left), (right, turn_right) = _in_columns(B), _in_columns(A)
    C = None if out is None else out.T
    CT = gemm(1, left, right, c=C, overwrite_c=out is not None, trans_a=turn_left, trans_b=turn_right)
    return CT.T if out is None else out


def _is_room(out: Any, A: np.ndarray, B: np.ndarray) -> bool:
    """Return whether SciPy can write the product there: rows of the factors' type, and none of their own numbers."""
    return (
        type(out) is np.ndarray
        and out.shape == (len(A), B.shape[1])
        and out.dtype == A.dtype
        and out.flags.c_contiguous
        and not np.may_share_memory(out, A)
        and not np.may_share_memory(out, B)
    )


def _in_columns(X: np.ndarray) -> tuple[np.ndarray, bool]:
    """Return the transposed matrix as it lies in memory, and whether it is X itself, to be turned yet."""
    return (X, True) if X.flags.f_contiguous else (X.T, False)


class _Products(ast.NodeTransformer):
    """``A @ B`` becomes ``product(A, B)``."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.op, ast.MatMult):
            return node
        call = ast.Call(ast.Name(NAME, ast.Load()), [node.left, node.right], [])
        return ast.fix_missing_locations(ast.copy_location(call, node))


def take_scipys_products(shell: Any) -> None:
    """Do so from here on, in IPython's ``shell``."""
    np.dot, np.matmul = partial(product, numpys=np.dot), partial(product, numpys=np.matmul)  # type: ignore[assignment]
    setattr(builtins, NAME, partial(product, numpys=operator.matmul))
    shell.ast_transformers.append(_Products())
