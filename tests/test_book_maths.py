"""Formulas: what is one, what it becomes, and that a mistake in one is named."""

import html
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mlpkit.book.maths import FormulaError, formulas, typeset, typeset_prose

ROOT = Path(__file__).parent.parent


def plain(markdown: str) -> str:
    """Return what is left to read when tags are gone and entities are characters."""
    return html.unescape(re.sub(r"<[^>]+>", "", markdown))


def parsed(latex: str, *, is_display: bool = False) -> ElementTree.Element:
    root = ElementTree.fromstring(typeset(latex, is_display=is_display).replace(' xmlns="', ' about="'))
    assert root.tag == "math"
    return root


def attributes(latex: str, text: str) -> list[dict[str, str]]:
    return [node.attrib for node in parsed(latex).iter() if node.text == text]


@pytest.mark.parametrize(
    "prose",
    [
        "It costs $5, or $10 for two.",
        "a $20-$30 ticket",
        r"\$x\$ is the name of a variable in a shell",
        "`$x$` and ``a ` $y$``",
        "```\n$x$\n```",
        "~~~python\nf'${x}$'\n\n$y$\n~~~",
        "- item\n  ```\n  $x$\n  ```",
        "Code:\n\n    echo $x$\n",
        "one dollar: $",
        "$ x $",
        "<!-- $x$ -->",
        "open $x\n\nand closed$ in another paragraph",
        r"`\begin{align} x \end{align}` and \\begin{align} x \\end{align}",
        "\\begin{align} x\n\nand y \\end{align}",
        r"\begin{align} x \end{aligned}",
    ],
)
def test_what_is_no_formula_stays_as_it_is(prose):
    assert typeset_prose(prose) == prose
    assert formulas(prose) == []


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("the weight $w$.", ["w"]),
        ("$w$ costs $5 and $b$ nothing", ["w", "b"]),
        ("from `$x$` to $y$", ["y"]),
        ("- a list\n\n    goes on with $x$", ["x"]),
        ("a paragraph\n    goes on with $x$", ["x"]),
        ("a formula\nover $a +\nb$ two lines", ["a +\nb"]),
        ("$$a = b$$ and $c$", ["a = b", "c"]),
        ("```\n$x$\n```\n$y$\n```\n$z$\n```", ["y"]),
        ("````\n```\n$x$\n````\n$y$", ["y"]),
        (r"$12\$ + x$", [r"12\$ + x"]),
        ("So\n\\begin{align}\na &= b\n\\end{align}\nholds: $c$", ["\\begin{align}\na &= b\n\\end{align}", "c"]),
        (r"$$\begin{matrix} a \end{matrix}$$", [r"\begin{matrix} a \end{matrix}"]),
    ],
)
def test_what_is_a_formula_is_found(prose, expected):
    assert formulas(prose) == expected
    assert typeset_prose(prose).count("<math") >= len(expected)
    for latex in expected:
        assert f"${latex}$" not in typeset_prose(prose)


def test_no_punctuation_is_left_for_markdown_to_read():
    mathml = typeset(r"a_1*b_2*[c](d)|e|, ``!\#\_\%-.")
    text = re.sub(r"<[^>]+>|&#?\w+;", "", mathml)
    assert set(text) == set("a1b2cde−")
    assert "\n" not in mathml
    assert plain(mathml).replace("−", "-").startswith("a1*b2*[c](d)|e|")


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\foo + x", r"unknown command \foo in $\foo + x$"),
        (r"\frac{\alhpa}{2}", r"unknown command \alhpa"),
        (r"\frac{1", "a brace is missing"),
        (r"a}", "a brace is missing"),
        (r"\begin{foo} 1 \end{foo}", "unknown environment foo"),
        (r"a & b", "'&' outside a matrix"),
        (r"\left( x", r"\left( x"),
        ("x^", "MissingSuperScriptOrSubscriptError"),
        ("x_1_2", "DoubleSubscriptsError"),
        (r"\frac", "NoAvailableTokensError"),
    ],
)
def test_a_mistake_in_a_formula_is_named_with_the_formula(latex, words):
    with pytest.raises(FormulaError) as caught:
        typeset(latex)
    assert words in str(caught.value)
    assert latex in str(caught.value)


@pytest.mark.parametrize(
    "name",
    ["align", "align*", "aligned", "eqnarray", "equation", "equation*", "gather", "gathered", "multline", "split"],
)
def test_an_environment_is_set_as_mathjax_sets_it_and_its_lines_have_no_numbers(name):
    latex = rf"\begin{{{name}}} a = b \\ c = d \end{{{name}}}"
    assert plain(typeset(latex)) == "a=bc=d"
    assert typeset(latex).count("<mtr>") == 2
    assert typeset_prose(latex).startswith('<span class="formula">')


def test_braces_that_are_shown_need_no_partner():
    assert plain(typeset(r"\{1")) == "{1"


def test_a_display_formula_has_its_number_in_the_margin_and_an_anchor():
    markdown = typeset_prose(r"$$a = b \qquad (6.12)$$")
    assert markdown.startswith('<span class="formula" id="equation-6-12"><span class="formula-pieces"><math ')
    assert plain(markdown) == "a=b(6.12)"
    assert plain(re.search(r"<math.*</math>", markdown)[0]) == "a=b"
    assert 'display="block"' in markdown
    assert plain(typeset_prose(r"$$a \qquad (6)$$").replace("<mspace", " <")).endswith(
        "(6)"
    )  # no number of an equation


