"""The interactive figures are joined by a real tool: what stands in their strings stays as it is."""

import json
import re
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from tests.site.reader import ROOT, load_hook

HOOK = load_hook("modules")


def test_a_string_keeps_its_blank_lines_comments_and_indentation(tmp_path: Path) -> None:
    text = "import numpy as np\n\n\n    x = 1  // 2\n/* no comment */\n"
    (tmp_path / "part.js").write_text(f"/** a comment */\nexport const code = `{text}`\n")
    index = tmp_path / "index.js"
    index.write_text('import { code } from "./part.js"\nconsole.log(code) // another\n')
    script = HOOK.bundled({"chapter": [index]})["chapter.js"]
    assert json.dumps(text)[1:-1] in script.replace("`", '"') or text in script
    assert "a comment" not in script
    assert "import {" not in script
    assert len(script) < len(text) + 60


def test_script_and_style_of_a_chapter_are_one_file_each(tmp_path: Path) -> None:
    (tmp_path / "index.js").write_text("console.log(1)\n")
    (tmp_path / "shared.css").write_text(".a { color: red }\n")
    (tmp_path / "index.css").write_text('@import "./shared.css";\n.b { color: blue }\n')
    made = HOOK.bundled({"chapter": [tmp_path / "index.js", tmp_path / "index.css"]})
    assert set(made) == {"chapter.js", "chapter.css"}
    assert ".a{color:red}.b{color:#00f}" in made["chapter.css"]


def test_a_fault_in_a_module_ends_the_build_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "index.js").write_text("const = 1\n")
    with pytest.raises(PluginError, match=r"index\.js:1:6"):
        HOOK.bundled({"chapter": [tmp_path / "index.js"]})


def test_without_esbuild_the_build_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(HOOK, "ESBUILD", tmp_path / "none")
    with pytest.raises(PluginError, match="npm ci"):
        HOOK.bundled({})


def test_the_lock_holds_esbuild_for_all_platforms_and_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    platforms = packages["node_modules/esbuild"]["optionalDependencies"]
    assert len(platforms) > 20
    missing = [name for name in platforms if "integrity" not in packages.get(f"node_modules/{name}", {})]
    assert missing == []
    assert '"resolved"' not in text


def test_each_script_is_joined_with_others_or_asked_for(site: Path) -> None:
    folder = ROOT / "docs" / "assets" / "javascripts"
    joined = {file.name for file in HOOK.joined(folder)}
    alone = {file.name for file in folder.glob("*.js")} - joined
    there = {file.name for file in (site / "assets" / "javascripts").glob("*.js")}
    assert "paper.js" in joined
    assert there & joined == set()
    asking = [*site.rglob("*.html"), site / "assets" / "javascripts" / f"{HOOK.SITE}.js"]
    asked = "".join(page.read_text(encoding="utf-8") for page in asking)
    assert [name for name in sorted(alone) if name not in asked] == []


def test_the_loader_knows_each_element_of_each_chapter() -> None:
    folder = ROOT / "docs" / "assets" / "javascripts"
    loader = (folder / "interactive.js").read_text()
    for index in folder.glob("*/index.js"):
        defined = [
            line.split('"')[1]
            for file in index.parent.glob("*.js")
            for line in file.read_text().splitlines()
            if line.startswith("define(")
        ]
        names = ", ".join(f'"{name}"' for name in sorted(defined))
        assert re.search(rf'\b{index.parent.name}"?: \[{re.escape(names)}\]', loader)
