"""A build runs every page first: it has all pages, or it stops and says what is wrong with each."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import get_files

from livepage.hosts.mkdocs_plugin import LivePagePlugin
from livepage.reading.parse import parse
from livepage.running.run import run
from tests.livepage.conftest import CALC, SETTINGS
from tools.census import shown, strays

CONFIG = """
site_name: Toy
site_url: https://toy.example/
repo_url: https://code.example/toy
strict: true
use_directory_urls: {directories}
theme: {{name: material, font: false}}
validation: {{links: {{not_found: warn, anchors: warn}}}}
markdown_extensions:
    [attr_list, pymdownx.details, pymdownx.superfences, pymdownx.blocks.caption, livepage.hosts.markdown_math]
plugins: [livepage]
"""
PAGE = """---
title: A toy
---
# A toy

```python embed
from toycalc.calc import double
```

::: derivation toycalc.calc.double

```python
from matplotlib import pyplot as plt
fig, ax = plt.subplots(figsize=(3, 2))
ax.plot([1, 2], color="#111111"); ax.axis("off")
four = double(2)
print(four)
```

```text
4
```

![A line](line.svg)
From 4<!-- {four} -->

[The picture]({name}/line.svg)
"""
NAMES = ["index", "part/index", "part/3-the.page", "part/deep/a) page"]


def page(name: str) -> str:
    return PAGE.replace("{name}", quote(Path(name).name))


@pytest.fixture
def project(tmp_path: Path, package: object) -> Path:
    package()  # type: ignore[operator]
    (tmp_path / "pyproject.toml").write_text(
        SETTINGS + '[tool.livepage.dark]\n"#111111" = "#eeeeee"\n', encoding="utf-8"
    )
    for name in NAMES:
        path = tmp_path / "docs" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(name), encoding="utf-8")
    return tmp_path


def config(
    project: Path, command: Literal["build", "serve"] = "build", *, directories: bool = True
) -> MkDocsConfig:
    path = project / "mkdocs.yml"
    path.write_text(CONFIG.format(directories=str(directories).lower()), encoding="utf-8")
    loaded = load_config(str(path), site_dir=str(project / "site"))
    loaded.plugins.on_startup(command=command, dirty=False)
    return loaded


def failure(project: Path) -> str:
    """Return why the project cannot be built."""
    with pytest.raises(Abort) as caught:
        build(config(project))
    assert isinstance(caught.value.__context__, PluginError)
    return str(caught.value.__context__)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("directories", [True, False])
def test_a_site_is_built_with_its_figures_and_nothing_is_written_into_docs(
    project: Path, directories: bool
) -> None:
    before = sorted((project / "docs").rglob("*"))
    build(config(project, directories=directories))
    assert sorted((project / "docs").rglob("*")) == before
    for name in NAMES:
        pages = [f"{name}.html", f"{name}/index.html"]
        built = next(path for each in pages if (path := project / "site" / each).exists())
        html = built.read_text(encoding="utf-8")
        source = parse(page(name), project / "docs" / f"{name}.md")
        assert strays(html, source, run(source)) == []
        assert "<!--" not in html.partition("<article")[2].partition("</article>")[0]
        assert 'href="https://code.example/toy/blob/main/src/toycalc/calc.py#L6"' in html
        light, dark = (project / "site" / name / file for file in ("line.svg", "line.dark.svg"))
        assert "#111111" in light.read_text(encoding="utf-8")
        assert dark.read_text(encoding="utf-8") == light.read_text(encoding="utf-8").replace(
            "#111111", "#eeeeee"
        )
        assert ElementTree.fromstring(dark.read_text(encoding="utf-8")).tag.endswith("svg")


def test_a_build_with_faults_lists_them_all_and_writes_no_page(project: Path) -> None:
    docs = project / "docs"
    edit(docs / "index.md", "```text\n4", "```text\n5")
    edit(docs / "part/index.md", "4<!-- {four}", "5<!-- {four}")
    edit(docs / "part/index.md", "# A toy", "# A toy of 7")
    message = failure(project)
    assert message.startswith("3 claims do not hold")
    assert f"{docs / 'index.md'}:21: this is not what the code at line 12 prints" in message
    assert f"{docs / 'part/index.md'}:4: the number 7 belongs to no claim" in message
    assert f"{docs / 'part/index.md'}:25: 5 is not {{four}}" in message
    assert not list((project / "site").rglob("*.html"))


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "message"),
    [
        ("src/toycalc/calc.py", "return 2 * a", "return 3 * a", 21, "this is not what the code"),
        ("src/toycalc/calc.py", "def double", "def twice", 7, "there is no toycalc.calc.double"),
        ("src/toycalc/calc.py", "d = a + a", "d = \\foo", 10, "this LaTeX cannot be typeset"),
        ("src/toycalc/calc.py", "d = a + a", "d = a - a", 10, "calc.py:13: false: d = a - a"),
        ("docs/index.md", "# A toy", "# A $d = 3 a$", 4, "false: d = 3 a"),
        ("docs/index.md", "# A toy", "# A $d$<!-- exempt: why -->", 4, "this exemption is not needed"),
        ("pyproject.toml", "docs/*.md", "doc/*.md", 10, "no graph is declared for this page"),
        ("docs/index.md", "ax.plot", "plt.figure(); ax.plot", 24, "an image takes the one figure"),
        ("docs/index.md", "![A line](line.svg)\nFrom ", "From ", 12, "no image takes the figure"),
        ("docs/index.md", "![A line]", "![]", 24, "this figure has no alt text"),
        ("docs/index.md", "four = ", "1/0; four = ", 16, "ZeroDivisionError"),
        ("docs/index.md", "# A toy", "# A $\\foo$", 4, "this LaTeX cannot be typeset"),
    ],
)
def test_a_planted_error_fails_the_build_at_its_line(
    project: Path, name: str, old: str, new: str, line: int, message: str
) -> None:
    for path in NAMES[1:]:
        (project / "docs" / f"{path}.md").unlink()
    edit(project / name, old, new)
    found = failure(project)
    assert f"{project / 'docs/index.md'}:{line}: " in found
    assert message in found


def test_a_link_to_a_figure_that_nobody_draws_fails_a_strict_build(project: Path) -> None:
    edit(project / "docs/index.md", "(index/line.svg)", "(index/lines.svg)")
    with pytest.raises(Abort, match="strict mode"):
        build(config(project))


def test_a_figure_file_in_docs_is_a_fault(project: Path) -> None:
    (project / "docs/part/index").mkdir()
    (project / "docs/part/index/line.svg").touch()
    assert f"{project / 'docs/part/index.md'}:24: part/index/line.svg is a file already" in failure(project)


def test_a_mistake_in_the_settings_ends_the_build_with_a_line(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.livepage]\ndrak = {}\n", encoding="utf-8")
    assert failure(project) == "pyproject.toml: [tool.livepage]: unknown keys ['drak']"


def test_a_server_shows_the_faults_in_the_page_and_goes_on(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    edit(project / "docs/part/index.md", "four = ", "import time\nbegun = time.time()\nfour = ")
    caplog.set_level("INFO", "mkdocs")
    edit(project / "docs/index.md", "4<!-- {four}", "5<!-- {four}")
    edit(project / "docs/index.md", "print(four)", "print(four)\n\nprint('<b>')")
    (project / "docs/draft.md").write_text("# A draft\n\nOf 99 things.\n", encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\ndraft_docs: draft.md\n")
    build(config(project, "serve"), serve_url="http://localhost/")
    assert "the number 99 belongs to no claim" in (project / "site/draft/index.html").read_text(
        encoding="utf-8"
    )
    html = (project / "site/index.html").read_text(encoding="utf-8")
    assert "2 claims do not hold" in html
    assert "5 is not {four}" in html
    assert "+&lt;b&gt;" in html
    assert "A toy" in (project / "site/part/index.html").read_text(encoding="utf-8")
    assert "docs/part/index.md runs at each build: it reads the clock (time.time)" in caplog.text


def test_a_server_sees_a_changed_source_also_where_another_module_imported_it(project: Path) -> None:
    other = "from toycalc.calc import double\n\n\ndef four():\n    return double(2)\n"
    (project / "src/toycalc/other.py").write_text(other, encoding="utf-8")
    edit(project / "docs/index.md", "four = double(2)", "from toycalc.other import four as f\nfour = f()")
    served = config(project, "serve")
    build(served, serve_url="http://localhost/")
    assert "not hold" not in (project / "site/index.html").read_text(encoding="utf-8")
    edit(project / "src/toycalc/calc.py", "return 2 * a", "return a + a")
    build(served, serve_url="http://localhost/")
    assert "return a + a" in shown((project / "site/index.html").read_text(encoding="utf-8"))[0][1]
    edit(project / "src/toycalc/calc.py", "return a + a", "return 3 * a")
    build(served, serve_url="http://localhost/")
    assert "4 is not {four}" in (project / "site/index.html").read_text(encoding="utf-8")


def test_a_dirty_build_is_refused() -> None:
    with pytest.raises(PluginError, match="dirty"):
        LivePagePlugin().on_startup(command="build", dirty=True)


def test_a_page_of_another_plugin_is_left_alone(project: Path) -> None:
    loaded = config(project)
    plugin = LivePagePlugin()
    files = get_files(loaded)
    (mkdocs_page,) = [file for file in files if file.src_uri == "index.md"]
    mkdocs_page.page = type("Page", (), {"file": mkdocs_page})()
    text = plugin._show("as it is", page=mkdocs_page.page, config=loaded, files=files)
    assert text == "as it is"


def test_the_command_says_it_too(project: Path) -> None:
    for name in NAMES[1:]:
        (project / "docs" / f"{name}.md").unlink()
    edit(project / "docs/index.md", "```text\n4", "```text\n5")
    config(project)
    shutil.rmtree(project / "site", ignore_errors=True)
    environment = {"PYTHONPATH": str(project / "src"), "NO_MKDOCS_2_WARNING": "1", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "docs/index.md:21: this is not what the code at line 12 prints\n--- the page" in done.stderr
    assert "-5\n+4" in done.stderr


def test_the_source_of_the_toy_is_what_the_tests_expect() -> None:
    assert CALC.split("\n")[5] == "def double(a: float) -> float:"