def test_a_line_may_end_after_a_relation_in_running_text_only():
    markdown = typeset("a = b = c")
    assert [plain(piece) for piece in re.findall(r"<math.*?</math>", markdown)] == ["a=", "b=", "c"]
    assert markdown.count('form="infix"') == 2  # else the space around them would change
    assert typeset("a = b = c", is_display=True).count("<math") == 1


@pytest.mark.parametrize(
    ("latex", "pieces"),
    [
        (r"a = b, \qquad c = d, \quad e", ["a=b,", "c=d,", "e"]),
        (r"a \qquad \Longrightarrow \qquad b = c", ["a", "⟹b=c"]),
        (r"a \; = \; b", ["a=b"]),
        (r"f = \begin{cases} 0 & a \quad b \\ 1 & c \end{cases}", ["f={0ab1c"]),
        (r"a \qquad\qquad b \qquad", ["a", "b"]),
    ],
)
def test_a_formula_on_a_line_of_its_own_may_be_broken_at_wide_gaps(latex, pieces):
    mathml = typeset(latex, is_display=True)
    assert [plain(piece) for piece in re.findall(r"<math.*?</math>", mathml)] == pieces
    assert mathml.count('display="block"') == len(pieces)


def test_no_line_ends_between_a_formula_and_the_bracket_or_comma_beside_it():
    markdown = typeset_prose("so ($a = b$), or $c$; and $d$ too")
    glued = [plain(piece) for piece in re.findall(r'<span class="glued">(.*?)</span>', markdown)]
    assert glued == ["(a=", "b),", "c;"]
    assert plain(markdown) == "so (a=b), or c; and d too"
    assert "nowrap" in (ROOT / "mlpkit" / "book" / "theme" / "book.css").read_text(encoding="utf-8")


# What is made better than the converter makes it


@pytest.mark.parametrize("latex", [r"a \pm 2", r"a \implies b", r"a \longrightarrow b", r"\lceil a \rceil"])
def test_what_joins_two_terms_is_an_operator_and_stands_apart_as_such(latex):
    letters = [node.text for node in parsed(latex, is_display=True).iter("mi")]
    assert letters == [letter for letter in latex.split() if letter in "ab"]


def test_a_word_in_upright_letters_is_one_word():
    assert [node.text for node in parsed(r"\mathrm{softmax}(z)").iter("mi")] == ["softmax", "z"]
    assert attributes(r"\mathrm{E}[a]", "E") == [{"mathvariant": "normal"}]


@pytest.mark.parametrize(
    ("latex", "is_sign"),
    [
        ("-x", True),
        ("a - x", False),
        ("(-x)", True),
        ("(a) - x", False),
        (r"a = -x", True),
        (r"a,\ -x", True),
        (r"a \cdot -x", True),
        (r"a^2 - x", False),
        (r"\lvert a \rvert - x", False),
        (r"x \to -x", True),
    ],
)
def test_a_sign_stands_close_to_its_number_and_a_minus_does_not(latex, is_sign):
    minus = re.search(r"<mo([^>]*)>−</mo>", typeset(latex))
    assert ('form="prefix"' in minus[1]) == is_sign


def test_of_two_bars_the_first_opens_and_the_second_closes():
    forms = [node["form"] for node in attributes(r"\lVert v \rVert^2 + \lVert w \rVert", "‖")]
    assert forms == ["prefix", "postfix", "prefix", "postfix"]
    nested = attributes(r"\big| |x| - 1 \big|", "|")
    assert [(bar["form"], bar.get("stretchy")) for bar in nested] == [
        ("prefix", None),
        ("prefix", "false"),
        ("postfix", "false"),
        ("postfix", None),
    ]


@pytest.mark.parametrize(
    ("latex", "shape"),
    [
        (r"\ln p", "ln _ p"),
        (r"y \ln p", "y _ ln _ p"),
        (r"(1) \ln (2)", "( 1 ) _ ln ( 2 )"),
        (r"-\ln 2", "− ln _ 2"),
        (r"\max(0, z)", "max ( 0 , z )"),
    ],
)
def test_functions_have_a_thin_space_where_no_bracket_or_operator_gives_one(latex, shape):
    row = parsed(latex).find("mrow")
    assert " ".join("_" if node.tag == "mspace" else node.text for node in row) == shape


def test_functions_with_an_exponent_have_their_space_too():
    assert [node.tag for node in parsed(r"\tanh^2 z").find("mrow")] == ["msup", "mspace", "mi"]


def test_sums_within_a_root_have_their_limits_below_and_above():
    assert parsed(r"\sqrt{\sum_{i=1}^n x_i}", is_display=True).find(".//munderover") is not None


@pytest.mark.parametrize("latex", [r"\sqrt{c}", r"\sqrt c", r"\sqrt5"])
def test_a_root_is_as_high_as_a_line_whatever_is_in_it(latex):
    strut, inside = parsed(latex).find(".//msqrt")
    assert (strut.tag, strut.get("height"), strut.get("depth")) == ("mspace", "0.7em", "0.15em")
    assert "".join(inside.itertext()) == latex.strip("{}")[-1]


def test_small_things_stand_where_they_belong():
    assert attributes(r"10{,}000", ",") == [{"lspace": "0", "rspace": "0"}]
    assert attributes("L'(w)", "′") == [{"lspace": "0", "rspace": "0"}]
    assert parsed("L'").find(".//msup") is None
    assert attributes(r"\hat y", "ˆ") == [{"stretchy": "false"}]
    assert attributes(r"\bar a", "ˉ") == [{"stretchy": "false"}]
    cells = parsed(r"\begin{cases} 0 & \text{if } p \\ 1 & \text{else} \end{cases}").iter("mtd")
    assert {cell.get("style") for cell in cells} == {"text-align: left"}
