"""Mutants of the code: `make mutate-code` runs mutmut on each suite and accounts for each survivor.

mutmut changes one operator, number, argument or keyword of a function at a time, and runs the tests until one
fails. What stands outside functions (tables, the nodes of a graph) and what is decorated it leaves alone, but
for functions that are `checked`: in its copy of the sources their decorator is called behind them.
Left out here are mutants of strings, such as an error's message, and of `strict=`, which guards lengths that
are equal; also tests that read the sources, as mutmut rewrites them. A mutant that survives needs a test that
kills it, or a reason in `code-survivors.toml`.

The tests are collected once, and each mutant is a fork of that session: to collect them takes longer than it
takes to kill a mutant. What killed mutants of the same function goes first, then what killed others lately.

The changed package must be the first that is imported: here, `livepage` is imported only behind the run.
"""

from __future__ import annotations

import ast
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from livepage.falsifying.falsification import Falsification
    from livepage.falsifying.survivors import Reasons

ROOT = Path(__file__).parent.parent
WORK = ROOT / ".mutate_cache"
JOBS = int(os.environ.get("JOBS", os.cpu_count() or 1))
ENGINE_TEST = "tests/chainrule/test_autodiff.py"
GRAPH_TEST = "tests/graphs/test_backpropagation_graph.py"
LATELY = 30
"""So many of the last mutants' killers go before the tests that killed none of them."""
LONG = 0.2
"""Seconds from which on a test waits until all others have run."""
Found = dict[Path, "list[Falsification]"]


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
            f"--deselect={ENGINE_TEST}::test_the_engine_is_shorter_than_a_hundred_lines",
            f"--deselect={ENGINE_TEST}::test_all_that_the_page_shows_of_it_is_less_than_a_hundred_lines_of_code",
            f"--deselect={GRAPH_TEST}::test_the_displayed_equations_of_the_docstrings_hold",
            f"--deselect={GRAPH_TEST}::test_no_function_of_the_chapter_is_forgotten",
        ),
    ),
    "equations": Suite(
        "src/livepage/equations/**/*.py",
        ("*/mutate.py", "*/formula.py"),  # they falsify equations and evaluate none
        ("tests/livepage/equations", "--ignore=tests/livepage/equations/test_mutate.py"),
    ),
}


def main(name: str, *patterns: str) -> int:
    """Run a suite, or its mutants that fit a pattern; return 1 if a survivor or a reason is left over."""
    suite = SUITES[name]
    _prepare(WORK / name)
    _set_up(suite)
    _generate()
    found = _run(suite, patterns)
    from livepage.falsifying.survivors import Reasons, problems

    reasons = Reasons.load(ROOT / "tools" / "code-survivors.toml")
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


def _alive(found: Found) -> list[Falsification]:
    return [each for mutants in found.values() for each in mutants if each.caught is False]


