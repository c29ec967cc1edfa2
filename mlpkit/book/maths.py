"""Formulas between dollars, typeset as MathML, which browsers draw without a script."""

import html
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from mlpkit.book.prose import outside_code, split_code

# As in pandoc, $ opens only before and closes only after something visible, and never closes before a digit:
# "from $5 to $10" is prose. An environment needs no dollars. No formula crosses an empty line.
FORMULA = re.compile(
    r"(?P<bare>\\begin\{(?P<name>[a-zA-Z]+\*?)\}(?:(?!\n[ \t]*\n).)*?\\end\{(?P=name)\})"
    r"|\\."
    r"|\$\$(?P<display>(?:\\.|(?!\n[ \t]*\n)[^$\\])+)\$\$"
    r"|(?P<before>\(?)\$(?P<inline>(?=\S)(?:\\.|(?!\n[ \t]*\n)[^$\\])+?)(?<=\S)\$(?!\d)(?P<after>[.,;:!?)]*)",
    re.DOTALL,
)
EQUATION_NUMBER = re.compile(r"\s*\\qquad\s*\((\d+\.\d+[a-z]?)\)\s*$")
PUNCTUATION = re.compile(r"&[#\w]+;|[!-/:-@\[-`{-~]")

FUNCTIONS = {"arccos", "arcsin", "arctan", "arg", "cos", "cosh", "det", "dim", "exp", "inf", "lim", "ln", "log"}
FUNCTIONS |= {"max", "min", "sin", "sinh", "sup", "tan", "tanh"}
BARS = {"|", "‖", "∣", "∥"}
CLOSING = {")", "]", "}", "⌉", "⌋", "⟩", "!", "%", "′"}
RELATIONS = {"=", "≈", "<", ">", "≤", "≥", "→", "←", "⟶", "⟹"}
TAKEN_FOR_LETTERS = {"·", "±", "∓", "⟶", "⟹", "⌈", "⌉", "⌊", "⌋", "@"}  # which would stand without space
ACCENTS = {"^": "ˆ", "¯": "ˉ", "~": "˜"}  # small signs made for one letter
SUMS = {"∑", "∏", "⋃", "⋂"}
WIDE_GAPS = {"1em", "2em"}  # \quad and \qquad
SCRIPTS = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}

# What MathJax knows besides, and numbers as little; latex2mathml numbers the lines of align.
ENVIRONMENTS = dict.fromkeys(["align", "aligned", "eqnarray", "eqnarray*", "equation", "equation*", "split"], "align*")
ENVIRONMENTS |= dict.fromkeys(["gather", "gather*", "gathered", "multline", "multline*"], "displaylines")


class FormulaError(ValueError):
    """A formula that cannot be typeset."""


def typeset_prose(source: str) -> str:
    r"""Replace the formulas in Markdown by MathML; code, ``\$`` and prices stay.

    Raises
    ------
    FormulaError
        If a formula cannot be typeset; the message quotes it.
    """

    def formula(found: re.Match[str]) -> str:
        if on_its_own := found["bare"] or found["display"]:
            return display(on_its_own)
        return _with_its_punctuation(found) if found["inline"] else found[0]

    return outside_code(source, lambda text: FORMULA.sub(formula, text))


def _with_its_punctuation(found: re.Match[str]) -> str:
    """Return a formula in running text, so that no line ends between it and the bracket or comma beside it."""
    before, mathml, after = found["before"], typeset(found["inline"]), found["after"]
    if not before and not after:
        return mathml
    start, end = '<span class="glued">', "</span>"
    return f"{start}{before}{mathml.replace('</math><math', f'</math>{end}{start}<math')}{after}{end}"


def formulas(source: str) -> list[str]:
    """Return the formulas in Markdown, without their dollars."""
    prose = [text for is_code, text in split_code(source) if not is_code]
    matches = [match for text in prose for match in FORMULA.finditer(text)]
    return [latex for match in matches if (latex := match["bare"] or match["display"] or match["inline"])]


