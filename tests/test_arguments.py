"""Arguments become what the core computes with, or an error that teaches."""

import fractions
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import sparse

from mlpkit._machinery.arguments import (
    PLAIN,
    as_batch,
    as_dtype,
    as_float_array,
    as_int,
    as_labels,
    as_number,
    as_path,
    choose,
    describe,
    require_finite,
    require_memory,
    require_rng,
    require_same_shape,
)


class TestDescribe:
    def test_an_array_is_its_shape_and_dtype_not_its_values(self):
        assert describe(np.zeros((3, 2), np.float32)) == "an array of shape (3, 2) and dtype float32"

    def test_anything_else_is_its_value_and_kind(self):
        assert describe("10") == "'10' (str)"
        assert describe(None) == "None (NoneType)"

    def test_a_long_value_is_cut(self):
        text = describe(list(range(1000)))
        assert text == "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16... (list)"
        assert describe("x" * 58) == f"'{'x' * 58}' (str)", "60 characters with the quotes: not cut yet"


class TestAsFloatArray:
    @pytest.mark.parametrize(
        ("values", "dtype"),
        [
            ([1, 2], np.float64),
            ([True, False], np.float64),
            (np.array([1, 2], np.uint8), np.float64),
            (np.array([1, 2], np.float32), np.float32),
            (np.array([1, 2], np.float64), np.float64),
            (7, np.float64),
        ],
    )
    def test_floats_keep_their_type_and_whole_numbers_become_float64(self, values, dtype):
        array = as_float_array(values, name="f: x")
        assert array.dtype == dtype
        np.testing.assert_array_equal(array, values)

    def test_a_wanted_dtype_is_given(self):
        assert as_float_array([1, 2], name="f: x", dtype=np.float32).dtype == np.float32
        assert as_float_array(np.ones(2, np.float32), name="f: x", dtype=np.dtype(np.float64)).dtype == np.float64

    def test_what_fits_is_not_copied(self):
        x = np.ones(3, np.float32)
        assert as_float_array(x, name="f: x") is x
        assert as_float_array(x, name="f: x", dtype=np.float32) is x

    def test_the_callers_array_keeps_its_values_and_dtype(self):
        x = np.array([1, 2, 3])
        as_float_array(x, name="f: x")[:] = 0
        np.testing.assert_array_equal(x, [1, 2, 3])

    @pytest.mark.parametrize(
        ("values", "error", "message"),
        [
            (None, TypeError, r"f: x is None; expected an array of numbers\. Hint: was a return forgotten\?"),
            (sparse.csr_matrix((2, 2)), TypeError, r"f: x is a sparse matrix \(csr_matrix\).*Hint: x\.toarray\(\)"),
            (np.ma.masked_array([1.0], [True]), TypeError, r"f: x is a masked array.*\.filled\(value\)"),
            ([[1, 2], [3]], ValueError, r"f: x is ragged; expected an array of numbers, all rows of one length"),
            (["1", "2"], TypeError, r"dtype <U1; expected real numbers\. Hint: np\.asarray\(X, dtype=np\.float32\)"),
            ([1, object()], TypeError, r"f: x has dtype object; expected real numbers"),
            ([1 + 2j], TypeError, r"f: x has dtype complex128; expected real numbers\. Hint: np\.real"),
            ({"a": 1}, TypeError, r"f: x is \{'a': 1\} \(dict\); expected an array of numbers\. Hint: np\.array\(list"),
            (np.array(["2020-01-01"], "M8[D]"), TypeError, r"f: x has dtype datetime64\[D\]; expected real numbers"),
        ],
    )
    def test_refusals(self, values, error, message):
        with pytest.raises(error, match=message):
            as_float_array(values, name="f: x")

    def test_a_number_too_large_for_the_dtype_is_refused_and_named(self):
        x = np.array([[1.0, np.inf, 1e39], [np.nan, -1e40, 2.0]])
        with pytest.raises(ValueError, match=r"f: x holds -1e\+40 at index \(1, 1\); expected numbers up to 3\.4e\+38"):
            as_float_array(x, name="f: x", dtype=np.float32)

    def test_infinity_and_nan_were_not_numbers_before_and_pass(self):
        x = np.array([np.inf, -np.inf, np.nan, 3e38, 1e-300])
        np.testing.assert_array_equal(
            as_float_array(x, name="f: x", dtype=np.float32), np.array([np.inf, -np.inf, np.nan, 3e38, 0], np.float32)
        )


