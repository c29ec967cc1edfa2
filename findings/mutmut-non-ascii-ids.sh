#!/usr/bin/env bash
# mutmut 3.8.1: a parametrized test whose id is not ASCII "kills" every mutant, even if it checks nothing.
#
# Guess, written down before the run: "mutmut runs a test with a non-ASCII name like any other."
# What happens: pytest writes an id such as "zwölf" as "zw\xf6lf". When mutmut asks for the test by that name, for
# each mutant, pytest ends with a usage error, and that the worker ended badly counts as a kill. The same test with
# the id "zwoelf" lets both mutants live. (A non-ASCII name of the function itself does no harm.)
# Seen 2026-11, Python 3.11, mutmut 3.8.1, pytest 9.2.0: two mutants, "killed, killed" with the one id, "survived,
# survived" with the other.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile mutmut==3.8.1 pytest==9.2.0
export LC_ALL=C.UTF-8 PYTHONUTF8=1

mkdir -p project/src/doubling project/tests
cd project
cat > pyproject.toml <<'TOML'
[tool.mutmut]
source_paths = ["src/"]

[tool.pytest.ini_options]
pythonpath = ["src"]
TOML
printf 'def double(x):\n    return x * 2\n' > src/doubling/__init__.py

verdicts() {
    cat > tests/test_double.py <<PYTHON
import pytest
from doubling import double


@pytest.mark.parametrize("number", [12], ids=["$1"])
def test_double(number):
    assert double(number) is not None
PYTHON
    rm -rf mutants
    ../venv/bin/mutmut run >../log 2>&1 || { tail -n 1 ../log >&2; exit 1; }
    ../venv/bin/mutmut results --all true | sed -n 's/.*__mutmut_[0-9]*: //p' | paste -sd, -
}

seen="zwölf: $(verdicts zwölf); zwoelf: $(verdicts zwoelf)"
echo "$seen"
if [[ $seen != "zwölf: killed,killed; zwoelf: survived,survived" ]]; then
    echo "came instead: $seen" >&2
    exit 1
fi
