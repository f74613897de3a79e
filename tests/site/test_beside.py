"""What is much of an element's values stands in a script beside the page, and is the same."""

import html
import json
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import Files

from tests.javascripts.node import NODE
from tests.site.reader import load_hook

HOOK = load_hook("beside")


def built(content: str) -> tuple[str, Files]:
    config = MkDocsConfig()
    config.plugins = PluginCollection()
    vars(config.plugins)["_current_plugin"] = None  # as MkDocs has it while a hook runs
    files = Files([])
    page: Any = SimpleNamespace(file=SimpleNamespace(dest_uri="tutorial/page.html"))
    return HOOK.on_page_content(content, page=page, config=config, files=files), files


def test_what_is_little_stays() -> None:
    content = '<p>a</p><a-figure data-x="[1]" data-y="[2]"><p>b</p></a-figure>'
    found, files = built(content)
    assert found == content
    assert len(files) == 0


def test_what_is_much_is_handed_over_by_a_script_of_its_own(tmp_path: Path) -> None:
    much = {"w": [n / 7 for n in range(1000)], "name": "<&\"'" * 2000}
    texts = {key: html.escape(json.dumps(value)) for key, value in much.items()}
    attributes = f'data-name="{texts["name"]}" data-x="[1]" data-w="{texts["w"]}"'
    content, files = built(f"<p>a</p><a-figure {attributes}><p>b</p></a-figure>")
    assert content == '<p>a</p><a-figure data-x="[1]" data-beside="page.a-figure.js"><p>b</p></a-figure>'
    (file,) = files
    assert file.dest_uri == "tutorial/page.a-figure.js"
    run = tmp_path / "run.js"
    run.write_text(
        f"const document = {{ currentScript: {{}} }}\n{file.content_string}"
        "console.log(JSON.stringify(document.currentScript.given))\n"
    )
    done = subprocess.run([NODE, run], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == much