class TestAsBatch:
    def test_a_table_of_numbers_passes(self):
        X = np.ones((5, 4), np.float32)
        assert as_batch(X, name="f: X", n_features=4) is X
        assert as_batch([[1, 2]], name="f: X", dtype=np.float32).dtype == np.float32

    def test_zero_rows_are_a_batch_too(self):
        assert as_batch(np.ones((0, 4)), name="f: X", n_features=4).shape == (0, 4)

    @pytest.mark.parametrize(
        ("shape", "hint"),
        [
            ((), r"a batch is a table with one row a sample"),
            ((0,), r"the list is empty: was every sample filtered out\?"),
            ((4,), r"np\.reshape\(X, \(1, -1\)\) makes a batch of one sample"),
            ((5, 2, 2), r"np\.reshape\(X, \(len\(X\), -1\)\) flattens each sample"),
        ],
    )
    def test_other_dimensions_are_refused(self, shape, hint):
        expected = rf"f: X must have shape \(n_samples, n_features\); got shape {describe_shape(shape)}\. Hint: {hint}"
        with pytest.raises(ValueError, match=expected):
            as_batch(np.zeros(shape), name="f: X")

    def test_the_wrong_number_of_columns_is_refused_word_for_word(self):
        with pytest.raises(ValueError, match="columns") as error:
            as_batch(np.zeros((5, 3)), name="Dense.forward: X", n_features=4)
        assert str(error.value) == (
            "Dense.forward: X has 3 columns but the layer was built for n_in=4; got X of shape (5, 3). "
            "Hint: n_in is X.shape[1]"
        )

    def test_rows_in_the_place_of_columns_get_a_hint_of_their_own(self):
        with pytest.raises(ValueError, match=r"got X of shape \(4, 5\)\. Hint: X\.T turns columns into rows$"):
            as_batch(np.zeros((4, 5)), name="Dense.forward: X", n_features=4)


def describe_shape(shape):
    """A shape as a regular expression."""
    return str(shape).replace("(", r"\(").replace(")", r"\)")


class TestRequireFinite:
    def test_finite_numbers_pass(self):
        require_finite(np.array([[0.0, -1e300], [1e300, 5e-324]]), name="f: X")
        require_finite(np.empty((0, 3)), name="f: X")

    def test_says_how_many_and_where_the_first_is(self):
        X = np.ones((3, 4))
        X[1, 2], X[2, 0], X[2, 3] = np.nan, np.inf, -np.inf
        with pytest.raises(ValueError, match=r"f: X holds 3 value\(s\) .* first at index \(1, 2\); expected finite"):
            require_finite(X, name="f: X")


class TestAsLabels:
    @pytest.mark.parametrize("dtype", [np.uint8, np.int32, np.int64])
    def test_integers_pass_as_they_are(self, dtype):
        y = np.array([0, 2, 1], dtype)
        assert as_labels(y, name="f: y", n_samples=3, n_classes=3) is y

    def test_a_list_of_integers_passes(self):
        np.testing.assert_array_equal(as_labels([1, 0], name="f: y"), [1, 0])

    def test_an_empty_list_holds_no_label_and_no_float_either(self):
        labels = as_labels([], name="f: y", n_samples=0, n_classes=3)
        assert (labels.shape, labels.dtype) == ((0,), np.intp)

    @pytest.mark.parametrize(
        ("y", "error", "message"),
        [
            (None, TypeError, r"f: y is None; expected integer labels\. Hint: was a return forgotten\?"),
            ([[0], [1]], ValueError, r"shape \(n_samples,\); got shape \(2, 1\)\. Hint: np\.ravel\(y\)"),
            ([[0, 1], [1, 0]], ValueError, r"got shape \(2, 2\)\. Hint: np\.argmax\(y, axis=1\) turns one-hot rows"),
            (1, ValueError, r"got shape \(\)\. Hint: a list with one whole number for each sample"),
            ([[0], [1, 2]], ValueError, r"f: y is ragged"),
            (np.ma.masked_array([0, 1], [False, True]), TypeError, r"f: y is a masked array"),
            ([0.0, 1.0], TypeError, r"dtype float64; expected integer labels\. Hint: np\.asarray\(y, d"),
            (
                [1.0, 0.5],
                TypeError,
                "f: y has dtype float64 and holds 0.5 at index 1; .* that are numbers take Mean",
            ),
            ([0.0, np.nan], TypeError, r"f: y has dtype float64 and holds nan at index 1; expected .* without a label"),
            ([0.0, np.inf], TypeError, r"f: y has dtype float64 and holds inf at index 1; expected .* without a label"),
            (sparse.csr_matrix((2, 2)), TypeError, r"f: y is a sparse matrix \(csr_matrix\); .*Hint: y\.toarray\(\)$"),
            (["a", "b"], TypeError, "f: y has dtype <U1; expected integer labels. Hint: classes = sorted"),
            (
                [True, False],
                TypeError,
                r"f: y has dtype bool; expected .* Hint: np.asarray\(y, dtype=int\)",
            ),
            ([0, 1, 2], ValueError, r"f: y has 3 labels for 2 samples; expected one label a sample\. Hint: were X and"),
            ([0, 3], ValueError, r"f: y holds the label 3; expected labels from 0 to 2, one for each of the 3 outputs"),
            ([0, -1], ValueError, r"f: y holds the label -1; expected labels from 0 to 2"),
        ],
    )
    def test_refusals(self, y, error, message):
        with pytest.raises(error, match=message):
            as_labels(y, name="f: y", n_samples=2, n_classes=3)