def _prepare(folder: Path) -> None:
    """Make the folder in which mutmut works, anew: results of another day are of other tests."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("tests", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    os.chdir(folder)
    for path in Path("src", "chainrule").glob("*.py"):
        path.write_text(checked_behind(path.read_text(encoding="utf-8")), encoding="utf-8")
    sys.path.append(str(WORK / "mutmut"))  # behind what is installed: pytest stays that of the gate
    os.environ["CI"] = "1"  # the same examples of Hypothesis each time, and no deadline


def checked_behind(source: str) -> str:
    """Return a module whose functions are checked by a line behind each, at the lines where they were."""
    lines = source.split("\n")
    for node in ast.parse(source).body:
        names = [ast.unparse(each).partition("(")[0] for each in getattr(node, "decorator_list", ())]
        if not isinstance(node, ast.FunctionDef) or names != ["checked"]:
            continue
        (decorator,), end = node.decorator_list, node.end_lineno
        assert end is not None
        lines[decorator.lineno - 1 : node.lineno - 1] = [""] * (node.lineno - decorator.lineno)
        lines[end : end + 1] = [f"{node.name} = {ast.unparse(decorator)}({node.name})"]
    return "\n".join(lines)


def _set_up(suite: Suite) -> None:
    import libcst  # type: ignore[import-not-found]
    from mutmut.configuration import config  # type: ignore[import-not-found]
    from mutmut.mutation import file_mutation, mutators  # type: ignore[import-not-found]

    settings = config()
    settings.source_paths = [Path("src")]
    settings.only_mutate, settings.do_not_mutate = [suite.sources], list(suite.unchanged)
    settings.use_git_change_detection = False
    settings.timeout_multiplier, settings.timeout_constant = 2.0, 5.0
    skips, removes = file_mutation.MutationVisitor._skip_node_and_children, mutators.operator_arg_removal

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


def _generate() -> None:
    """Write the sources with all their mutants: tests that import them are collected before mutmut runs."""
    from mutmut import __main__ as mutmut  # type: ignore[import-not-found]
    from mutmut.mutation.trampoline import set_mutant_under_test  # type: ignore[import-not-found]

    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir()
    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.setup_source_paths()
    mutmut.create_mutants(JOBS)
    set_mutant_under_test("")


class _Session:
    """A session of pytest that lets mutmut run where the tests would."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self.patterns = patterns
        self.killers, self.times = Path("killers").resolve(), Path("times").resolve()
        self.killers.touch()
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run mutmut with these collected tests."""
        from mutmut import __main__ as mutmut
        from mutmut.mutation import trampoline
        from mutmut.runners.harness import PytestRunner  # type: ignore[import-not-found]
        from mutmut.utils.file_utils import change_cwd  # type: ignore[import-not-found]
        from mutmut.workers.isolation import run_in_fork  # type: ignore[import-not-found]

        def run_tests(_: Any, *, mutant_name: str | None, **_tests: Any) -> int:
            with change_cwd("mutants"):
                if mutant_name is None:  # not yet in a fork
                    return int(run_in_fork(self._first_failure, session, ""))
                return self._first_failure(session, mutant_name.rpartition("__mutmut")[0])

        def run_stats(runner: Any, **_tests: Any) -> int:
            failed = _tie_all(runner)
            lines = self.times.read_text(encoding="utf-8").splitlines()
            self.seconds = {name: float(time) for name, time in (line.split("\t") for line in lines)}
            return failed

        # asked at each call of each function, where os.environ would be slow
        trampoline.get_mutant_under_test = lambda: trampoline._mutant_under_test or ""
        PytestRunner.run_tests, PytestRunner.run_stats = run_tests, run_stats
        with change_cwd(".."):
            mutmut._run(self.patterns, JOBS)
        return True

    def _first_failure(self, session: pytest.Session, function: str) -> int:
        """Run the tests in a process of their own until one fails; return 1 then.

        Without a changed function, note how long each takes.
        """
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        items = self._ordered(session.items, function)
        for item, following in zip(items, [*items[1:], None], strict=True):
            start = time.perf_counter()
            try:
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            except BaseException:
                session.testsfailed += 1
            if not function:
                _note(self.times, f"{item.nodeid}\t{time.perf_counter() - start}")
            if session.testsfailed:
                _note(self.killers, f"{function}\t{item.nodeid}")
                return 1
        return 0

    def _ordered(self, items: list[pytest.Item], function: str) -> list[pytest.Item]:
        """Put first what killed neighbours, then what killed lately, and last what takes long."""
        kills = [line.split("\t") for line in self.killers.read_text(encoding="utf-8").splitlines()]
        neighbours = {name for where, name in kills if where == function}
        lately = {name for _, name in kills[-LATELY:]}

        def turn(item: pytest.Item) -> tuple[int, float]:
            seconds = self.seconds.get(item.nodeid, 0)
            if item.nodeid in neighbours:
                return 0, seconds
            return (1, seconds) if item.nodeid in lately else (2, seconds > LONG)

        return sorted(items, key=turn)


def _note(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as lines:
        lines.write(f"{line}\n")


def _tie_all(runner: Any) -> int:
    """Give each function all tests, and the time of them all; return 0 if they pass without a mutant."""
    from mutmut.mutation.trampoline import set_mutant_under_test
    from mutmut.state import state  # type: ignore[import-not-found]

    set_mutant_under_test("")
    start = time.perf_counter()
    failed = runner.run_tests(mutant_name=None)
    state().duration_by_test = {"all": time.perf_counter() - start}
    state().tests_by_mangled_function_name.update(
        {function: {"all"} for function in state().current_function_hashes}
    )
    return int(failed)


def _run(suite: Suite, patterns: tuple[str, ...]) -> Found:
    """Let mutmut run the tests on each mutant; return all it knows."""
    from mutmut.utils.file_utils import change_cwd, walk_mutatable_files

    session = _Session(patterns)
    with change_cwd("mutants"):
        if failed := pytest.main(["-q", "-s", "-p", "no:cacheprovider", *suite.tests], plugins=[session]):
            sys.exit(f"the run has no result: pytest ended with {failed!r}")
    found = {ROOT / path: list(_results(path)) for path in sorted(walk_mutatable_files())}
    return {path: mutants for path, mutants in found.items() if mutants}


def _results(path: Path) -> Iterator[Falsification]:
    from mutmut.mutation.data import SourceFileMutationData  # type: ignore[import-not-found]
    from mutmut.mutation.diff_apply import get_diff_for_mutant  # type: ignore[import-not-found]
    from mutmut.stats import status_by_exit_code  # type: ignore[import-not-found]

    from livepage.falsifying.falsification import Falsification

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
        yield Falsification(status, key, ROOT / path, line, old, new, caught)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
