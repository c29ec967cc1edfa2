"""Ask the same question over many settings and seeds, and get one table back.

:func:`run` is for your own questions: a function, a grid, some seeds. ``python -m mlpkit.studies.experiments`` asks the
series' own long ones again (:mod:`mlpkit.studies.recipes`). Nothing is drawn here; :mod:`mlpkit.plots` does that.
"""

import argparse
import csv
import hashlib
import io
import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from joblib import Parallel, delayed
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from mlpkit._machinery.checks import as_int, describe
from mlpkit._machinery.files import written_whole

Question = Callable[..., Mapping[str, float]]
"""A function ``question(*, seed, **setting)`` that returns measured numbers by name."""

Row = dict[str, Any]
"""One run: its key, its setting, its seed, what was measured, its time and its error."""


def run(
    question: Question,
    settings: Mapping[str, Sequence[Any]] | Iterable[Mapping[str, Any]],
    *,
    seeds: Iterable[int],
    n_jobs: int | None = None,
    path: str | os.PathLike[str] | None = None,
    progress: bool = True,
) -> pd.DataFrame:
    """Ask ``question`` once for every setting and every seed.

    Parameters
    ----------
    question : callable
        Called as ``question(seed=..., **setting)``; returns a mapping of measured numbers. All its randomness must
        come from the seed.
    settings : mapping of str to sequence, or iterable of mapping
        A grid, of which every combination is tried, or the settings themselves. Values are numbers, text, None, or
        lists of these.
    seeds : iterable of int
        Every setting is tried with each of them.
    n_jobs : int, optional
        Number of processes; one by default. Every run computes with one thread, so that its numbers do not depend
        on this. Within ``joblib.parallel_config(backend="dask")`` leave it out: the runs go to that cluster.
    path : path-like, optional
        A CSV file. Every finished run is added to it at once, and runs that are already in it are not done again: an
        interrupted sweep goes on where it was. Runs that failed are tried again.
        A run is known by the question's name, its setting and its seed: after a change of the code, delete the file.
    progress : bool, default True
        Whether to show a progress bar over the runs, on stdout.

    Returns
    -------
    pandas.DataFrame
        One row a run, in the order of settings and seeds: the setting, ``seed``, the measured numbers, ``seconds`` of
        processor time (which other programs on a busy machine do not lengthen much), and ``error``: what went wrong,
        empty if nothing did. A list in a setting becomes text, such as ``"[784, 128, 10]"``.

    Raises
    ------
    TypeError, ValueError
        If an argument has the wrong kind or value, or the file is no table of this function.

    Examples
    --------
    >>> def area(*, width, height, seed):
    ...     return {"area": width * height + seed}
    >>> table = run(area, {"width": [1, 2], "height": [10]}, seeds=[0, 1], progress=False)
    >>> table[["width", "height", "seed", "area"]]
       width  height  seed  area
    0      1      10     0    10
    1      1      10     1    11
    2      2      10     0    20
    3      2      10     1    21
    """
    if not callable(question):
        raise TypeError(f"run: question must be a function; got {describe(question)}")
    seeds = [as_int(seed, name="run: seeds", minimum=0) for seed in seeds]
    jobs = {_key(question, setting, seed): (setting, seed) for setting in _expand(settings) for seed in seeds}
    if not jobs:
        raise ValueError("run: nothing to run; expected at least one setting and one seed")

    rows = {} if path is None else _read(Path(path))
    todo = [(key, *job) for key, job in jobs.items() if rows.get(key, {"error": "not run yet"})["error"]]
    finished = Parallel(n_jobs=n_jobs, return_as="generator_unordered")(delayed(_ask)(question, *job) for job in todo)
    for row in tqdm(finished, total=len(todo), unit="run", disable=not progress, file=sys.stdout):
        rows[row["run"]] = row
        if path is not None:
            _write(rows, Path(path))
    table = pd.DataFrame([rows[key] for key in jobs])
    last = ["seconds", "error"]
    return table[[name for name in table if name not in ("run", *last)] + last]