def display(latex: str) -> str:
    r"""Return a formula on a line of its own; a number after ``\qquad`` goes to the margin and can be linked to."""
    number = EQUATION_NUMBER.search(latex)
    mathml = typeset(latex[: number.start()] if number else latex, is_display=True)
    mathml = f'<span class="formula-pieces">{mathml}</span>'
    if number is None:
        return f'<span class="formula">{mathml}</span>'
    label = f'<span class="equation-number">&#40;{number[1].replace(".", "&#46;")}&#41;</span>'
    return f'<span class="formula" id="equation-{number[1].replace(".", "-")}">{mathml}{label}</span>'


def typeset(latex: str, *, is_display: bool = False) -> str:
    r"""Return one formula as MathML on one line, safe within Markdown.

    Parameters
    ----------
    latex : str
        The formula, without dollars.
    is_display : bool, default False
        Whether it stands on a line of its own.

    Raises
    ------
    FormulaError
        If a command or an environment is unknown, or a brace or an argument is missing.

    Examples
    --------
    >>> typeset("x_1").split("<mrow>")[1]
    '<msub><mi>x</mi><mn>1</mn></msub></mrow></math>'
    """
    from latex2mathml import commands
    from latex2mathml.converter import convert_to_element

    braces = re.sub(r"\\.", "", latex)
    if braces.count("{") != braces.count("}"):
        raise FormulaError(f"a brace is missing in ${latex.strip()}$")
    mathjax = re.compile(r"(\\(?:begin|end)\{)([a-z]+\*?)")
    source = mathjax.sub(lambda found: found[1] + ENVIRONMENTS.get(found[2], found[2]), latex.strip())
    for name in re.findall(r"\\begin\{(.*?)\}", source):
        if f"\\{name}" not in commands.MATRICES:
            raise FormulaError(f"unknown environment {name} in ${latex.strip()}$")
    source = re.sub(r"\\mathrm\{([A-Za-z])\}", r"{\\mathrm \1}", source)  # or one letter would slant
    try:
        root = convert_to_element(source, display="block" if is_display else "inline")
    except Exception as error:  # the converter raises a dozen kinds of them
        raise FormulaError(f"{type(error).__name__}: {error} in ${latex.strip()}$") from error
    for node in root.iter():
        node.text = html.unescape(node.text) if node.text else node.text
        if node.text and (unknown := re.match(r"\\[a-zA-Z]*", node.text)):
            raise FormulaError(f"unknown command {unknown[0]} in ${latex.strip()}$")
        if node.tag == "mi" and node.text in TAKEN_FOR_LETTERS:
            node.tag = "mo"
        if node.tag == "mi" and node.text == "&":
            raise FormulaError(f"'&' outside a matrix in ${latex.strip()}$")
    for row in list(root.iter()):
        _polish(row)
    pieces = _split_at_gaps(root) if is_display else _split_after_relations(root)
    text = "".join(ElementTree.tostring(piece, encoding="unicode") for piece in pieces if len(piece[0]))
    return re.sub(r"(?<=>)[^<>]+(?=<)", lambda found: _protect(found[0]), text)


def _protect(text: str) -> str:
    """Hide punctuation from Markdown, which would read emphasis, links and table columns into it."""
    return PUNCTUATION.sub(lambda found: found[0] if len(found[0]) > 1 else f"&#{ord(found[0])};", text)


def _split_after_relations(formula: Element) -> list[Element]:
    """Return a formula in running text in pieces between which a line may end, as TeX would end it: after an ``=``."""
    pieces = [_empty_like(formula)]
    for child in formula[0]:
        pieces[-1][0].append(child)
        if child.tag == "mo" and child.text in RELATIONS:
            child.set("form", "infix")  # at the end of its piece it would be taken for a postfix
            pieces.append(_empty_like(formula))
    return pieces


def _split_at_gaps(formula: Element) -> list[Element]:
    r"""Return a formula on a line of its own in the pieces between ``\quad``, which a phone puts below one another."""
    pieces = [_empty_like(formula)]
    for child in formula[0]:
        begun = pieces[-1][0]
        is_gap = child.tag == "mspace" and child.get("width") in WIDE_GAPS
        if is_gap and [node.tag for node in begun] != ["mo"]:  # an arrow stays with what follows
            pieces.append(_empty_like(formula))
            continue
        if is_gap:
            begun[0].set("form", "infix")
        begun.append(child)
    return pieces


