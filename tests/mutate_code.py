"""Mutants of the code: `make mutate-code` runs mutmut on each suite and accounts for each survivor.

mutmut changes one operator, number, argument or keyword of a function at a time, and runs the tests that
reach it. What stands outside functions (tables, the nodes of a graph) and what is decorated it leaves alone.
Left out here are mutants of strings, such as an error's message, and of `strict=`, which guards lengths that
are equal; also tests that read the sources, as mutmut rewrites them. A mutant that survives needs a test that
kills it, or a reason in `code-survivors.toml`.

The changed package must be the first that is imported: here, `livepage` is imported only behind the run.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from livepage.mutation import Mutant
    from livepage.survivors import Reasons

ROOT = Path(__file__).parent.parent
WORK = ROOT / ".mutate_cache"
GRAPH_TEST = "tests/chainrule/graphs/test_backpropagation_graph.py"
MANY = 150
"""From so many tests on, all tests take less time to find than these do by their names."""
Found = dict[Path, "list[Mutant]"]


@dataclass(frozen=True)
class Suite:
    """Which sources are changed, and which tests must see it: settings of mutmut and arguments of pytest."""

    sources: str
    unchanged: tuple[str, ...]
    tests: tuple[str, ...]


SUITES = {
    "chainrule": Suite(
        "src/chainrule/*.py",
        ("src/chainrule/figures/*",),  # of a figure the tests read back what it shows, not how it looks
        (
            "tests/chainrule",
            "--ignore=tests/chainrule/test_package.py",
            "--ignore=tests/chainrule/test_figures.py",
            f"--deselect={GRAPH_TEST}::test_the_displayed_equations_of_the_docstrings_hold",
            f"--deselect={GRAPH_TEST}::test_no_function_of_the_chapter_is_forgotten",
        ),
    ),
    "equations": Suite(
        "src/livepage/equations/*.py",
        ("*/mutate.py", "*/formula.py"),  # they falsify equations and evaluate none
        ("tests/livepage/equations", "--ignore=tests/livepage/equations/test_mutate.py"),
    ),
}


def main(name: str, *patterns: str) -> int:
    """Run a suite, or its mutants that fit a pattern; return 1 if a survivor or a reason is left over."""
    _prepare(WORK / name)
    _set_up(SUITES[name])
    found = _run(patterns)
    from livepage.survivors import Reasons, problems

    reasons = Reasons.load(ROOT / "tests" / "code-survivors.toml")
    if unexplained := [each.slip for each in _alive(found) if reasons.of(each.path, each) is None]:
        _give_all_tests()
        found = _run(unexplained)
    print(table(found, reasons))
    wrong = problems(found, reasons)
    print("\n".join(wrong) or "each survivor has its reason")
    return 1 if wrong else 0


def table(found: Found, reasons: Reasons) -> str:
    """Return how many mutants of each module there were, and what became of them."""
    lines = [f"{'module':<20}{'mutants':>9}{'killed':>9}{'timeout':>9}{'survived':>9}{'explained':>11}"]
    for path, mutants in found.items():
        kinds = Counter(each.kind for each in mutants)
        alive = _alive({path: mutants})
        explained = sum(reasons.of(path, each) is not None for each in alive)
        counts = (len(mutants), kinds["killed"], kinds["timeout"], len(alive))
        lines.append(f"{path.stem:<20}" + "".join(f"{n:>9}" for n in counts) + f"{explained:>11}")
    return "\n".join(lines)


def _alive(found: Found) -> list[Mutant]:
    return [each for mutants in found.values() for each in mutants if each.caught is False]


def _prepare(folder: Path) -> None:
    """Make the folder in which mutmut works, anew: results of another day are of other tests."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("src", "tests", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    os.chdir(folder)
    sys.path.append(str(WORK / "mutmut"))  # behind what is installed: pytest stays that of the gate
    os.environ["CI"] = "1"  # the same examples of Hypothesis each time, and no deadline


