"""Both distributions, built without a network and installed alone: what each holds and imports."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import numpy as np
import pytest
from packaging.requirements import Requirement

from livepage.labs.wheel import MADE

ROOT = Path(__file__).parents[1]
IMPORTED = """
import importlib, json, sys
sys.dont_write_bytecode = True
before = set(sys.modules)
for name in sys.argv[1:]:
    importlib.import_module(name)
tops = {name.partition(".")[0] for name in set(sys.modules) - before} - sys.stdlib_module_names
print(json.dumps(sorted(tops)))
"""


IF_THERE = {"babel", "mkdocs-jupyter", "typing-extensions"}
"""What is imported where it is installed, and done without where it is not."""
OFFLINE = ("--no-deps", "--no-index", "--disable-pip-version-check", "--quiet")


def pip(python: str | Path, command: str, *arguments: str | Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    line: list[str | Path] = [sys.executable, "-m", "pip", "--python", python, command, *OFFLINE, *arguments]
    subprocess.run(line, env=environment, check=True)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build both from a copy, as building leaves files behind."""
    folder, copy = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src", copy / "src", ignore=MADE)
    shutil.copytree(ROOT / "packaging", copy / "packaging", ignore=MADE)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    pip(sys.executable, "wheel", "--no-build-isolation", "-w", folder, copy, copy / "packaging" / "livepage")
    return {file.name.partition("-")[0]: file for file in folder.glob("*.whl")}


@pytest.fixture(scope="module")
def imported(
    wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, list[str]], set[str]]:
    """Return a function that installs a wheel alone, imports modules, and says what else they import."""
    pythons: dict[str, Path] = {}

    def install(distribution: str) -> Path:
        folder = tmp_path_factory.mktemp(distribution)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        python = folder / "bin" / "python"
        pip(python, "install", wheels[distribution])
        (packages,) = folder.glob("lib/python*/site-packages")
        (packages / "others.pth").write_text(f"{Path(np.__file__).parents[1]}\n", encoding="utf-8")
        return python

    def imported(distribution: str, modules: list[str]) -> set[str]:
        python = pythons.get(distribution) or pythons.setdefault(distribution, install(distribution))
        command: list[str | Path] = [python, "-I", "-c", IMPORTED, *modules]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return set(json.loads(done.stdout))

    return imported