class TestAsInt:
    @given(st.integers(1, 2**70))
    def test_whole_numbers_from_the_minimum_on_pass(self, number):
        assert as_int(number, name="f: n", minimum=1) == number

    @pytest.mark.parametrize("number", [np.int64(3), np.uint8(3)])
    def test_numpy_integers_become_python_ones(self, number):
        result = as_int(number, name="f: n", minimum=3)
        assert result == 3
        assert type(result) is int

    @pytest.mark.parametrize("value", [1.5, 1.0, "10", None, True, np.True_, [1]])
    def test_other_kinds_are_refused(self, value):
        with pytest.raises(TypeError, match=r"f: n must be a whole number >= 1; got ") as error:
            as_int(value, name="f: n", minimum=1)
        hint = "// instead of / keeps numbers whole" if isinstance(value, float) else PLAIN
        assert str(error.value).endswith(f"{describe(value)}. Hint: {hint}")

    @pytest.mark.parametrize("value", [0, -1])
    def test_too_small_is_refused(self, value):
        with pytest.raises(ValueError, match=rf"f: n must be a whole number >= 1; got {value}$"):
            as_int(value, name="f: n", minimum=1)


class TestAsNumber:
    @pytest.mark.parametrize("value", [0.5, np.float64(0.5), np.float32(0.5), fractions.Fraction(1, 2)])
    def test_gives_a_python_float_which_never_turns_float32_into_float64(self, value):
        result = as_number(value, name="f: a", minimum=0.0)
        assert result == 0.5
        assert type(result) is float
        assert (np.ones(2, np.float32) * result).dtype == np.float32

    def test_the_interval_is_closed_below_and_open_above(self):
        assert as_number(0, name="f: a", minimum=0.0, below=1.0) == 0.0
        assert as_number(0.999, name="f: a", minimum=0.0, below=1.0) == 0.999
        with pytest.raises(ValueError, match=r"f: a must be a finite number >= 0 and < 1; got 1\.0$"):
            as_number(1.0, name="f: a", minimum=0.0, below=1.0)

    def test_the_minimum_itself_can_be_shut_out(self):
        assert as_number(5e-324, name="f: a", minimum=0.0, above_minimum=True) > 0
        with pytest.raises(ValueError, match=r"f: a must be a finite number > 0; got 0\.0$"):
            as_number(0.0, name="f: a", minimum=0.0, above_minimum=True)

    @pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -0.1, 10**400])
    def test_what_is_outside_or_not_finite_is_refused(self, value):
        with pytest.raises(ValueError, match=r"f: a must be a finite number >= 0; got .*\. Hint: try 0\.2$"):
            as_number(value, name="f: a", minimum=0.0, hint="try 0.2")

    @pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
    def test_an_open_interval_is_still_one_of_finite_numbers(self, value):
        assert as_number(-1e300, name="f: a", minimum=-math.inf) == -1e300
        with pytest.raises(ValueError, match=r"f: a must be a finite number >= -inf; got "):
            as_number(value, name="f: a", minimum=-math.inf)

    @pytest.mark.parametrize("value", ["0.1", None, True, np.True_, 1j, [0.1], np.ones(1)])
    def test_other_kinds_are_refused(self, value):
        with pytest.raises(TypeError, match=r"f: a must be a number >= 0; got "):
            as_number(value, name="f: a", minimum=0.0)


