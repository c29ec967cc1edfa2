"""A table to sort by any of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mlpkit._machinery.arguments import as_int, describe
from mlpkit.widgets.exhibit import Exhibit

if TYPE_CHECKING:
    import pandas as pd


class SortableTable(Exhibit):
    """A table whose headings are buttons: one click sorts by a column, the next the other way round.

    Parameters
    ----------
    table : pandas.DataFrame
        What to show. Its index becomes the first columns.

    Examples
    --------
    >>> import pandas as pd
    >>> table = SortableTable(pd.DataFrame({"network": ["small", "large"], "accuracy": [0.92, 0.97]}))
    >>> table.sort(2)  # column 0 is the index
    >>> table.rows()
    [['0', 'small', '0.92'], ['1', 'large', '0.97']]
    >>> table.sort(2)
    >>> table.rows()
    [['1', 'large', '0.97'], ['0', 'small', '0.92']]
    """

    script = "sortable_table.js"

    def __init__(self, table: pd.DataFrame) -> None:
        if not hasattr(table, "reset_index"):
            raise TypeError(f"SortableTable: table must be a pandas.DataFrame; got {describe(table)}")
        self.table = table
        self._flat = table.reset_index()
        self._texts = [[_text(value) for value in row] for row in self._flat.itertuples(index=False)]
        self._column: int | None = None
        self._descending = False

    def sort(self, column: int) -> None:
        """Sort by a column, counted from 0, the index first; once more by the same: the other way round."""
        column = as_int(column, name="SortableTable: column", minimum=0)
        if column >= self._flat.shape[1]:
            raise ValueError(f"SortableTable: there are {self._flat.shape[1]} columns; got column {column}")
        self._descending = column == self._column and not self._descending
        self._column = column

    def order(self) -> list[int]:
        """Return the numbers of the rows from the top; rows that are equal stay in their order, NaN comes last."""
        if self._column is None:
            return list(range(len(self._flat)))
        keys = [_sort_key(value) for value in self._flat.iloc[:, self._column]]
        known = [k for k, key in enumerate(keys) if key is not None]
        missing = [k for k, key in enumerate(keys) if key is None]
        return sorted(known, key=lambda k: keys[k] or (), reverse=self._descending) + missing

    def rows(self) -> list[list[str]]:
        """Return the texts of the table from the top, row by row."""
        return [self._texts[k] for k in self.order()]

    def receive(self, message: Mapping[str, Any], buffers: Sequence[memoryview] = ()) -> None:
        """Do what the reader asks for: "sort" by a column."""
        if message["do"] == "sort":
            self.sort(message["column"])

    def scene(self) -> dict[str, Any]:
        """Return headings and texts."""
        numeric = [dtype.kind in "iuf" for dtype in self._flat.dtypes]
        return {"columns": [str(name) for name in self._flat.columns], "texts": self._texts, "numeric": numeric}

    def state(self) -> dict[str, Any]:
        """Return the order of the rows."""
        return {"order": self.order(), "column": self._column, "descending": self._descending}

    def static_forms(self) -> dict[str, str]:
        """Return the table as text that can be read aloud and copied."""
        return {"text/html": self.table.to_html(), "text/plain": str(self.table)}

    def __repr__(self) -> str:
        """Return the size of the table."""
        return f"SortableTable: {len(self._flat)} rows, {self._flat.shape[1]} columns"


def _text(value: object) -> str:
    """Return a value as a cell of the table shows it."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _sort_key(value: Any) -> tuple[int, float, str] | None:
    """Return what a value is sorted by: numbers come before words, "92.3 ± 0.4" is a number; None for a missing one."""
    if value is None or value != value:
        return None
    text = str(value)
    try:
        return 0, float(text.split()[0].replace(",", "")), text
    except (ValueError, IndexError):
        return 1, 0.0, text.lower()