def modules(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as file:
        names = [name for name in file.namelist() if name.endswith(".py")]
    return [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in names]


def metadata(wheel: Path, name: str) -> str:
    with zipfile.ZipFile(wheel) as file:
        (found,) = (each for each in file.namelist() if each.endswith(f".dist-info/{name}"))
        return file.read(found).decode()


def needed(wheel: Path, extra: str = "") -> set[str]:
    """Return the distributions that come with the wheel and one of its extras."""
    lines = re.findall(r"^Requires-Dist: (.+)$", metadata(wheel, "METADATA"), re.MULTILINE)
    return closure({(requirement, extra) for requirement in map(Requirement, lines)})


def closure(wanted: set[tuple[Requirement, str]]) -> set[str]:
    found = set[str]()
    seen = set[str]()
    while wanted:
        requirement, extra = wanted.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = plain(requirement.name)
        found.add(name)
        for each in {"", *requirement.extras}:
            if f"{name}[{each}]" not in seen:
                seen.add(f"{name}[{each}]")
                wanted |= {(Requirement(line), each) for line in dependencies(name)}
    return found


def dependencies(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def distributions(tops: set[str]) -> set[str]:
    known = packages_distributions()
    return {plain(known[top][0]) for top in tops if top in known}


def test_each_wheel_holds_its_packages_and_nothing_else(wheels: dict[str, Path]) -> None:
    assert set(wheels) == {"chainrule", "livepage"}
    tops = {name: {module.partition(".")[0] for module in modules(file)} for name, file in wheels.items()}
    assert tops == {"chainrule": {"chainrule", "chainrule_lab"}, "livepage": {"livepage"}}
    for name, packages in tops.items():
        sources = {path for package in packages for path in (ROOT / "src" / package).rglob("*.py")}
        assert len(modules(wheels[name])) == len(sources)


def test_only_livepage_is_a_plugin_of_mkdocs(wheels: dict[str, Path]) -> None:
    assert "livepage.hosts.mkdocs_plugin:LivePagePlugin" in metadata(wheels["livepage"], "entry_points.txt")
    with zipfile.ZipFile(wheels["chainrule"]) as file:
        assert [name for name in file.namelist() if "entry_points" in name] == []
    with zipfile.ZipFile(wheels["livepage"]) as file:
        assert [name for name in file.namelist() if name.endswith(".j2")]


def test_the_mathematics_and_the_lab_import_numpy_alone(
    wheels: dict[str, Path], imported: Callable[[str, list[str]], set[str]]
) -> None:
    all_of_it = modules(wheels["chainrule"])
    without_figures = [name for name in all_of_it if ".figures" not in name]
    own = {"chainrule", "chainrule_lab"}
    assert distributions(imported("chainrule", without_figures) - own) == {"numpy"}
    drawn = distributions(imported("chainrule", all_of_it) - own)
    assert {"matplotlib"} <= drawn <= needed(wheels["chainrule"], "figures")


@pytest.mark.parametrize(
    ("module", "extra"),
    [
        ("livepage.reading.parse", ""),
        ("livepage.checking.check_page", ""),
        ("livepage.writing.render", ""),
        ("livepage.writing.update", ""),
        ("livepage.project", ""),
        ("livepage.__main__", ""),
        ("livepage.equations", "equations"),
        ("livepage.running.draw", "figures"),
        ("livepage.hosts.mkdocs_plugin", "mkdocs"),
        ("livepage.hosts.markdown_math", "mkdocs"),
        ("livepage.hosts.pytest_sybil", "pytest"),
    ],
)
def test_livepage_imports_what_it_was_asked_for(
    module: str, extra: str, wheels: dict[str, Path], imported: Callable[[str, list[str]], set[str]]
) -> None:
    found = distributions(imported("livepage", [module]) - {"livepage"})
    assert found - IF_THERE <= needed(wheels["livepage"], extra)


BESIDE = """
import sys
from pathlib import Path
from livepage import Project

root = Path(sys.argv[1])
for name in ("a.md", "b.md"):
    project = Project(root)
    print(*(fault.message for fault in project.check(project.read(root / name))), sep="\\n")
"""


def test_a_page_runs_with_what_the_wheel_alone_needs(wheels: dict[str, Path], tmp_path: Path) -> None:
    (libraries := tmp_path / "libraries").mkdir()
    place = Path(np.__file__).parents[1]
    for top, found in packages_distributions().items():
        if plain(found[0]) in needed(wheels["livepage"]):
            for file in place.glob(f"{top}*"):
                (libraries / file.name).symlink_to(file)
    with zipfile.ZipFile(wheels["livepage"]) as wheel:
        wheel.extractall(libraries)
    code = "```python\na = 1 + 1\nprint(a)\n```\n\n```text\n3\n```\n"
    (tmp_path / "a.md").write_text(f"# Page\n\n{code}\nNot 5<!-- {{a}} -->.\n", encoding="utf-8")
    chapter = "CHAPTER = Chapter(axes={}, inputs={}, nodes={}, symbols={})"
    graph = f"from livepage.equations import Chapter\n{chapter}\n"
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "graph.py").write_text(graph, encoding="utf-8")
    (tmp_path / "b.md").write_text("---\ngraph: graph\n---\n\n# Page\n\n$$\na = b\n$$\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "empty"], check=True)
    command: list[str | Path] = [tmp_path / "empty" / "bin" / "python", "-c", BESIDE, tmp_path]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(libraries)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert "this is not what the code at line 3 prints" in done.stdout, done.stderr
    assert "5 is not {a}" in done.stdout
    assert "the graph graph of b.md cannot be used" in done.stdout
    assert "pip install livepage[equations]" in done.stdout


def test_what_another_extra_brings_would_be_seen(wheels: dict[str, Path]) -> None:
    for extra, other in (
        ("", "numpy"),
        ("equations", "matplotlib"),
        ("mkdocs", "nbformat"),
        ("pytest", "lark"),
    ):
        assert other not in needed(wheels["livepage"], extra)
    assert {"nbformat", "mkdocs-jupyter"} <= needed(wheels["livepage"], "labs")
