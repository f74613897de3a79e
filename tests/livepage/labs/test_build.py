"""A lab runs once, in a kernel of its own; whatever in it does not hold is a fault at its line of the lab."""

from collections.abc import Callable
from pathlib import Path

import pytest

from livepage.falsifying.mutation_jobs import run_all
from livepage.labs.build import BuiltLab, LabBuild
from livepage.labs.notebooks import notebook_text
from livepage.labs.source import read_file, read_lab
from livepage.model.claims import FaultsError
from livepage.project import Project
from livepage.settings import Settings

VERDICT = "application/vnd.livepage.verdict+json"
HELPERS = f'''# %%
import sys
import warnings

from IPython.display import HTML, display
from matplotlib import pyplot as plt


def check(right, words):
    display({{"text/plain": words, "{VERDICT}": {{"right": right, "exercise": "f"}}}}, raw=True)


def draw():
    plt.subplots(figsize=(3, 2))[1].plot([1, 2])


two = 2
'''
GOOD = (
    '# ---\n# title: "A lab"\n# description: Words\n# ---\n\n# %% [markdown]\n# # A lab\n\n'
    + HELPERS
    + """
# %%
def f(a):
    ### BEGIN SOLUTION
    return 2 * a
    ### END SOLUTION


# %%
check(f(1) == 2, "f is right.")

# %% alt="A rising line"
draw()
print(f(2))

# %% [markdown] tags=["solution"]
# Because $d = 2 a$.

# %% [markdown]
# Of 2<!-- {two} --> [parts](page.md).
"""
)
BAD = (
    "# %% [markdown]\n# # A lab\n\n"
    + HELPERS
    + """
# %% [markdown]
# Of 7 parts, 3<!-- {two} --> $d = 3 a$.

# %%
check(False, "f differs.")

# %%
warnings.warn("careful")

# %%
draw()

# %% alt="Nothing"
two

# %% alt="Line 4"
draw()

# %%
display(HTML("<b>"))

# %%
print(object())

# %%
draw()
plt.figure()


# %%
def g():
    ### BEGIN SOLUTION
    a = 1
    return a / 0
    ### END SOLUTION


# %%
g()

# %% [markdown]
# Not reached: 3<!-- {two} -->.

# %%
two = 3
"""
)


def build(text: str, folder: Path) -> tuple[LabBuild, BuiltLab | None]:
    root = folder / "project"
    root.mkdir()
    lab = LabBuild(read_lab(text, root / "docs" / "lab.py"), Project(root, Settings()))
    lab.start(folder)
    return lab, lab.finish("lab/", "Downloads.\n", "")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[LabBuild, BuiltLab]:
    lab, built = build(GOOD, tmp_path_factory.mktemp("good"))
    assert lab.faults == []
    assert built is not None
    return lab, built


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[int, str]]:
    lab, built = build(BAD, tmp_path_factory.mktemp("bad"))
    assert built is None
    return {(fault.line, fault.message) for fault in lab.faults}


@pytest.mark.parametrize(
    ("below", "message"),
    [
        ("# Of 7 parts", "the number 7 belongs to no claim"),
        ("# Of 7 parts", "3 is not {two}"),
        ('check(False, "f', "the solution of f is not right"),
        ('warnings.warn("', "this cell warns, or writes to the standard error"),
        ('draw()\n\n# %% alt="N', "this figure has no alt text"),
        ("two\n\n# %% alt", "this cell has an alt text, and draws no figure"),
        ("draw()\n\n# %%\ndisplay", "the number 4 belongs to no claim"),
        ("display(HTML", "an output that the page cannot show: text/html"),
        ("print(object())", "this cell shows an address in memory, which is another each time"),
        ("draw()\nplt", "a cell draws one figure"),
    ],
)
def test_what_does_not_hold_is_a_fault_at_its_line(
    below: str, message: str, bad: set[tuple[int, str]]
) -> None:
    row = BAD[: BAD.index(below)].count("\n")
    assert (row + 1 if below.startswith("#") else row, message) in bad, "text at its line, code at its marker"


def test_an_exception_is_a_fault_at_the_line_of_the_source(bad: set[tuple[int, str]]) -> None:
    line = BAD[: BAD.index("    return a / 0")].count("\n") + 1
    assert (line, "ZeroDivisionError: division by zero") in bad
    assert max(bad)[0] == line, "what comes after an exception did not run, and is not false"