class TestAsDtype:
    @pytest.mark.parametrize("dtype", [np.float32, "float32", np.dtype("float64"), float, "f4"])
    def test_two_types_in_every_spelling_of_numpy(self, dtype):
        assert as_dtype(dtype, name="f") == np.dtype(dtype)

    @pytest.mark.parametrize(
        ("dtype", "error", "came"),
        [
            (None, TypeError, "None"),
            ("flaot32", TypeError, r"'flaot32' \(str\)"),
            (3.5, TypeError, r"3\.5 \(float\)"),
            (np.float16, ValueError, "float16"),
            (np.int64, ValueError, "int64"),
            (object, ValueError, "object"),
            (">f4", ValueError, ">f4"),
        ],
    )
    def test_refusals(self, dtype, error, came):
        with pytest.raises(error, match=f"f: dtype must be float32 or float64; got {came}"):
            as_dtype(dtype, name="f")


def test_memory_is_refused_before_it_is_asked_for():
    require_memory(4 * 2**30, name="f: a table", hint="fewer")
    for n_bytes, came in ((4 * 2**30 + 1, "4"), (10**400, "9,")):
        with pytest.raises(
            ValueError, match=f"f: a table would need {came}.* GiB of memory; expected at most 4 GiB. H"
        ):
            require_memory(n_bytes, name="f: a table", hint="fewer")


class TestAsPath:
    def test_a_str_or_a_path_with_the_home_folder_filled_in(self, monkeypatch, tmp_path):
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        assert as_path("a/b", name="f: path") == Path("a/b")
        assert as_path(Path("~/a"), name="f: path") == tmp_path / "a"

    @pytest.mark.parametrize("path", [None, 3, b"a", ["a"]])
    def test_refusals(self, path):
        with pytest.raises(TypeError, match=r"f: path must be a str or a pathlib\.Path; got ") as error:
            as_path(path, name="f: path")
        assert str(error.value).endswith(describe(path))


class TestRequireRng:
    def test_a_generator_passes(self):
        rng = np.random.default_rng(0)
        assert require_rng(rng, name="f") is rng

    @pytest.mark.parametrize("value", [None, 0, np.random, np.random.RandomState(0)])
    def test_anything_else_is_refused(self, value):
        message = r"f: rng must be a numpy\.random\.Generator; got .*Hint: rng = np\.random\.default_rng\(0\)"
        with pytest.raises(TypeError, match=message):
            require_rng(value, name="f")


class TestRequireSameShape:
    @given(hnp.array_shapes(min_dims=0, max_dims=3, max_side=3), hnp.array_shapes(min_dims=0, max_dims=3, max_side=3))
    def test_only_equal_shapes_pass_also_where_numpy_would_broadcast(self, first, second):
        if first == second:
            require_same_shape(first, second, name="f", a_name="a", b_name="b")
            return
        with pytest.raises(ValueError, match="expected the same shape") as error:
            require_same_shape(first, second, name="f", a_name="a", b_name="b")
        assert f"f: a has shape {first} but b has shape {second}" in str(error.value)

    def test_a_column_against_a_row_of_numbers_gets_a_hint(self):
        with pytest.raises(ValueError, match=r"Hint: np\.reshape\(y, \(-1, 1\)\) makes a column"):
            require_same_shape((3, 1), (3,), name="f", a_name="a", b_name="b")


class TestChoose:
    OPTIONS = ("relu", "sigmoid", "tanh")

    def test_a_known_name_passes(self):
        assert choose("tanh", name="f: activation", options=self.OPTIONS) == "tanh"

    @pytest.mark.parametrize(("value", "meant"), [("ReLU", "relu"), ("sigmod", "sigmoid"), ("tahn", "tanh")])
    def test_a_near_miss_is_named(self, value, meant):
        message = rf"f: activation must be one of 'relu', 'sigmoid', 'tanh'; got '{value}'.* Did you mean '{meant}'\?$"
        with pytest.raises(ValueError, match=message):
            choose(value, name="f: activation", options=self.OPTIONS)

    def test_far_off_gets_no_suggestion(self):
        with pytest.raises(ValueError, match=r"got 'xyz' \(str\)$"):
            choose("xyz", name="f: activation", options=self.OPTIONS)

    @pytest.mark.parametrize("value", [None, 3, ["relu"]])
    def test_other_kinds_are_a_type_error(self, value):
        with pytest.raises(TypeError, match=r"f: activation must be one of 'relu', 'sigmoid', 'tanh'; got "):
            choose(value, name="f: activation", options=self.OPTIONS)