def _empty_like(formula: Element) -> Element:
    piece = Element(formula.tag, formula.attrib)
    ElementTree.SubElement(piece, "mrow")
    return piece


# What latex2mathml leaves to be desired. Each rule changes the children of one element.


def _polish(row: Element) -> None:
    _join_letters(row)
    _mend_scripts(row)
    if row.tag in ("math", "mrow", "mtd", "msqrt", "mstyle"):
        _give_signs_and_bars_their_form(row)
        _give_functions_their_space(row)
    if row.tag == "mrow" and len(row) == 1 and row[0].tag == "mo":  # {,} as in 10{,}000
        _set_no_space(row[0])
    if row.tag == "msqrt":  # or the sign hangs below the line from a small letter
        row.insert(0, Element("mspace", width="0", height="0.7em", depth="0.15em"))
    if row.tag == "mo" and row.text in {"/", "∂"}:
        _set_no_space(row)
    if row.tag == "mtd" and row.get("columnalign"):
        row.set("style", f"text-align: {row.attrib.pop('columnalign')}")


def _join_letters(row: Element) -> None:
    r"""``\mathrm{softmax}`` is one word, not seven letters."""
    letters = [child.text or "" for child in row if child.tag == "mi" and child.get("mathvariant") == "normal"]
    if row.tag == "mrow" and len(letters) == len(row) > 1:
        for child in list(row):
            row.remove(child)
        ElementTree.SubElement(row, "mi").text = "".join(letters)


def _mend_scripts(node: Element) -> None:
    if node.tag in ("msub", "msubsup") and node[0].tag == "mo" and node[0].text in SUMS:
        node.tag = {"msub": "munder", "msubsup": "munderover"}[node.tag]  # beside the sum again in running text
    elif node.tag == "msup" and node[1].text == "′":  # drawn raised already
        node.tag = "mrow"
        node[1].tag = "mo"
        _set_no_space(node[1])
    elif node.tag == "mover" and node[1].text in ACCENTS:
        node.set("accent", "true")
        node[1].text = ACCENTS[node[1].text]
        node[1].set("stretchy", "false")


def _set_no_space(operator: Element) -> None:
    operator.set("lspace", "0")
    operator.set("rspace", "0")


def _core(node: Element) -> Element:
    """Return what carries the indices and exponents."""
    return _core(node[0]) if node.tag in SCRIPTS and len(node) else node


def _give_signs_and_bars_their_form(row: Element) -> None:
    """Call a minus a sign after nothing, an opening bracket or an operator; of two bars, let the second one close."""
    before: Element | None = None
    is_open: dict[str | None, bool] = {}  # by size: large bars may stand around small ones
    for child in row:
        core = _core(child)
        if core.tag == "mspace" or (core.tag == "mtext" and not (core.text or "").strip()):
            continue
        if core.tag == "mo" and core.text in BARS and not core.get("form"):
            size = core.get("minsize")
            is_open[size] = not is_open.get(size, False)
            core.set("form", "prefix" if is_open[size] else "postfix")
            _set_no_space(core)
            if not size:
                core.set("stretchy", "false")
        if core.tag == "mo" and core.text in {"−", "-", "+"} and (before is None or _expects_a_term(before)):
            core.set("form", "prefix")
        before = core


def _expects_a_term(operator: Element) -> bool:
    return operator.tag == "mo" and operator.text not in CLOSING and operator.get("form") != "postfix"


def _give_functions_their_space(row: Element) -> None:
    """``y ln p`` needs a thin space on either side of ln, ``ln(p)`` needs none."""
    for function in [child for child in row if (_core(child).text or "") in FUNCTIONS]:
        _core(function).tag = "mi"
        place = list(row).index(function)
        after = _core(row[place + 1]) if place + 1 < len(row) else None
        before = _core(row[place - 1]) if place > 0 else None
        if after is not None and after.tag not in ("mo", "mspace"):
            row.insert(place + 1, Element("mspace", width="0.167em"))
        if before is not None and before.tag != "mspace" and not _expects_a_term(before):
            row.insert(place, Element("mspace", width="0.167em"))