def _expand(settings: Mapping[str, Sequence[Any]] | Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the list of settings that a grid stands for; a list of settings is returned as it is."""
    if not isinstance(settings, Mapping):
        return [dict(setting) for setting in settings]
    for name, values in settings.items():
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise TypeError(f"run: settings[{name!r}] must be a list of values to try; got {describe(values)}")
    return [dict(zip(settings, values, strict=True)) for values in itertools.product(*settings.values())]


def _key(question: Question, setting: Mapping[str, Any], seed: int) -> str:
    """Return a short name of a run: the same for the same question, setting and seed, in every process."""
    reserved = {"run", "seed", "seconds", "error"} & set(setting)
    if reserved:
        raise ValueError(f"run: {sorted(reserved)} cannot be the name of a setting; these columns have a meaning")
    try:
        text = json.dumps([getattr(question, "__name__", ""), setting, seed], sort_keys=True)
    except TypeError:
        raise TypeError(f"run: a setting must be made of numbers, text, None and lists; got {setting}") from None
    return "run-" + hashlib.sha256(text.encode()).hexdigest()[:12]  # never to be read as a number


def _ask(question: Question, key: str, setting: Mapping[str, Any], seed: int) -> Row:
    """Do one run with one thread. An error becomes part of the row, so that the other runs go on."""
    measured: Mapping[str, float] = {}
    error = ""
    start = time.thread_time()
    with threadpool_limits(1):
        try:
            measured = question(seed=seed, **setting)
        except Exception as problem:
            error = f"{type(problem).__name__}: {problem}"
    seconds = round(time.thread_time() - start, 3)
    texts = {
        name: json.dumps(v) if isinstance(v, (list, tuple)) else str(v) if v is None else v
        for name, v in setting.items()
    }
    return {"run": key, **texts, "seed": seed, **measured, "seconds": seconds, "error": error}


def _read(path: Path) -> dict[str, Row]:
    """Return the rows of an earlier sweep by key; none if there is no file."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{name: _parse(text) for name, text in row.items() if name} for row in csv.DictReader(file)]
    if not all({"run", "seed", "seconds", "error"} <= set(row) for row in rows):
        raise ValueError(f"run: {path.name} is not a table of earlier runs. Hint: choose another path")
    return {str(row["run"]): row | {"error": row["error"] or ""} for row in rows}


def _write(rows: Mapping[str, Row], path: Path) -> None:
    """Write all rows; the file is whole at every moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = list(dict.fromkeys(name for row in rows.values() for name in row))
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, names, lineterminator="\n")
    table.writeheader()
    table.writerows(rows.values())
    with written_whole(path) as file:
        file.write(text.getvalue().encode())


def _parse(text: str) -> Any:
    """Return what a cell of a CSV file stands for: a number, True or False, text; None for an empty cell."""
    if text in ("True", "False"):
        return text == "True"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text or None


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask one of the series' own questions again, from the command line."""
    from mlpkit.studies.recipes import RECIPES

    parser = argparse.ArgumentParser(
        prog="python -m mlpkit.studies.experiments",
        description="Run one of the long experiments of the series again and write its table as CSV.",
        epilog="experiments:\n" + "\n".join(f"  {name:<22}{recipe.summary}" for name, recipe in RECIPES.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("experiment", choices=RECIPES, metavar="experiment", help="its name, from the list below")
    parser.add_argument("--seeds", type=int, default=5, help="how many seeds, counted from 0 (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=1, help="how many runs at the same time (default: %(default)s)")
    parser.add_argument(
        "--output", type=Path, help="CSV file to write and to go on from (default: results/EXPERIMENT.csv)"
    )
    options = parser.parse_args(arguments)
    recipe = RECIPES[options.experiment]
    path = options.output or Path("results") / f"{options.experiment}.csv"
    table = run(recipe.question, recipe.settings, seeds=range(options.seeds), n_jobs=options.jobs, path=path)
    print(table.to_string(index=False))
    if table["error"].any():
        raise SystemExit("some runs failed; call the same command again to try them again")


if __name__ == "__main__":
    main()
