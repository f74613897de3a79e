"""The site as one zip, as Markdown for programs, and the command that installs what it was built with."""

import os
import re
import shlex
import subprocess
import sys
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.site.reader import CHAPTERS, PAGES, OpenPage, scroll_through

FENCED = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
USED = """
from importlib.metadata import version
import chainrule, chainrule_lab, numpy as np
from chainrule.activations import rbf
print(version("chainrule"), chainrule.__file__, chainrule_lab.__file__, rbf(np.zeros(1)).item())
"""


@pytest.fixture(scope="session")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(site / "chain-rule.zip") as archive:
        archive.extractall(folder)
    return folder / "chain-rule"


def test_the_zip_holds_the_whole_site(site: Path, unpacked: Path) -> None:
    files = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert {path.relative_to(unpacked) for path in unpacked.rglob("*") if path.is_file()} == files - {
        Path("chain-rule.zip")
    }


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_of_the_zip_opens_without_a_network(path: str, unpacked: Path, open_page: OpenPage) -> None:
    page = open_page((unpacked / path).as_uri(), offline=True)  # a request to any host is a complaint
    assert page.locator("article math").count() > 5
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"STIX Two Math\"')")
    scroll_through(page)
    shown = page.locator("article img.figure-light:visible")
    assert shown.evaluate_all("(images) => images.every(({ naturalWidth }) => naturalWidth)")
    page.locator("label[title='Switch to the dark scheme']").click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.locator("input.md-search__input").click()
    page.keyboard.type("hidden neuron")
    page.locator(".md-search-result__link").first.click()
    assert page.url.startswith("file:")


def test_programs_find_each_page_as_markdown(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    listed = [place.partition("/chain-rule/")[2] for place in re.findall(r"\]\((.*?)\)", text)]
    assert sorted(listed) == sorted(Path(page).with_suffix(".md").as_posix() for page in PAGES)
    for place in listed:
        text = (site / place).read_text(encoding="utf-8")
        assert "# " in text
        assert "```python embed" not in text or "```markdown" in text  # but where it is explained


def test_links_of_markdown_and_notebooks_lead_to_files_of_the_site(site: Path) -> None:
    base = (site / "llms.txt").read_text(encoding="utf-8").partition("](")[2].partition("index.md")[0]
    texts = {file: file.read_text(encoding="utf-8") for file in [*site.rglob("*.md"), *site.rglob("*.ipynb")]}
    wrong = [
        f"{file.relative_to(site)}: {target}"
        for file, text in texts.items()
        for target in re.findall(r"\]\(([^\s()\\#]+)", FENCED.sub("", text))
        for to in [site / target.removeprefix(base) if base in target else file.parent / unquote(target)]
        if not re.match(r"(https?|mailto):", target.removeprefix(base)) and not to.is_file()
    ]
    assert sum(text.count(f"]({base}") for text in texts.values()) > 50
    assert not wrong


@pytest.mark.parametrize("path", ["index.html", "reference/api.html"])
def test_the_command_installs_the_wheel_of_the_site(path: str, site: Path) -> None:
    html = (site / path).read_text(encoding="utf-8")
    (command,) = re.findall(r'<p class="install">.*?<code>(.*?)</code>', html)
    requirement = unescape(command).partition('"')[2].rstrip('"')
    name = unquote(requirement.rsplit("/", 1)[-1])
    assert (site / "labs" / name).exists()
    assert f"version {name.split('-')[1]}," in html


def test_pip_installs_the_package_from_the_published_address(site: Path, server: str, tmp_path: Path) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    command = unescape(re.findall(r'<p class="install">.*?<code>(.*?)</code>', html)[0])
    assert command.startswith("python -m pip install ")
    requirement = re.sub(r"@ http\S*?/(?=labs/)", f"@ {server}", shlex.split(command)[-1])
    assert f"@ {server}labs/" in requirement
    options = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", "--target", str(tmp_path)]
    environment = os.environ | {"NO_PROXY": "127.0.0.1", "PYTHONPATH": str(tmp_path)}
    pip = [sys.executable, "-m", "pip", "install", *options, requirement]
    subprocess.run(pip, env=environment, check=True)
    done = subprocess.run(
        [sys.executable, "-c", USED],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    version, chainrule, lab, value = done.stdout.split()
    assert f"It gives version {version}," in html
    assert [Path(chainrule).parents[1], Path(lab).parents[1]] == [tmp_path, tmp_path]
    assert value == "1.0"
