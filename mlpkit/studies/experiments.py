"""Ask the same question over many settings and seeds, and get one table back.

:func:`run` is for your own questions: a function, a grid, some seeds. ``python -m mlpkit.studies.experiments`` asks the
series' own long ones again (:mod:`mlpkit.studies.recipes`). Nothing is drawn here; :mod:`mlpkit.plots` does that.
"""

import argparse
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from mlpkit._machinery.arguments import as_int, describe
from mlpkit._machinery.interrupts import interrupt_ends_the_block
from mlpkit._machinery.progress import bar
from mlpkit._machinery.threads import one_thread
from mlpkit.studies.questions import COLUMNS, Question, expand, fingerprint, key_of
from mlpkit.studies.sweep_file import Row, SweepFile
from mlpkit.studies.workers import answers

_cpu_time = getattr(time, "thread_time", time.process_time)  # Python in a browser has one thread, and no such clock


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
        A grid, of which every combination is tried, or the settings themselves. Values are numbers (NumPy's, too),
        text, None, or lists of these.
    seeds : iterable of int
        Every setting is tried with each of them.
    n_jobs : int, optional
        Number of processes; one by default. Every run computes with one thread, so that its numbers do not depend
        on this. Within ``joblib.parallel_config(backend="dask")`` leave it out: the runs go to that cluster.
        When a worker dies, what it was at is asked again, alone; a run whose worker dies then, too, has that as its
        error. (Dask itself tries ``distributed.scheduler.allowed-failures`` times more in either case: 3 by default.)
    path : path-like, optional
        A CSV file. Every finished run is added to it at once, and runs that are already in it are not done again: an
        interrupted sweep goes on where it was. Runs that failed are tried again. Several processes may share it.
        The rows of another question of the same name, or of this one before its code was changed, are refused. (What
        the question *calls* cannot be watched: when that has changed, delete the file.)
    progress : bool, default True
        Whether to show a progress bar over the runs, on stdout.

    Returns
    -------
    pandas.DataFrame
        One row a run, in the order of settings and seeds: the setting, ``seed``, the measured numbers, ``seconds`` of
        processor time (which other programs on a busy machine do not lengthen much), and ``error``: what went wrong,
        empty if nothing did. A list in a setting becomes text, such as ``"[784, 128, 10]"``.

        Ctrl-C, or the stop button, ends the sweep with KeyboardInterrupt, also where a training in a question would
        end early and return: of that run nothing is kept.

    Raises
    ------
    TypeError, ValueError
        If an argument has the wrong kind or value, or the file is no table of this function and question. With
        ``path``, a question must be a function that is written with ``def``, or a functools.partial of one.
    ConnectionError, RuntimeError
        If the cluster is lost, or has had no worker for ten minutes. With ``path``, what is finished is in the file.

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
    mark = "" if path is None else f"-{fingerprint(question)}"
    jobs = {key_of(question, setting, seed) + mark: (setting, seed) for setting in expand(settings) for seed in seeds}
    if not jobs:
        raise ValueError("run: nothing to run; expected at least one setting and one seed")

    file = None if path is None else SweepFile(Path(path))
    rows = {} if file is None else _rows_of(file, jobs)
    todo = {key: (key, *job) for key, job in jobs.items() if rows.get(key, {"error": "not run yet"})["error"]}
    finished = _rows(question, todo, n_jobs)
    # One thread here, too: where the runs are threads of this process, only one thread may set the limit.
    with nullcontext() if file is None else closing(file), one_thread(), interrupt_ends_the_block():
        for row in bar(finished, total=len(todo), unit="run", disable=not progress):
            rows[row["run"]] = row
            if file is not None:
                file.add(row)
    table = pd.DataFrame([rows[key] for key in jobs])
    last = ["seconds", "error"]
    return table[[name for name in table if name not in ("run", *last)] + last]


def _rows_of(file: SweepFile, jobs: Mapping[str, tuple[dict[str, Any], int]]) -> dict[str, Row]:
    """Return the rows of a file that these jobs ask for; raise ValueError if another question has left some of them."""
    rows = file.rows()
    names = {key.rpartition("-")[0] for key in jobs}
    others = [key for key in rows if key not in jobs and (key in names or key.rpartition("-")[0] in names)]
    if others:
        raise ValueError(
            f"run: {file.path.name} holds {len(others)} of these runs, but another question has measured them: one of "
            "the same name, or this one before its code was changed. Hint: delete the file, or choose another path"
        )
    # A setting is taken from the question: the file cannot tell the text "1e3" from a number.
    found = {key: rows[key] for key in jobs if key in rows}
    return {key: row | _texts(jobs[key][0]) | {"error": row["error"] or ""} for key, row in found.items()}


def _rows(question: Question, jobs: Mapping[str, tuple[str, dict[str, Any], int]], n_jobs: int | None) -> Iterator[Row]:
    """Yield the row of every job; where its worker has died, that is its error."""
    died = yield from answers(partial(_ask, question), jobs, n_jobs=n_jobs)
    for key in died:
        yield _row(*jobs[key], {}, 0.0, "its worker died (killed, or out of memory), and again when it was asked alone")


def _ask(question: Question, key: str, setting: Mapping[str, Any], seed: int) -> Row:
    """Do one run with one thread. An error becomes part of the row, so that the other runs go on."""
    measured: Mapping[str, float] = {}
    error = ""
    start = _cpu_time()
    with one_thread(), interrupt_ends_the_block():
        try:
            measured = _measured(question(seed=seed, **setting), {*COLUMNS, *setting})
        except (Exception, SystemExit) as problem:
            error = f"{type(problem).__name__}: {problem}"
    seconds = round(_cpu_time() - start, 3)
    return _row(key, setting, seed, measured, seconds, error)


def _row(
    key: str, setting: Mapping[str, Any], seed: int, measured: Mapping[str, float], seconds: float, error: str
) -> Row:
    return {"run": key, **_texts(setting), "seed": seed, **measured, "seconds": seconds, "error": error}


def _measured(result: Any, taken: set[str]) -> Mapping[str, float]:
    """Return a question's result, if it is a mapping whose names are not taken."""
    if not isinstance(result, Mapping):
        expected = "expected its numbers by name, such as {'accuracy': 0.9}"
        raise TypeError(f"the question returned {describe(result)}; {expected}")
    if clash := sorted(taken & {*result}):
        raise ValueError(f"the question returned {clash}; expected other names, since these are columns already")
    return result


def _texts(setting: Mapping[str, Any]) -> dict[str, Any]:
    """Return a setting as it stands in the table: lists and None as text."""
    return {n: json.dumps(v) if isinstance(v, list) else str(v) if v is None else v for n, v in setting.items()}


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