def _set_up(suite: Suite) -> None:
    import libcst  # type: ignore[import-not-found]
    from mutmut.configuration import config  # type: ignore[import-not-found]
    from mutmut.mutation import file_mutation, mutators  # type: ignore[import-not-found]
    from mutmut.runners.harness import PytestRunner  # type: ignore[import-not-found]

    settings = config()
    settings.source_paths = [Path("src")]
    settings.only_mutate, settings.do_not_mutate = [suite.sources], list(suite.unchanged)
    settings.pytest_add_cli_args_test_selection = list(suite.tests)
    settings.pytest_add_cli_args = ["-p", "no:cacheprovider"]
    settings.use_git_change_detection = False
    settings.timeout_multiplier, settings.timeout_constant = 2.0, 5.0
    skips, removes = file_mutation.MutationVisitor._skip_node_and_children, mutators.operator_arg_removal
    named = PytestRunner._pytest_args_regular_run
    PytestRunner._pytest_args_regular_run = lambda runner, tests: named(
        runner, tests if len(tests) < MANY else []
    )

    def is_text_or_strict(node: Any) -> bool:
        if isinstance(node, libcst.Arg):
            return is_text_or_strict(node.value) or bool(node.keyword and node.keyword.value == "strict")
        return isinstance(node, libcst.BaseString)

    def removed(call: Any) -> Iterator[Any]:
        """Leave out the mutants that differ from the call in such an argument only."""
        kept = [arg for arg in call.args if is_text_or_strict(arg)]
        for mutant in removes(call):
            if all(arg in mutant.args for arg in kept):
                yield mutant

    file_mutation.MutationVisitor._skip_node_and_children = lambda visitor, node: (
        is_text_or_strict(node) or skips(visitor, node)
    )
    mutators.mutation_operators[:] = [
        (kind, removed if operator is removes else operator) for kind, operator in mutators.mutation_operators
    ]


def _give_all_tests() -> None:
    """Let each mutant meet every test: mutmut ties what a fixture or a cache calls to the first test only."""
    from mutmut.state import state  # type: ignore[import-not-found]

    every = set(state().duration_by_test)
    state().tests_by_mangled_function_name = defaultdict(lambda: set(every))


def _run(names: list[str] | tuple[str, ...]) -> Found:
    """Let mutmut make the mutants and run the tests on each; return all it knows."""
    from mutmut import __main__ as mutmut  # type: ignore[import-not-found]
    from mutmut.utils.file_utils import walk_mutatable_files  # type: ignore[import-not-found]

    mutmut._run(names, int(os.environ.get("JOBS", os.cpu_count() or 1)))
    found = {ROOT / path: list(_results(path)) for path in sorted(walk_mutatable_files())}
    return {path: mutants for path, mutants in found.items() if mutants}


def _results(path: Path) -> Iterator[Mutant]:
    from mutmut.mutation.data import SourceFileMutationData  # type: ignore[import-not-found]
    from mutmut.mutation.diff_apply import get_diff_for_mutant  # type: ignore[import-not-found]
    from mutmut.stats import status_by_exit_code  # type: ignore[import-not-found]

    from livepage.mutation import Mutant

    data = SourceFileMutationData(path=path)
    data.load()
    source = path.read_text(encoding="utf-8")
    for key, code in data.exit_code_by_key.items():
        status = "suspicious" if code == 255 else status_by_exit_code[code]  # 255: the runner itself broke
        lines = get_diff_for_mutant(key, path=path).split("\n")[2:]
        old, new = (" ".join(line[1:].strip() for line in lines if line[:1] == sign) for sign in "-+")
        first = next((line[1:] for line in lines if line[:1] == "-"), "")
        line = source.count("\n", 0, source.find(first)) + 1
        caught = None if code is None else status in {"killed", "timeout"}
        yield Mutant(status, key, ROOT / path, line, old, new, caught)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
