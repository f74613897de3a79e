"""Mutants of each kind are made, a blind check lets them live, and each survivor of a page has a reason."""

import tomllib
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from livepage.__main__ import main, pages
from livepage.equations import Context, Verdict
from livepage.falsifying import mutation
from livepage.falsifying.falsification import Falsification
from livepage.falsifying.mutants import of_code, of_output, of_shown
from livepage.falsifying.mutation import mutation_run
from livepage.falsifying.mutation_jobs import RUNS, lab_run, lab_texts, run_all
from livepage.falsifying.survivors import KINDS, Reasons, mutation_table, problems, survivors, unexplained
from livepage.model.claims import FaultsError, shown_path
from livepage.project import Project
from livepage.running.declared_graphs import Graphs
from livepage.running.pool import Done, Job, Pool
from livepage.settings import Settings
from tests.livepage.author import PATH, written

ROOT = Path(__file__).parents[3]
SURVIVORS = Path(__file__).parents[1] / "survivors.toml"
CHAPTER = ROOT / "docs" / "tutorial" / "3-backpropagation.md"
PAGE = """# Page

```python
a, b = 2, 5
print("sum", a + b)
print("half", a / 4)
```

```text
sum 7
half 0.50
```

After 7<!-- {a + b} --> come 2.0<!-- {a:.1f} -->.

$$
y = x^2
$$

::: derivation toycalc.calc.double
"""


def squares() -> Context:
    nodes = {"y": lambda x: x**2, "d": lambda a: a + a}
    inputs: dict[str, Any] = {"x": lambda rng: rng.normal(), "a": lambda rng: rng.normal()}
    symbols = {name: name for name in "xyad"}
    return Context.from_data("squares", AXES={}, INPUTS=inputs, NODES=nodes, SYMBOLS=symbols)


def mutated(text: str, code: int | None = None) -> list[Falsification]:
    return mutation_run(written(text), Graphs(squares()), code)


def alive(mutants: list[Falsification]) -> list[tuple[str, str, str]]:
    return [(mutant.kind, mutant.old, mutant.new) for mutant in mutants if not mutant.caught]


def texts(slips: Any) -> set[str]:
    return {slip.text for slip in slips}


TABLE = """```python
counts = [[1, 20], [3, 4]]
```

<!-- table(counts, rows=range(len(counts))) -->
| row | a | b |
|---|---|---|
| 0 | 1 | 20 |
| 1 | 3 | 4 |
"""


def test_each_cell_of_a_table_that_the_code_gives_is_falsified_and_noticed() -> None:
    found = [mutant for mutant in mutated(TABLE, 0) if mutant.kind == "table"]
    assert [(mutant.line, mutant.old.split()[0], mutant.new.split()[0]) for mutant in found] == [
        (8, "0", "1"),
        (8, "1", "2"),
        (8, "20", "21"),
        (8, "20", "30"),
        (9, "1", "2"),
        (9, "3", "4"),
        (9, "4", "5"),
    ]
    assert alive(found) == []


def test_outputs_and_values_are_falsified() -> None:
    assert texts(of_shown("−12.5")) == {"−22.5", "−12.6"}
    assert texts(of_shown("all")) == {"ale"}
    assert texts(of_output("one 9\nb\n")) == {
        "onx 9\nb\n",
        "one 0\nb\n",
        "one 9\ne\n",
        "b\n",
        "one 9\n",
        "b\none 9\n",
    }
    assert texts(of_output("a\na\n")) == {"e\na\n", "a\ne\n", "a\n"}


@pytest.mark.parametrize(
    ("code", "mutants"),
    [
        ("y = x + 1", {"pass", "y = x - 1", "y = x + 2"}),
        ("y = (x) * (z)", {"pass", "y = (x) / (z)"}),
        ("y -= x / z", {"pass", "y += x / z", "y -= x * z"}),
        ("y = x < z == w", {"pass", "y = x >= z == w", "y = x < z != w"}),
        ("y = x**z % w", {"pass"}),
        ('f("é", x, *z)', {"pass", 'f(x, "é", *z)', 'f("é", *z, x)'}),
        ('print(f"é {x - 1:.2f}")', {"pass", 'print(f"é {x + 1:.2f}")', 'print(f"é {x - 2:.2f}")'}),
        ('"""A docstring."""', set()),
        ("if x:\n    y = True\n", {"pass\n", "if x:\n    pass\n"}),
    ],
)
def test_code_is_falsified_and_stays_readable(code: str, mutants: set[str]) -> None:
    assert texts(of_code(code)) == mutants


