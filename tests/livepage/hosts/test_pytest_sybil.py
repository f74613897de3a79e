"""Through pytest: each claim of a page is a test, and a failure says page, line and difference."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import livepage.hosts.pytest_labs
import livepage.hosts.pytest_sybil  # noqa: F401  (both loaded here once, not anew by each run)
from tests.livepage.conftest import SETTINGS

CONFTEST = """from pathlib import Path

from livepage.hosts.pytest_sybil import examples

pytest_collect_file = examples(Path(__file__).parent).pytest()
"""
PAGE = """# A toy

```python embed
from toycalc.calc import double, fails
```

::: derivation toycalc.calc.double

```python
four = double(2)
print(four)
```

```text
4
```

It is 4<!-- {four} --> and $s = a + b$.

```python
from matplotlib import pyplot as plt
fig = plt.figure()
```

![A ground](ground.svg)
The caption
"""
OPTIONS = ["-p", "no:doctest", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-rA"]
Run = Callable[..., str]
pytest_plugins = ["pytester"]


@pytest.fixture
def project(tmp_path: Path, package: Callable[..., Path]) -> Path:
    package()
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        f"[tool.pytest.ini_options]\nfilterwarnings = ['error']\n{SETTINGS}", encoding="utf-8"
    )
    (tmp_path / "docs" / "part").mkdir(parents=True)
    (tmp_path / "docs" / "part" / "1-toy.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def tested(project: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest on the project, as `pytest …` at its root would, and return the report."""
    monkeypatch.chdir(project)

    def run(*arguments: str) -> str:
        return pytester.runpytest_inprocess(*OPTIONS, *arguments).stdout.str()

    return run