def test_a_page_shows_the_stub_folds_the_solution_and_keeps_the_mark_of_a_verdict_to_itself(
    good: tuple[LabBuild, BuiltLab],
) -> None:
    page = notebook_text(good[1].page)
    assert VERDICT not in page.replace(f'\\"{VERDICT}\\"', "")  # but in the code of the lab itself
    stub = next(cell for cell in good[1].page.cells if cell.source.startswith("def f"))
    assert stub.source.endswith("    raise NotImplementedError")
    assert stub.metadata["solution"] == "def f(a):\n    return 2 * a"
    (verdict,) = next(cell for cell in good[1].page.cells if cell.source.startswith("check(f")).outputs
    assert dict(verdict.data) == {"text/plain": "f is right."}
    assert verdict.metadata["title"] == "With the solution"
    assert good[1].page.cells[-2].source == '??? fold "Solution"\n\n    Because $d = 2 a$.'
    assert good[1].page.cells[-1].source == "Of 2 [parts](page.md)."
    assert good[1].page.cells[1].source == "# A lab\n\nDownloads."


def test_a_figure_is_drawn_as_those_of_pages_are(good: tuple[LabBuild, BuiltLab]) -> None:
    (svg,) = good[1].figures.values()
    assert list(good[1].figures) == ["figure-1"]
    assert svg.startswith("<svg")
    assert "#figure-1-" in svg
    assert "<metadata" not in svg
    drawn = next(cell for cell in good[1].page.cells if cell.source.startswith("draw()"))
    shown = drawn.outputs[-1].data["text/markdown"]
    assert "![A rising line](lab/figure-1.svg){ .figure-light " in shown
    assert "![A rising line](lab/figure-1.dark.svg){ .figure-dark " in shown
    assert 'width="288" height="192" loading="lazy"' in shown
    assert drawn.outputs[0].text == "4\n" or drawn.outputs[1].text == "4\n"


def test_a_lab_gives_the_same_bytes_again(good: tuple[LabBuild, BuiltLab], tmp_path: Path) -> None:
    lab, built = build(GOOD, tmp_path)
    assert built is not None
    assert notebook_text(built.page) == notebook_text(good[1].page)
    assert built.figures == good[1].figures
    for name in ("to_fill_in", "solved"):
        assert getattr(lab, name)("a", str) == getattr(good[0], name)("a", str)


def test_the_notebooks_install_first_and_hold_no_output_and_no_comment_of_the_page(
    good: tuple[LabBuild, BuiltLab],
) -> None:
    to_fill_in, solution = (
        getattr(good[0], name)("toy @ https://a/b.whl", str.upper) for name in ("to_fill_in", "solved")
    )
    for notebook in (to_fill_in, solution):
        assert notebook.index('%pip install -q \\"toy @ https://a/b.whl\\"') < notebook.index("# A LAB")
        assert '"outputs": []' in notebook
        assert "output_type" not in notebook
        assert "OF 2 [PARTS]" in notebook
    assert ("return 2 * a" in solution, "BECAUSE" in solution, "NotImplementedError" in solution) == (
        True,
        True,
        False,
    )
    assert ("return 2 * a" in to_fill_in, "BECAUSE" in to_fill_in, "NotImplementedError" in to_fill_in) == (
        False,
        False,
        True,
    )


def test_a_lab_whose_kernel_dies_is_a_fault(tmp_path: Path) -> None:
    lab, built = build("# %% [markdown]\n# # A\n\n# %%\nimport os\nos._exit(1)\n", tmp_path)
    assert built is None
    assert [(fault.line, fault.message) for fault in lab.faults] == [
        (4, "this cell ends the process that runs the lab")
    ]


def test_a_badly_marked_lab_does_not_run(tmp_path: Path) -> None:
    lab, built = build("# %%\n### BEGIN SOLUTION\n", tmp_path)
    assert (lab.process, built) == (None, None)
    assert len(lab.faults) == 1


def test_a_lab_without_a_title_is_a_fault(tmp_path: Path) -> None:
    lab, _ = build("# %% [markdown]\n# Text\n", tmp_path)
    assert [fault.message for fault in lab.faults] == ["no text of this lab begins with its title"]