def test_each_kind_of_claim_is_falsified_and_caught(package: Callable[..., Path]) -> None:
    package()
    mutants = mutated(PAGE + "\n<!-- table([[a, b]]) -->\n| one | two |\n|---|---|\n| 2 | 5 |\n")
    assert {mutant.kind for mutant in mutants} == set(KINDS)
    assert {("equation", "y = x^2", "y = -x^2"), ("equation", "d = a + a", "d = a - a")} <= {
        (mutant.kind, mutant.old, mutant.new) for mutant in mutants if mutant.caught
    }
    lines = {mutant.old: mutant.line for mutant in mutants}
    assert (lines["a, b = 2, 5"], lines["half 0.50"], lines["2.0 {a:.1f}"], lines["y = x^2"]) == (
        4,
        11,
        14,
        17,
    )
    assert alive(mutants) == []


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("check_statements", {"equation"}), ("check_claim", {"output", "value"}), ("check", {"code"})],
)
def test_a_blind_check_lets_mutants_live(
    package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, name: str, kinds: set[str]
) -> None:
    package()
    blind: Any = {"check_statements": Verdict("checked"), "check_claim": None, "check": []}[name]
    monkeypatch.setattr(mutation, name, lambda *_: blind)
    if name == "check_statements":
        monkeypatch.setattr(mutation, "is_false", lambda *_: False)
    mutants = mutated(PAGE)
    assert {mutant.kind for mutant in mutants if not mutant.caught} == kinds
    assert all(mutant.caught for mutant in mutants if mutant.kind not in kinds)
    assert len(problems({PATH: mutants}, Reasons())) == len(alive(mutants)) > 0


LAB = """# %% [markdown]
# # A lab
#
# $$
# y = x^2
# $$

# %%
x = 3 + 1
"""


def test_the_equations_of_a_lab_are_falsified_at_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "lab.py"
    project = Project(tmp_path, Settings())
    path.write_text(LAB, encoding="utf-8")
    found = lab_run(lab_texts(path, project), Graphs(squares()))
    assert {(mutant.kind, mutant.path, mutant.line, mutant.caught) for mutant in found} == {
        ("equation", path, 5, True)
    }
    assert {mutant.new for mutant in found} >= {"y = x^3", "y = -x^2"}
    assert mutation_table({path: found}, Reasons()).splitlines()[2].startswith("| A lab | equation |")
    path.write_text(LAB.replace("#\n", "# Of 5\n", 1), encoding="utf-8")
    with pytest.raises(FaultsError, match=r"lab\.py:3: .*number 5"):
        lab_texts(path, project)


def test_a_page_with_faults_is_not_mutated() -> None:
    with pytest.raises(FaultsError, match="is not what the code"):
        mutated("```python\nprint(1)\n```\n\n```text\n2\n```\n")


IDLE = "```python\nx = 1 + 1\n```\n"


