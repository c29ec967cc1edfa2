"""The gradient checker's score is held: wrong passes rejected and named, right networks left in peace."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import wrong_gradients
from wrong_gradients import BANK, false_alarms, right_network

import mlpkit
from mlpkit import check_gradients


@pytest.fixture(scope="module")
def report_on():
    """A function that checks a wrong pass, each one once."""
    return cache(lambda wrong: wrong.check())


@pytest.mark.parametrize("wrong", BANK, ids=lambda wrong: wrong.name)
def test_a_wrong_pass_is_rejected_and_gets_its_name(report_on, wrong):
    report = report_on(wrong)
    assert not report.passed
    assert wrong.is_named(report), str(report)


def said_in(report):
    """The verdicts other than "correct", and the mistakes."""
    verdicts = [f"    {row.name}: {row.verdict}" for row in report.rows if row.verdict != "correct"]
    return [*verdicts, *(f"    mistake: {mistake}" for mistake in report.mistakes)]


EXPECTED = {
    name: lines
    for name, *lines in map(
        str.splitlines,
        Path(__file__).with_name("wrong_gradients.txt").read_text(encoding="utf-8").strip().split("\n\n"),
    )
}


@pytest.mark.parametrize("wrong", BANK, ids=lambda wrong: wrong.name)
def test_what_is_said_about_a_wrong_pass_word_for_word(report_on, wrong):
    """``wrong_gradients.txt`` shows it; a word that changes in the checker changes there, too."""
    assert said_in(report_on(wrong)) == EXPECTED[wrong.name]


def test_the_bank_is_large_and_of_many_kinds():
    assert len(BANK) >= 25
    assert len({wrong.kind for wrong in BANK}) >= 25
    assert all(wrong.name.isascii() for wrong in BANK), "else mutmut does not find the test and counts that as a kill"


def test_a_name_counts_only_if_it_is_the_only_one_and_in_its_place():
    (wrong,) = [wrong for wrong in BANK if wrong.name == "the sign of dW"]
    right_name = "layers[2], WrongDense: dW: wrong sign"

    def named(*mistakes):
        return wrong.is_named(wrong_gradients.GradientReport([], list(mistakes)))

    assert named(right_name)
    assert not named()
    assert not named(right_name, "another mistake")
    assert not named(right_name.replace("dW", "db"))
    assert not named(right_name.replace("sign", ""))


def test_no_false_alarm_over_500_right_networks():
    assert [f"{seed}: {report}" for seed, report in false_alarms(500)] == []


def test_the_right_networks_are_of_many_kinds():
    networks = [right_network(seed) for seed in range(150)]
    sizes = {len(X) for _, X, _, _ in networks}
    kinds = {type(layer).__name__ for network, *_ in networks for layer in network.layers}
    assert 1 in sizes
    assert {type(loss).__name__ for *_, loss in networks} == {
        "BinaryCrossEntropy",
        "CrossEntropy",
        "MeanAbsoluteError",
        "MeanSquaredError",
        "SoftmaxCrossEntropy",
    }
    assert kinds == {"Dense", "Dropout", "ReLU", "Sigmoid", "Softmax", "Tanh"}
    assert any(network.penalty > 0 for network, *_ in networks)
    n_trained = sum(any(layer.b.any() for layer in network.layers if layer.params) for network, *_ in networks)
    assert 45 < n_trained < 105


class Remembering(mlpkit.SGD):
    """Moves nothing, and keeps the gradients."""

    def __init__(self):
        super().__init__(learning_rate=1.0)

    def step(self, params, grads):
        self.grads = [gradient.copy() for gradient in grads]


@pytest.mark.parametrize("seed", range(40))
def test_the_same_networks_are_rejected_when_their_loss_is_one_percent_off(seed):
    """So the silence above is no deafness."""
    network, X, y, loss = right_network(seed)

    class OnePercentOff(type(loss)):
        def gradient(self, y_pred, y_true):
            return 1.01 * super().gradient(y_pred, y_true)

    mlpkit.train_step(network.astype(np.float64), loss, judged := Remembering(), X, y)
    is_dead = all(np.abs(gradient).max() < 1e-6 for gradient in judged.grads)
    report = check_gradients(network, X, y, OnePercentOff())
    assert is_dead or not report.passed
    assert is_dead or report.mistakes == ["loss, OnePercentOff: 1.01 times too large"]


def right():
    return check_gradients(mlpkit.ReLU(), wrong_gradients.X)


def test_one_command_prints_the_score(capsys, monkeypatch):
    """Here of a bank in which one pass is not wrong at all, and one is wrong in another way than it says."""
    passes = {wrong.name: wrong for wrong in BANK}
    sign, mask = passes["the sign of dW"], passes["ReLU without its mask"]
    monkeypatch.setattr(wrong_gradients, "BANK", [sign, replace(mask, check=right), replace(mask, kind="inverted")])
    wrong_gradients.main(n_networks=3)
    score = capsys.readouterr().out
    assert "not rejected: ReLU without its mask\n" in score
    assert "not named: ReLU without its mask\n" in score
    assert score.splitlines()[-3:] == [
        "wrong passes rejected:  2 of 3",
        "       named correctly: 1 of 3 (33%)",
        "false alarms:           0 of 3 right networks",
    ]