def test_a_contradicted_graph_is_a_fault_of_the_lab_and_of_its_mutation_run(
    package: Callable[..., Path], tmp_path: Path
) -> None:
    file = package()
    graph = file.with_name("graph.py")
    wrong = graph.read_text(encoding="utf-8").replace("2 * a", "3 * a").rstrip().removesuffix(")")
    imports = "from toycalc.calc import double\n"
    graph.write_text(imports + wrong + "    implements={double: 'd'},\n)\n", encoding="utf-8")
    lab = tmp_path / "docs" / "lab.py"
    lab.parent.mkdir()
    lab.write_text("# %% [markdown]\n# # A lab\n#\n# $s = a + b$\n\n# %%\nx = 1\n", encoding="utf-8")
    project = Project(tmp_path, Settings(graphs={"docs/lab.py": "toycalc.graph"}))
    with pytest.raises(FaultsError, match=r"the graph toycalc\.graph is contradicted"):
        run_all([lab], project)
    built = LabBuild(read_file(lab), project)
    built.start(tmp_path)
    assert built.finish("", "", "") is None
    assert "the graph toycalc.graph is contradicted" in "\n".join(map(str, built.faults))


def test_a_lab_is_run_again_when_what_its_cells_read_has_changed(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "data.txt").write_text("5", encoding="utf-8")
    (tmp_path / "src" / "tool.py").write_text("ONE = 1\n", encoding="utf-8")
    cell = "from tool import ONE\n\nwith open('data.txt') as file:\n    x = file.read()\n"
    lab = f"# %% [markdown]\n# # A lab\n\n# %%\n{cell}"
    path = tmp_path / "docs" / "lab.py"

    def ran() -> bool:
        built = LabBuild(read_lab(lab, path), Project(tmp_path, Settings()))
        built.start(tmp_path)
        assert built.finish("", "", "") is not None, built.faults
        return built.process is not None

    assert [ran(), ran()] == [True, False]
    (tmp_path / "src" / "tool.py").write_text("ONE = 2\n", encoding="utf-8")
    assert [ran(), ran()] == [True, False]
    (tmp_path / "data.txt").write_text("6", encoding="utf-8")
    assert ran()


def test_a_cell_that_does_not_end_is_a_fault_at_its_line(tmp_path: Path) -> None:
    text = "# %% [markdown]\n# # A lab\n\n# %%\na = 1\n\n# %%\nwhile True:\n    pass\n"
    built = LabBuild(read_lab(text, tmp_path / "lab.py"), Project(tmp_path, Settings(longest=2)))
    built.start(tmp_path)
    assert built.finish("", "", "") is None
    assert [(fault.line, fault.message) for fault in built.faults] == [
        (7, "this cell takes longer than 2 seconds")
    ]


@pytest.mark.parametrize(
    ("cell", "line", "message"),
    [
        ("[markdown]\n# ```python\n# x = undefined\n# ```", 5, "not code"),
        ("[markdown]\n# ```python embed\n# from json import loads\n# ```", 5, "not embed"),
        ("[markdown]\n# ```text\n# 5\n# ```", 5, "not output"),
        ("[markdown]\n# Words.\n#\n# ::: derivation json.loads", 7, "not derivation"),
        ("[markdown]\n# ![A line](a.svg)\n# Words.", 5, "not figure"),
        ("[markdown]\n# <!-- table(n) -->\n# | a |\n# |---|\n# | b |", 5, "not table"),
        ("[markdown]\n# <!-- a-figure(n=n) -->\n# | a |\n# |---|\n# | b |", 5, "not element"),
        ("\nn = 1\ny = f(n)  # 0.25", 6, "the number 0.25 in words of code"),
        ("\nf(1)  # True", 5, "this comment states a result that nothing checks"),
    ],
)
def test_what_only_a_page_runs_and_what_nothing_runs_is_a_fault(
    tmp_path: Path, cell: str, line: int, message: str
) -> None:
    text = f"# %% [markdown]\n# # A lab\n\n# %% {cell}\n"
    lab = LabBuild(read_lab(text, tmp_path / "lab.py"), Project(tmp_path, Settings()))
    assert [(fault.line, message in fault.message) for fault in lab.faults] == [(line, True)]


@pytest.mark.parametrize(
    "template", ["{nothing}", "{1 / one * 0 + one / 0}", "{globals().update(one=one + 0.5) or 3}"]
)
def test_a_value_that_raises_is_a_fault_and_ends_the_run(tmp_path: Path, template: str) -> None:
    head = '# ---\n# title: "A lab"\n# ---\n\n# %% [markdown]\n# # A lab\n\n# %%\none = 1\n\n'
    lab, built = build(f"{head}# %% [markdown]\n# Of 3<!-- {template} -->.\n\n# %%\n1 / 0\n", tmp_path)
    assert built is None
    assert [fault.line for fault in lab.faults] == [12]
    assert lab.faults[0].message.startswith("a value of this text raises ")