def test_a_survivor_wants_a_reason_and_a_reason_a_survivor(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(IDLE, encoding="utf-8")
    mutants = {path: mutated(IDLE)}
    assert [(new, bool(caught)) for _, _, new, caught in map(_brief, mutants[path])] == [
        ("pass", False),
        ("x = 1 - 1", False),
        ("x = 2 + 1", False),
        ("x = 1 + 2", False),
    ]
    listed = {("x = 1 + 1", mutant.new): "nothing reads x" for mutant in mutants[path]}
    assert len(problems(mutants, Reasons())) == 4
    assert problems(mutants, Reasons({path.name: listed})) == []
    assert survivors(mutants, Reasons({path.name: listed}))[:2] == [
        "- nothing reads x",
        "    - page: `x = 1 + 1` → `pass`",
    ]
    (stale,) = problems(mutants, Reasons({path.name: listed | {("x = 1 + 1", "x = 9"): "it does not"}}))
    assert "no such survivor any more" in stale
    assert cells(mutation_table(mutants, Reasons({path.name: listed}))) == [
        "page",
        "code",
        "4",
        "0",
        "0",
        "4",
    ]


def cells(printed: str) -> list[str]:
    """Return the last row of a table."""
    rows = [row for row in printed.splitlines() if row.startswith("|")]
    return [cell.strip() for cell in rows[-1].strip("|").split("|")]


def _brief(mutant: Falsification) -> tuple[str, str, str, bool | None]:
    return mutant.kind, mutant.old, mutant.new, mutant.caught


def test_a_sample_is_the_same_at_each_run_and_no_reason_is_stale_for_it() -> None:
    few = mutated(IDLE, 2)
    assert few == mutated(IDLE, 2)
    assert [mutant.caught for mutant in few].count(None) == 2
    listed = Reasons({PATH.name: {(mutant.old, mutant.new): "nothing reads x" for mutant in few}})
    assert problems({PATH: few}, listed) == []


DRAWN = """```python
from matplotlib import pyplot as plt
figure = plt.figure()
x = 1
```

![What it shows](a.svg)
Caption

```python
print(x)
```

```text
1
```
"""


def test_code_that_draws_runs_for_its_own_mutants_and_where_other_code_needs_it() -> None:
    needed, needless = mutated(DRAWN), mutated(DRAWN.replace("print(x)", "print(1)"))
    assert ("figure = plt.figure()", True) in {(mutant.old, mutant.caught) for mutant in needed}
    assert ("figure = plt.figure()", True) in {(mutant.old, mutant.caught) for mutant in needless}
    assert alive(needed) == []
    assert alive(needless) == [("code", "x = 1", "pass"), ("code", "x = 1", "x = 2")]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text(IDLE, encoding="utf-8")
    (tmp_path / "docs" / "self.md").write_text("text 1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_fails_for_want_of_a_reason(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "docs/page.md"]) == 1
    assert "docs/page.md:2: code, statement dropped\n    x = 1 + 1\n    pass" in capsys.readouterr().err
    pairs = [["x = 1 + 1", new] for new in ("pass", "x = 1 - 1", "x = 2 + 1", "x = 1 + 2")]
    (project / "why.toml").write_text(f'[["docs/page.md"]]\nwhy = "nothing reads x"\nmutants = {pairs}\n')
    assert main(["mutate", "docs/page.md", "--survivors", "why.toml", "--sample", "3"]) == 0
    shown = capsys.readouterr().out
    assert (shown.count("nothing reads x"), shown.count("→")) == (1, 3)
    assert cells(shown) == ["page", "code", "3", "0", "0", "3"]
    assert main(["mutate", "docs/page.md", "--warn"]) == 0
    told = capsys.readouterr()
    assert "docs/page.md:2: code, statement dropped" in told.err
    assert "- no reason is given" in told.out
    assert main(["mutate", "docs/self.md", "--warn"]) == 1
    assert "the number 1 belongs to no claim" in capsys.readouterr().err


def test_falsifying_a_page_may_take_as_long_as_many_runs_of_it(tmp_path: Path) -> None:
    asked: list[float] = []

    class Noting(Pool):
        def submit(self, job: Job, then: Callable[[Done], None] = lambda _done: None) -> Future[Done]:
            asked.append(job.limit)
            return super().submit(job, then)

    page = tmp_path / "page.md"
    page.write_text("# Page\n", encoding="utf-8")
    pool = Noting(1)
    run_all([page], Project(tmp_path, Settings(longest=30), pool))
    pool.close()
    assert asked == [RUNS * 30]


def test_no_mutant_of_the_pages_survives_without_a_reason() -> None:
    others = [path for path in pages([ROOT / "docs"], "*.md", "*.py") if path != CHAPTER]
    mutants = run_all([CHAPTER], Project(ROOT), code=12) | run_all(others, Project(ROOT), code=0)
    assert {mutant.kind for mutant in mutants[CHAPTER]} == set(KINDS) - {"table"}
    assert {mutant.kind for of_page in mutants.values() for mutant in of_page} == set(KINDS)
    assert sum(mutant.caught is True for mutant in mutants[CHAPTER]) > 1000
    assert "\n".join(problems(mutants, Reasons.load(SURVIVORS))) == ""


def test_the_reasons_name_pages_that_there_are() -> None:
    assert [page for page in Reasons.load(SURVIVORS).listed if not (ROOT / page).is_file()] == []
    assert Project(ROOT).context_for(CHAPTER) is not None


def test_survivors_are_told_as_lines_for_the_list_in_which_the_reason_is_left_to_write() -> None:
    page = Path("docs/a.md").absolute()
    slips = [("a + b", "b + a"), ("it's", "its'")]
    found = {page: [Falsification("equation", "swap", page, 3, old, new, False) for old, new in slips]}
    told = "\n".join(unexplained(found, Reasons(), Path("list.toml")))
    assert "paste this into list.toml:" in told
    listed = tomllib.loads(told.partition("\n\n")[2])
    (entry,) = listed[shown_path(page)]
    assert [tuple(pair) for pair in entry["mutants"]] == slips
    blank = Reasons({shown_path(page): dict.fromkeys(slips, entry["why"])})
    assert len(problems(found, blank)) == 2, "a blank reason is none"
    assert unexplained(found, Reasons({shown_path(page): dict.fromkeys(slips, "why")})) == []


def test_a_page_runs_once_for_its_checks_and_its_mutants_which_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LIVEPAGE_CACHE", raising=False)
    page, module = tmp_path / "page.md", tmp_path / "src" / "toykept.py"
    module.parent.mkdir()
    module.write_text("two = 2\n", encoding="utf-8")
    page.write_text("```python\nfrom toykept import two\n```\n\nIt is 2<!-- {two} -->.\n", encoding="utf-8")
    asked: list[str] = []

    class Noting(Pool):
        def submit(self, job: Job, then: Callable[[Done], None] = lambda _done: None) -> Future[Done]:
            asked.append(job.function.partition(":")[2])
            return super().submit(job, then)

    pool = Noting(1)

    def done() -> list[str]:
        """Falsify the page as a new build does; return the jobs for it."""
        asked.clear()
        found = run_all([page], Project(tmp_path, Settings(), pool), 0)
        assert {mutant.caught for mutant in found[page] if mutant.kind == "value"} == {True}
        return list(asked)

    assert [done(), done()] == [["page_run", "falsified"], []]
    module.write_text("two = 1 + 1\n", encoding="utf-8")
    assert done() == ["page_run"], "what it came to is the same, and so are its mutants"
    page.write_text(page.read_text(encoding="utf-8").replace("It is", "There are"), encoding="utf-8")
    assert done() == ["falsified"]
    module.write_text("two = 3\n", encoding="utf-8")
    with pytest.raises(FaultsError, match="2"):
        done()
    assert asked == ["page_run"]
    pool.close()
