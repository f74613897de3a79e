"""The arrows between packages, from the lab to the mathematics, and between modules: none form a circle."""

import ast
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import permutations
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src"


def imported(text: str) -> set[str]:
    """Return the top-level packages that Python code imports, also in functions and by calls."""
    found = set[str]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            found |= {str(each.value) for each in node.args if isinstance(each, ast.Constant)}
    return {name.partition(".")[0] for name in found}


def imports_of(package: str, without: str = "") -> dict[str, set[str]]:
    files = [path for path in (SRC / package).rglob("*.py") if not without or without not in path.parts]
    assert files
    return {str(path.relative_to(SRC)): imported(path.read_text(encoding="utf-8")) for path in files}


ARROWS = {
    ("chainrule_lab", "chainrule"),
    *(("graphs", other) for other in ("chainrule", "chainrule_lab", "livepage")),
}
PACKAGES = sorted(path.parent.name for path in SRC.glob("*/__init__.py"))


@pytest.mark.parametrize(("package", "other"), sorted({*permutations(PACKAGES, 2)} - ARROWS))
def test_no_package_imports_another_but_along_an_arrow(package: str, other: str) -> None:
    assert [file for file, names in imports_of(package).items() if other in names] == []


@pytest.mark.parametrize("package", ["chainrule", "chainrule_lab"])
def test_the_mathematics_and_the_lab_need_numpy_alone(package: str) -> None:
    allowed = {"chainrule", "numpy", package, *sys.stdlib_module_names}
    found = imports_of(package, without="figures")
    assert {file: names - allowed for file, names in found.items() if names - allowed} == {}


def modules_imported(path: Path) -> set[Path]:
    """Return the files of src/ that a file imports from, also for its types alone."""
    found = set[Path]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            place = SRC / node.module.replace(".", "/")
            named = {file for alias in node.names if (file := place / f"{alias.name}.py").exists()}
            found |= named or {place.with_suffix(".py"), place / "__init__.py"}
        elif isinstance(node, ast.Import):
            found |= {SRC / f"{alias.name.replace('.', '/')}.py" for alias in node.names}
    return {file for file in found if file.exists()}


def circle(imports: dict[Path, set[Path]]) -> list[str]:
    """Return the names of the modules in a circle of imports, or none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return [file.stem for file in error.args[1]]
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    files = list(SRC.rglob("*.py"))
    assert circle({file: modules_imported(file) for file in files}) == []


def test_a_circle_of_imports_is_seen() -> None:
    graph = SRC / "livepage" / "equations" / "chapter" / "graph.py"
    errors = graph.parent.with_name("errors.py")
    assert errors in modules_imported(graph)
    assert circle({graph: modules_imported(graph), errors: {graph}}) == ["graph", "errors", "graph"]


FLOORS = {
    "livepage": (
        {"equations", "settings", "typeset"},
        {"model"},
        {"reading", "checking"},
        {"running", "writing"},
        {"project"},
        {"labs"},
        {"falsifying", "taking"},
        {"hosts"},
        {"__main__", "__init__"},
    ),
    "livepage/equations": (
        {"errors", "arrays"},
        {"latex"},
        {"trees"},
        {"chapter", "slips"},
        {"rebuilt", "rescripted"},
        {"values", "declared", "by_hand", "formula", "remedies"},
        {"mutate", "corrections"},
        {"verdicts"},
        {"__init__"},
    ),
}
"""The rooms of a package, its folders and what stands beside them: each imports from lower floors alone."""
LONGEST = 19
"""Modules in a chain of imports: what a reader may have to open to understand the last one."""


def room(package: Path, file: Path) -> str:
    return file.relative_to(package).parts[0].removesuffix(".py")


def upwards(package: Path, floors: tuple[set[str], ...], imports: dict[Path, set[Path]]) -> list[str]:
    """Return the imports between rooms that do not lead to a lower floor."""
    floor = {name: n for n, names in enumerate(floors) for name in names}
    return [
        f"{file.relative_to(package)} imports {other.relative_to(package)}"
        for file, others in imports.items()
        for other in others
        if other.is_relative_to(package)
        and room(package, file) != room(package, other)
        and floor[room(package, other)] >= floor[room(package, file)]
    ]


@pytest.mark.parametrize("name", FLOORS)
def test_rooms_import_from_lower_floors_alone(name: str) -> None:
    package, floors = SRC / name, FLOORS[name]
    imports = {file: modules_imported(file) for file in package.rglob("*.py")}
    assert {room(package, file) for file in imports} == set().union(*floors)
    assert upwards(package, floors, imports) == []


def test_an_import_that_leads_upwards_or_along_a_floor_is_seen() -> None:
    package, floors = SRC / "livepage", FLOORS["livepage"]
    model, check, parse = (
        package / name for name in ("model/page.py", "checking/check_page.py", "reading/parse.py")
    )
    assert upwards(package, floors, {check: {model}, model: {check}}) == [
        "model/page.py imports checking/check_page.py"
    ]
    assert upwards(package, floors, {check: {parse}}) == ["checking/check_page.py imports reading/parse.py"]


def test_no_chain_of_imports_is_longer_than_it_must_be() -> None:
    imports = {file: modules_imported(file) for file in SRC.rglob("*.py")}

    @cache
    def chain(file: Path) -> int:
        return 1 + max((chain(other) for other in imports[file] - {file}), default=0)

    assert max(map(chain, imports)) <= LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "import chainrule",
        "import os, chainrule.loss as l",
        "from chainrule.loss import xi",
        "def f():\n    from chainrule import loss",
        "if x:\n    import chainrule",
        "import importlib\nimportlib.import_module('chainrule.loss')",
        "__import__('chainrule')",
    ],
)
def test_each_way_to_import_is_seen(text: str) -> None:
    assert "chainrule" in imported(text)
    assert "chainrule" not in imported(text.replace("chainrule", "chainrules"))
