"""A page shows and runs the exact source of what it names; its derivation is the docstring's."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.checking.check_page import check
from livepage.reading.parse import parse
from livepage.running.embed import EmbedError, derivation, embedded_source, embedded_sources
from livepage.running.run import run
from livepage.writing.render import render
from tests.livepage.author import executed, faults, only
from tests.livepage.conftest import CALC

Package = Callable[..., Path]
EMBED = "text\n\n```python embed\nfrom toycalc.calc import double\n```\n"


def test_the_source_is_what_stands_in_the_file(package: Package) -> None:
    file = package()
    found = embedded_source("toycalc.calc.double")
    lines = CALC.split("\n")
    assert (found.file, found.name, found.module) == (file, "double", "toycalc.calc")
    assert lines[found.line - 1] == "def double(a: float) -> float:"
    assert found.text in CALC


def test_only_the_docstring_after_its_summary_is_not_shown(package: Package) -> None:
    package()
    found = embedded_source("toycalc.calc.double")
    assert '    """Return twice a."""\n' in found.shown
    assert "Derivation" not in found.shown

    def without_docstring(text: str) -> str:
        function = ast.parse(text).body[0]
        assert isinstance(function, ast.FunctionDef)
        function.body = function.body[1:]
        return ast.dump(function)

    assert without_docstring(found.shown) == without_docstring(found.text)


@pytest.mark.parametrize(
    ("docstring", "shown"),
    [
        (
            '"""\n    Return twice a.\n\n    Parameters\n    ----------\n    a : float\n    """',
            '"""Return twice a."""',
        ),
        ('r"""\n\n    Return $2 a$.\n    """', '"""Return $2 a$."""'),
        ("'''\n    Return twice a.\n    '''", "'''Return twice a.'''"),
        ('r"""\n    Return \\(2 a\\).\n    """', 'r"""Return \\(2 a\\)."""'),
        ('"""\n    """', '"""\n    """'),
        ('"""Return twice a."""', '"""Return twice a."""'),
    ],
)
def test_a_summary_below_its_quotes_is_shown_beside_them(
    package: Package, docstring: str, shown: str
) -> None:
    package(f"def double(a: float) -> float:\n    {docstring}\n    return 2 * a\n")
    found = embedded_source("toycalc.calc.double").shown
    assert found == f"def double(a: float) -> float:\n    {shown}\n    return 2 * a\n"


CHECKED = CALC.replace(
    "def double",
    "def checked(**rules):\n    return lambda function: function\n\n\n"
    "def plain(function):\n    return function\n\n\n"
    "@plain\n@checked(\n    a=float,\n)\ndef double",
)


def tree(text: str, *decorators: str) -> str:
    """Return the syntax of a function without its docstring, and without these decorators."""
    function = ast.parse(text).body[0]
    assert isinstance(function, ast.FunctionDef)
    function.body = function.body[1:]
    function.decorator_list = [
        each for each in function.decorator_list if ast.unparse(each).partition("(")[0] not in decorators
    ]
    return ast.dump(function)


@pytest.mark.parametrize("name", ["checked", "checks.checked"])
def test_a_decorator_that_is_left_out_is_all_that_is_not_shown(package: Package, name: str) -> None:
    text = CHECKED.replace("@checked", f"@{name}").replace(
        "def plain", "class checks:\n    checked = checked\n\n\ndef plain"
    )
    package(text)
    found = embedded_source("toycalc.calc.double", ["checked"])
    assert found.shown.startswith('@plain\ndef double(a: float) -> float:\n    """Return twice a."""\n')
    file = found.file.read_text(encoding="utf-8").split("\n")
    whole = "\n".join(file[found.line - 1 : found.line - 1 + found.text.count("\n")])
    assert whole in text
    assert f"@{name}(" in whole
    assert tree(found.shown) == tree(found.text) == tree(whole, name) != tree(whole)
    assert len(found.text.split("\n")) == len(whole.split("\n")) + 1


def test_a_decorator_of_another_name_is_shown_and_run(package: Package) -> None:
    package(CHECKED)
    found = embedded_source("toycalc.calc.double", ["check", "validated"])
    assert "@checked(\n    a=float,\n)\ndef double" in found.shown
    assert "@checked(" in found.text


def test_a_page_runs_without_the_decorators_that_it_leaves_out(package: Package) -> None:
    file = package(CHECKED.replace("@plain\n", "").replace("return 2 * a", "return 2 * a / 0"))
    text = EMBED + "\n```python\nx = double(2)\n```\n"
    page = parse(text, Path("page.md"), leave_out=["checked"])
    (fault,) = check(page, run(page))
    line = file.read_text(encoding="utf-8").split("\n").index("    return 2 * a / 0") + 1
    assert fault.message == f"ZeroDivisionError: division by zero (raised at {file}:{line})"
    ((_, message),) = faults(text)
    assert message.startswith("NameError: name 'checked' is not defined")


def test_a_page_runs_the_source_in_its_own_namespace(package: Package) -> None:
    package()
    page = EMBED + "\n```python\nx = double(2)\n```\n\n4<!-- {x} -->\n"
    assert faults(page) == []
    assert faults(page.replace("4<", "5<")) == [(11, "5 is not {x}")]


def test_a_changed_source_makes_the_page_false(package: Package) -> None:
    package(CALC.replace("return 2 * a", "return 3 * a"))
    assert faults(EMBED + "\n4<!-- {double(2)} -->\n") == [(7, "4 is not {double(2)}")]


def test_names_that_the_page_does_not_show_are_missing(package: Package) -> None:
    package(CALC.replace("return 2 * a", "return FACTOR * a"))
    ((line, message),) = faults(EMBED + "\n```python\ny = double(2)\n```\n")
    assert line == 8
    assert message.startswith("NameError: name 'FACTOR' is not defined (raised at ")
    assert not message.endswith("above"), "the call fails, not what is embedded"


def test_a_name_that_the_embedded_source_itself_needs_is_said_with_what_to_do(package: Package) -> None:
    package(
        CALC.replace("a: float) -> float:\n    r", "a: FACTOR) -> float:\n    r").replace(
            "FACTOR = 2", "FACTOR = int"
        )
    )
    ((_, message),) = faults(EMBED)
    assert message.startswith("NameError: name 'FACTOR' is not defined (raised at ")
    assert message.endswith(": the embedded source uses it, so the page imports or defines FACTOR above")
    assert faults("```python\nFACTOR = float\n```\n\n" + EMBED) == []


def test_an_error_in_embedded_code_names_the_source_s_line(package: Package) -> None:
    file = package()
    page = "```python embed\nfrom toycalc.calc import fails\n```\n\n```python\na = 1\nfails(a)\n```\n"
    line = CALC.split("\n").index("    return a / 0") + 1
    ((at, message),) = faults(page)
    assert at == 7
    assert message.startswith("ZeroDivisionError")
    assert message.endswith(f"(raised at {file}:{line})")


@pytest.mark.parametrize(
    ("statement", "line", "message"),
    [
        ("from toycalc.calc import halve", 4, "there is no toycalc.calc.halve"),
        ("from toycalc.calc import (\n    double,\n    halve,\n)", 6, "there is no toycalc.calc.halve"),
        ("from toycalc.nothing import double", 4, "there is no toycalc.nothing.double"),
        ("from toycalc.calc import FACTOR", 4, "toycalc.calc.FACTOR is a int, not a function or a class"),
        ("from toycalc.calc import double as d", 4, "an embed holds 'from module import name'"),
        ("from toycalc.calc import *", 4, "an embed holds 'from module import name'"),
        ("from .calc import double", 4, "an embed holds 'from module import name'"),
        ("import toycalc", 4, "an embed holds 'from module import name'"),
        ("x = 1", 4, "an embed holds 'from module import name'"),
        ("from collections import namedtuple, abc", 4, "collections.abc is a module, not a function"),
        ("from json import dumps, JSONDecoder", 4, "json.JSONDecoder is defined elsewhere, as json.decoder."),
        ("from builtins import int", 4, "builtins.int has no source in Python"),
    ],
)
def test_a_name_that_cannot_be_embedded_is_a_fault_at_its_line(
    package: Package, statement: str, line: int, message: str
) -> None:
    package()
    ((at, text),) = faults(f"text\n\n```python embed\n{statement}\n```\n")
    assert at == line
    assert message in text


def test_all_missing_names_are_reported_at_once(package: Package) -> None:
    package()
    page = "```python embed\nfrom toycalc.calc import a\n```\n\n::: derivation toycalc.calc.b\n\n" + (
        "```python embed\nfrom toycalc.calc import c\n```\n\n3<!-- {c} -->\n"
    )
    assert [line for line, _ in faults(page)] == [2, 5, 8]


def test_a_module_that_cannot_be_imported_is_a_fault_not_a_crash(package: Package) -> None:
    package("def double(:\n")
    ((line, message),) = faults(EMBED)
    assert (line, "SyntaxError" in message) == (4, True)
    assert [at for at, _ in faults("::: derivation toycalc.calc.double\n")] == [1]


def test_the_derivation_is_the_docstring_s_and_knows_its_lines(package: Package) -> None:
    file = package()
    found = derivation("toycalc.calc.double")
    assert found.text.startswith("Once more the same is twice as much, and $a + a$ is\n\n$$\nd = a + a\n$$\n")
    assert CALC.split("\n")[found.line - 1].strip().startswith("Once more")
    assert found.file == file
    double = __import__("toycalc.calc").calc.double
    assert found.text.strip() in textwrap.dedent((inspect.getdoc(double) or "").replace("\n    ", "\n"))


def test_a_derivation_brings_its_equations_and_its_text(package: Package) -> None:
    package()
    page, results = executed("!!! note\n\n    ::: derivation toycalc.calc.double\n")
    derived = results.derived[only(page, "derivation")]
    assert derived.count() == {"equation": 2}
    assert "    $$\n    d = a + a\n    $$\n" in render(page, results, lambda _file, _line: None)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Derivation:", "Proof:", "has no section 'Derivation:'"),
        ("d = a + a", r"d = \foo", "this LaTeX cannot be typeset"),
        ("$a + a$", r"$\foo$", "this LaTeX cannot be typeset"),
        ("twice as much", "2 times as much", "the number 2 belongs to no claim"),
        ("$$\n        d = a + a\n        $$", "$$", "this displayed equation is never closed"),
        ("        Once", "        ```python\n        x = 1\n        ```\n\n        Once", "not code"),
        (
            "        Once",
            "        ```bash\n        x\n        ```\n\n        Once",
            "a block that nothing checks",
        ),
    ],
)
def test_a_fault_of_a_derivation_names_page_and_source(
    package: Package, old: str, new: str, message: str
) -> None:
    text = CALC.replace(old, new)
    file = package(text)
    ((line, found),) = faults("text\n\n::: derivation toycalc.calc.double\n")
    assert line == 3
    assert message in found
    if "section" not in message:
        at = int(found.split(f"{file}:")[1].split(":")[0])
        assert text.split("\n")[at - 1] in (
            *new.split("\n"),
            *(line for line in text.split("\n") if new in line),
        )


def test_a_renamed_function_is_a_fault(package: Package) -> None:
    package(CALC.replace("def double", "def twice"))
    assert [line for line, _ in faults(EMBED + "\n::: derivation toycalc.calc.double\n")] == [4, 7]


def test_an_embed_error_is_one_type() -> None:
    with pytest.raises(EmbedError, match=r"there is no nowhere\.f: ModuleNotFoundError"):
        embedded_source("nowhere.f")
    assert embedded_sources("(") == []  # the page's parser has reported it


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("return 2 * a", "return 2 * a  # 0.25", "0.25"),
        ("Return twice a.", "Return twice a, up to 20.", "20"),
    ],
)
def test_what_embedded_code_states_in_words_is_a_fault(
    package: Package, old: str, new: str, number: str
) -> None:
    package(CALC.replace(old, new))
    ((line, message),) = faults(EMBED)
    assert line == 3
    assert f"calc.py:6: double: the number {number} in words of code belongs to no claim" in message