def outcomes(report: str) -> dict[str, int]:
    summary = report.rstrip().rpartition("\n")[2]
    return {
        word: int(number)
        for number, word in re.findall(r"(\d+) (passed|failed|skipped|deselected|error)", summary)
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_claim_every_example_and_every_formula_is_a_test(tested: Run) -> None:
    report = tested("docs", "src")
    # The page has two blocks of code and one claim of each other kind, the source an example and formulas.
    assert outcomes(report) == {"passed": 8 + 4}
    for name in (
        "embed, line 3",
        "derivation, line 7",
        "output, line 14",
        "value, line 18",
        "figure, line 25",
    ):
        assert f"PASSED docs/part/1-toy.md::{name}" in report
    assert len(re.findall(r"PASSED src/toycalc/calc.py::equation", report)) == 3


def test_faults_name_page_line_and_difference(project: Path, tested: Run) -> None:
    page = project / "docs/part/1-toy.md"
    edit(page, "```text\n4", "```text\n5")
    edit(page, "It is 4", "It is 5")
    edit(page, "# A toy", "# A toy of 7\n\n```bash\nls\n```\n\n$$\n\\foo\n$$\n")
    report = tested("docs")
    assert "docs/part/1-toy.md:1: the number 7 belongs to no claim" in report
    assert "docs/part/1-toy.md:3: a block that nothing checks" in report
    assert "docs/part/1-toy.md:8: this LaTeX cannot be typeset" in report
    assert "docs/part/1-toy.md:24: this is not what the code at line 18 prints" in report
    assert "\n-5\n+4\n" in report
    assert "docs/part/1-toy.md:27: 5 is not {four}\n  expected: 4\n  got: 5" in report
    assert "1-toy.md:23: SybilFailure" in report
    assert outcomes(report)["failed"] == 5


def test_the_name_of_a_test_has_the_column_of_its_line(project: Path, tested: Run) -> None:
    edit(project / "src/toycalc/calc.py", "Once more the same is twice as much, and", "As $a + 0 = a$, and")
    names = re.findall(r"PASSED src/toycalc/calc.py::(equation, line \d+, column \d+)", tested("src"))
    assert "equation, line 10, column 12" in names
    assert "equation, line 10, column 29" in names


def test_what_is_wrong_with_a_graph_is_told_once(project: Path, tested: Run) -> None:
    edit(project / "src/toycalc/graph.py", "lambda a, b: a + b", "lambda q: q")
    edit(project / "docs/part/1-toy.md", "# A toy", "# A toy\n\n$$\ns = a + b\n$$\n\n$$\nd = 2 a\n$$\n")
    report = tested("docs", "-k", "equation")
    assert outcomes(report)["failed"] == 2
    assert report.count("The parameters of its function are its parents") == 1
    assert "the graph of this equation cannot be used: see the fault at line 1" in report


def test_a_selection_is_right_whatever_it_leaves_out(project: Path, tested: Run) -> None:
    assert outcomes(tested("docs", "-k", "output")) == {"passed": 1, "deselected": 7}
    assert outcomes(tested("docs/part/1-toy.md::value, line 18, column 8")) == {"passed": 1}
    edit(project / "docs/part/1-toy.md", "```text\n4", "```text\n5")
    assert outcomes(tested("docs", "-k", "output")) == {"failed": 1, "deselected": 7}
    assert outcomes(tested("docs", "-k", "value or figure")) == {"passed": 2, "deselected": 6}


def test_it_works_on_several_processes(project: Path) -> None:
    edit(project / "docs/part/1-toy.md", "```text\n4", "```text\n5")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment |= {"PYTHONPATH": str(project / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", *OPTIONS, "docs", "src", "-n", "2"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert outcomes(done.stdout) == {"passed": 11, "failed": 1}


def test_an_exception_fails_its_block_and_the_rest_is_skipped(project: Path, tested: Run) -> None:
    edit(project / "docs/part/1-toy.md", "four = double(2)", "four = fails(2)")
    report = tested("docs")
    line = (project / "src/toycalc/calc.py").read_text().split("\n").index("    return a / 0") + 1
    assert (
        f"docs/part/1-toy.md:10: ZeroDivisionError: division by zero (raised at src/toycalc/calc.py:{line})"
        in (report.replace("float division", "division"))
    )
    assert "not run: the code above stopped with an exception" in report
    assert outcomes(report) == {"passed": 3, "failed": 1, "skipped": 4}


def test_a_changed_source_and_a_false_docstring_fail(project: Path, tested: Run) -> None:
    edit(project / "src/toycalc/calc.py", "return 2 * a", "return 3 * a")
    edit(project / "src/toycalc/calc.py", "d = a + a", "d = \\foo")
    edit(project / "src/toycalc/calc.py", "$s = a + b$", "$s = \\bar$")
    report = tested("docs", "src")
    failed = set(re.findall(r"^FAILED (\S+::\w+)", report, re.MULTILINE))
    page, source = "docs/part/1-toy.md::", "src/toycalc/calc.py::"
    assert failed == {
        page + "derivation",
        page + "output",
        page + "value",
        source + "doctest",
        source + "equation",
    }
    assert outcomes(report)["failed"] == 6
    assert report.count('Unknown command "\\foo"') == 2  # as a formula of the source, and in the page
    assert "calc.py:12: SybilFailure" in report


def test_the_examples_of_a_docstring_need_no_other_docstring_and_no_order(project: Path, tested: Run) -> None:
    text = (
        'def f():\n    """Return 1.\n\n    >>> a = f()\n    >>> a\n    1\n    """\n    return 1\n\n\n'
        'def g():\n    """Return 2.\n\n    >>> a\n    1\n    """\n'
    )
    (project / "src/toycalc/other.py").write_text(text, encoding="utf-8")
    report = tested("src/toycalc/other.py")
    assert outcomes(report) == {"passed": 1, "failed": 1}
    assert "NameError: name 'a' is not defined" in report
    assert "other.py:14: SybilFailure" in report
    assert outcomes(tested("src/toycalc/other.py", "-k", "doctest and 4"))["passed"] == 1


def test_a_renamed_function_fails_where_the_page_names_it(project: Path, tested: Run) -> None:
    edit(project / "src/toycalc/calc.py", "def double", "def twice")
    report = tested("docs")
    assert "docs/part/1-toy.md:4: there is no toycalc.calc.double" in report
    assert "docs/part/1-toy.md:7: there is no toycalc.calc.double" in report


def test_a_formula_of_a_docstring_must_be_closed_and_an_example_may_hold_dollars(
    project: Path, tested: Run
) -> None:
    text = 'r"""A docstring.\n\n$$\nx = y\n\n>>> print(r"$\\foo$ is $5")\n$\\foo$ is $5\n"""\n'
    (project / "src/toycalc/other.py").write_text(text, encoding="utf-8")
    report = tested("src/toycalc/other.py")
    assert "this displayed equation is never closed" in report
    assert outcomes(report) == {"passed": 1, "failed": 1}


def test_carriage_returns_and_byte_order_marks_do_not_shift_lines(project: Path, tested: Run) -> None:
    page = project / "docs/part/1-toy.md"
    edit(page, "It is 4", "It is 5")
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n"))
    report = tested("docs")
    assert "docs/part/1-toy.md:18: 5 is not {four}" in report
    assert "PASSED docs/part/1-toy.md::output, line 14, column 1" in report
    assert outcomes(report) == {"passed": 7, "failed": 1}


def test_a_false_equation_fails_in_the_page_and_in_the_docstring(project: Path, tested: Run) -> None:
    edit(project / "docs/part/1-toy.md", "$s = a + b$", "$s = a - b$")
    edit(project / "src/toycalc/calc.py", "d = a + a", "d = a - a")
    report = tested("docs", "src", "-k", "equation or derivation")
    assert "docs/part/1-toy.md:18: false: s = a - b" in report
    assert "docs/part/1-toy.md:7: the derivation of toycalc.calc.double does not hold" in report
    assert report.count("src/toycalc/calc.py:13: false: d = a - a") == 2
    assert outcomes(report) == {"passed": 2, "failed": 3, "deselected": 7}


@pytest.mark.parametrize("name", ["top.md", "top.markdown", "top.mdown", "top.mkdn", "top.mkd", "a/b/c.mkd"])
def test_each_page_that_mkdocs_publishes_is_collected(project: Path, tested: Run, name: str) -> None:
    page = project / "docs" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# Title\n\nThe loss is 99.\n", encoding="utf-8")
    for selected in ("docs", f"docs/{name}"):
        assert f"docs/{name}:3: the number 99 belongs to no claim" in tested(selected)


def test_a_page_that_is_not_in_utf_8_is_a_fault_at_its_line(project: Path, tested: Run) -> None:
    (project / "docs" / "latin.md").write_bytes("# Title\n\nUn café.\n".encode("latin-1"))
    report = tested("docs/latin.md")
    assert "docs/latin.md:3: this page is not in UTF-8" in report
    assert outcomes(report) == {"failed": 1}


LAB = """# ---
# title: "A lab"
# ---

# %% [markdown]
# # A lab

# %%
two = 1 + 1

# %% [markdown]
# It is 3<!-- {two} -->.
"""


def test_a_lab_is_a_test_that_lists_what_does_not_hold(project: Path, tested: Run) -> None:
    lab = project / "docs/part/2-lab.py"
    lab.write_text(LAB, encoding="utf-8")
    report = tested("docs/part/2-lab.py")
    assert "docs/part/2-lab.py:12: 3 is not {two}\n  expected: 2\n  got: 3" in report
    assert "Traceback" not in report
    assert outcomes(report) == {"failed": 1}
    edit(lab, "is 3", "is 2")
    report = tested("docs")
    assert "PASSED docs/part/2-lab.py::lab" in report
    assert outcomes(report) == {"passed": 8 + 1}


def test_a_lab_that_is_not_in_utf_8_is_a_fault_at_its_line(project: Path, tested: Run) -> None:
    lab = project / "docs/part/2-lab.py"
    lab.write_bytes(LAB.replace("# It is 3", "# Caf\xe9: 3").encode("latin-1"))
    report = tested("docs/part/2-lab.py")
    assert "docs/part/2-lab.py:12: this page is not in UTF-8" in report
    assert "Traceback" not in report
    lab.write_bytes(b"\xef\xbb\xbf" + LAB.replace("is 3", "is 2").encode())
    assert outcomes(tested("docs/part/2-lab.py")) == {"passed": 1}
