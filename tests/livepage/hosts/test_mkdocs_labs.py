"""A site with a lab: page, notebooks and wheel anew at each build, or no site and a line that says why."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError

from livepage.labs.wheel import build_wheel, commit, packages, requirement
from livepage.running.traces import KEPT
from tests.livepage.conftest import CALC, GRAPH
from tests.livepage.hosts.test_mkdocs_plugin import edit
from tools.census import shown

ROOT = Path(__file__).parents[3]
CONFIG = """
site_name: Toy
site_url: https://toy.example/course/
strict: true
use_directory_urls: false
theme: {name: material, font: false}
validation: {links: {not_found: warn, anchors: warn}}
markdown_extensions:
    [attr_list, md_in_html, toc: {permalink: "#"}, pymdownx.details, pymdownx.superfences,
     livepage.hosts.markdown_math]
plugins: [search, livepage, mkdocs-jupyter: {include: ["*.ipynb"], cache: false, allow_errors: false}]
"""
PROJECT = """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "toycalc"
version = "1.0"
optional-dependencies = {figures = [], extra = []}
[tool.setuptools.packages.find]
where = ["src"]
[tool.livepage]
lab_extras = ["figures"]
[tool.livepage.graphs]
"docs/labs/*.py" = "toycalc.graph"
"""
LAB = '''# ---
# title: "A lab"
# description: Of doubling
# ---

# %% [markdown]
# # A lab of `double`
#
# See [the page](../index.md#part).

# %%
from toycalc.calc import double

# %% [markdown]
# ## Double `it` with $d$
#
# $$
# d = a + a
# $$


# %%
def f(a):
    """Return twice a."""
    ### BEGIN SOLUTION
    return a + a
    ### END SOLUTION


# %%
print(f(2) == double(2), double(4))
'''
PAGE = "# A page\n\n## Part\n\n[The lab](labs/1-toy.py#double-it-with-d)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": CONFIG,
        "pyproject.toml": PROJECT,
        "docs/index.md": PAGE,
        "docs/labs/1-toy.py": LAB,
        "src/toycalc/__init__.py": "",
        "src/toycalc/calc.py": CALC,
        "src/toycalc/graph.py": GRAPH,
    }
    for name, text in files.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "project"


@pytest.fixture(autouse=True)
def _toycalc_is_imported_from_the_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(project / "src"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    for name in [name for name in sys.modules if name.partition(".")[0] == "toycalc"]:
        monkeypatch.delitem(sys.modules, name)


def config(project: Path, site: str = "site", command: Literal["build", "serve"] = "build") -> MkDocsConfig:
    loaded = load_config(str(project / "mkdocs.yml"), site_dir=str(project.parent / site))
    loaded.plugins.on_startup(command=command, dirty=False)
    return loaded


def failure(project: Path) -> str:
    with pytest.raises(Abort) as caught:
        build(config(project))
    assert isinstance(caught.value.__context__, PluginError)
    return str(caught.value.__context__)


def tree(folder: Path) -> dict[str, bytes]:
    """Return its files, but for the store of results, which may be deleted at any time."""
    files = [path for path in folder.rglob("*") if path.is_file() and KEPT not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_lab_is_a_page_with_two_notebooks_and_a_wheel_the_same_at_each_build(project: Path) -> None:
    sources = tree(project)
    for name in ("one", "two"):
        build(config(project, name))
    one, two = (tree(project.parent / name) for name in ("one", "two"))
    assert tree(project) == sources, "nothing is left in the tree"
    labs = {name: content for name, content in one.items() if name.startswith("labs/")}
    assert set(labs) == {
        "labs/1-toy.html",
        "labs/1-toy.ipynb",
        "labs/1-toy-solved.ipynb",
        "labs/toycalc-1.0-py3-none-any.whl",
    }
    assert {name: two[name] for name in labs} == labs
    html = labs["labs/1-toy.html"].decode()
    assert shown(html) == [
        ("code", "from toycalc.calc import double"),
        ("formula", "d"),
        ("formula", "d = a + a"),
        (
            "code",
            'def f(a):\n    """Return twice a."""\n    raise NotImplementedError',
        ),
        ("code", 'def f(a):\n    """Return twice a."""\n    return a + a'),
        ("code", "print(f(2) == double(2), double(4))"),
        ("code", "True 8"),
    ]
    assert '<h2 id="double-it-with-d">' in html
    assert 'href="#double-it-with-d"' in html, "the table of contents"
    assert 'href="../index.html#part"' in html
    assert '<meta name="description" content="Of doubling"' in html
    assert '<details class="checked"' in html
    for notebook in (labs["labs/1-toy.ipynb"], labs["labs/1-toy-solved.ipynb"]):
        assert b"toycalc[figures] @ https://toy.example/course/labs/toycalc-1.0-py3" in notebook
        assert b"](https://toy.example/course/index.html#part)" in notebook


def test_a_machine_that_knows_only_ascii_builds_the_same_and_names_faults(project: Path) -> None:
    edit(
        project / "docs/index.md", "# A page", "# A page → π\n\n```python\nprint('ξ')\n```\n\n```text\nξ\n```"
    )
    edit(project / "docs/labs/1-toy.py", "double(4))", "double(4), 'ξ → π')")
    ascii_only = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "NO_MKDOCS_2_WARNING": "1"}
    ascii_only["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(project / "src")])

    def built() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"]
        return subprocess.run(
            command, cwd=project, env=ascii_only, capture_output=True, encoding="utf-8", check=False
        )

    done = built()
    assert done.returncode == 0, done.stderr
    assert ("code", "True 8 ξ → π") in shown((project / "site/labs/1-toy.html").read_text(encoding="utf-8"))
    edit(project / "docs/labs/1-toy.py", "    return a + a", "    raise ValueError('no → way')")
    done = built()
    assert done.returncode == 1
    assert "1-toy.py:26: ValueError: no \\u2192 way" in done.stderr


def test_a_change_of_a_source_is_seen_in_the_page_at_the_next_build(project: Path) -> None:
    edit(project / "docs/labs/1-toy.py", "return a + a", "return double(a)")
    edit(project / "docs/labs/1-toy.py", "# $$\n# d = a + a\n# $$\n", "# Text\n")
    edit(project / "src/toycalc/calc.py", "return 2 * a", "return 5 * a")
    build(config(project))
    assert ("code", "True 20") in shown((project.parent / "site/labs/1-toy.html").read_text())


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("    return a + a", "    return a / 0", 26, "ZeroDivisionError: division by zero"),
        ("# d = a + a", "# d = a - a", 18, "false: d = a - a"),
        ("    ### END SOLUTION\n", "", 25, "this solution never ends"),
    ],
)
def test_a_planted_error_fails_the_build_at_its_line_of_the_lab(
    project: Path, old: str, new: str, line: int, message: str
) -> None:
    edit(project / "docs/labs/1-toy.py", old, new)
    found = failure(project)
    assert f"{project / 'docs/labs/1-toy.py'}:{line}: {message}" in found
    assert not list(project.parent.rglob("*.html"))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("labs/1-toy.py", "../index.md#part", "../index.md#parts"),
        ("labs/1-toy.py", "../index.md#part", "../indices.md"),
        ("index.md", "#double-it-with-d", "#halve-it"),
    ],
)
def test_a_broken_link_of_a_lab_or_to_one_fails_a_strict_build(
    project: Path, name: str, old: str, new: str
) -> None:
    edit(project / "docs" / name, old, new)
    with pytest.raises(Abort, match="strict mode"):
        build(config(project))


def test_a_server_shows_the_faults_of_a_lab_in_its_page_and_goes_on(project: Path) -> None:
    edit(project / "docs/labs/1-toy.py", "return a + a", "return a / 0")
    edit(project / "docs/index.md", "#double-it-with-d", "")
    served = config(project, command="serve")
    build(served, serve_url="http://localhost/")
    page = project.parent / "site/labs/1-toy.html"
    assert "1-toy.py:26: ZeroDivisionError" in page.read_text()
    edit(project / "docs/labs/1-toy.py", "return a / 0", "return a + a")
    build(served, serve_url="http://localhost/")
    assert "ZeroDivisionError" not in page.read_text()


def test_a_lab_needs_the_address_of_its_site(project: Path) -> None:
    edit(project / "mkdocs.yml", "site_url: https://toy.example/course/\n", "")
    assert "site_url" in failure(project)


def test_the_wheel_is_built_from_a_clean_copy_and_is_the_same_again(project: Path, tmp_path: Path) -> None:
    before = tree(project)
    (project / "src/toycalc/__pycache__").mkdir()
    (project / "src/toycalc/__pycache__/calc.py").touch()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        command = [sys.executable, "-m", "livepage.labs.wheel", str(project), str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True)
        (project / "src/toycalc/calc.py").chmod(0o600)
        (project / "src/toycalc/calc.py").touch()
    (one,), (two,) = ((tmp_path / name).iterdir() for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as wheel:
        names = wheel.namelist()
    assert [name for name in names if name.startswith("toycalc/")] == [
        "toycalc/__init__.py",
        "toycalc/calc.py",
        "toycalc/graph.py",
    ]
    assert {name for name in tree(project) if "__pycache__" not in name} == set(before)


def test_a_requirement_names_the_extras_that_the_labs_need(project: Path) -> None:
    assert requirement(project, "https://a/b.whl", ["figures"]) == "toycalc[figures] @ https://a/b.whl"
    assert requirement(project, "https://a/b.whl") == "toycalc @ https://a/b.whl"


def git(project: Path, *command: str) -> None:
    author = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
    subprocess.run(["git", *author, *command], cwd=project, check=True, capture_output=True)


def test_the_version_of_the_wheel_is_that_of_the_last_commit_that_changed_it(
    project: Path, tmp_path: Path
) -> None:
    (project / "src" / "other").mkdir()
    (project / "src" / "other" / "__init__.py").touch()
    edit(project / "pyproject.toml", 'where = ["src"]\n', 'where = ["src"]\ninclude = ["toy*"]\n')
    assert packages(project) == ["toycalc"]
    assert commit(project) == "", "this is no repository"
    git(project, "init")
    git(project, "add", ".")
    git(project, "commit", "-m", "one")
    first = commit(project)
    assert re.fullmatch(r"\+g[0-9a-f]{9}", first)
    edit(project / "docs" / "index.md", "# A page", "# Another page")
    (project / "src" / "other" / "__init__.py").write_text("x = 1\n", encoding="utf-8")
    git(project, "commit", "-am", "nothing that the wheel holds")
    assert commit(project) == first
    (project / "src" / "toycalc" / "new.py").touch()
    assert commit(project) == f"{first}.changed"
    git(project, "add", ".")
    git(project, "commit", "-m", "a module more")
    assert commit(project) not in {first, f"{first}.changed"}
    assert build_wheel(project, tmp_path).name == f"toycalc-1.0{commit(project)}-py3-none-any.whl"
