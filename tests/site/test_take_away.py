"""The site as one zip, as Markdown for programs, and the command that installs what it was built with."""

import re
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.site.reader import CHAPTERS, PAGES, OpenPage, scroll_through


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


@pytest.mark.parametrize("path", ["index.html", "reference/api.html"])
def test_the_command_installs_the_wheel_of_the_site(path: str, site: Path) -> None:
    html = (site / path).read_text(encoding="utf-8")
    (command,) = re.findall(r'<p class="install">.*?<code>(.*?)</code>', html)
    requirement = unescape(command).partition('"')[2].rstrip('"')
    name = unquote(requirement.rsplit("/", 1)[-1])
    assert (site / "labs" / name).exists()
    assert f"version {name.split('-')[1]}," in html
