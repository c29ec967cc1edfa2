"""scikit-learn's own tests of its classifier, with ours in its place: what fails is what the list says."""

import subprocess
import sys
from pathlib import Path

import pytest
import scikit_learn_scores
import sklearn
from sklearn.utils.fixes import parse_version

COMMAND = Path(scikit_learn_scores.__file__)


def test_what_fails_of_scikit_learns_tests_is_exactly_what_is_refused():
    if parse_version(sklearn.__version__) >= parse_version("1.10"):
        pytest.skip("the list of refusals is for the tests of scikit-learn 1.6 to 1.9")
    result = subprocess.run([sys.executable, COMMAND], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"scikit-learn {sklearn.__version__}: ours passes " in result.stdout
    refused = [line.split(": ")[1] for line in result.stdout.splitlines() if line.startswith("refused: ")]
    assert set(refused) == scikit_learn_scores.REFUSED.keys()
    assert len(scikit_learn_scores.REFUSED | scikit_learn_scores.EITHER_WAY) <= 8
