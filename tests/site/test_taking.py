"""Every block of every page, copied in each way, runs alone at Python's prompt and prints what is shown."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.site.reader import CHAPTERS, LABS, PAGES, ROOT, OpenPage

CLIPBOARD = ["clipboard-read", "clipboard-write"]
COPIED = """async () => {
  const found = []
  for (const button of document.querySelectorAll("article [data-take]")) {
    button.click()
    const block = button.closest(".highlight")
    let next = block.nextElementSibling
    if (next?.matches(".code-source")) next = next.nextElementSibling
    const output = next?.matches(".output.highlight") ? next.querySelector("code").textContent : ""
    await new Promise((resolve) => setTimeout(resolve))
    found.push({
      take: button.dataset.take,
      id: block.id,
      code: block.querySelector("pre > code").textContent,
      prompts: Boolean(block.dataset.prompts),
      output,
      text: await navigator.clipboard.readText(),
    })
  }
  return found
}"""
RUN = """
import code, contextlib, io, json, sys, traceback
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
sys.displayhook = lambda value: None
shown = []
plt.show = lambda: shown.append(len(plt.get_fignums()))
results = []
for text in json.load(sys.stdin):
    out = io.StringIO()
    shown.clear()
    try:
        compile(text, "<a file>", "exec")
        prompt = code.InteractiveConsole({"__name__": "__main__"})
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            waits = [prompt.push(line) for line in text.splitlines()]
        assert not waits[-1], "the prompt waits for more"
        results.append([out.getvalue(), list(shown)])
    except BaseException:
        results.append([traceback.format_exc(), list(shown)])
    plt.close("all")
json.dump(results, sys.stdout)
"""
WITHOUT = "import sys; sys.modules |= dict.fromkeys({!r})\n"
WITHOUT_MACHINERY = WITHOUT.format(["livepage", "graphs"])
WITHOUT_PACKAGE = WITHOUT.format(["livepage", "graphs", "chainrule", "chainrule_lab"])
BROKEN = re.compile("Traceback|SyntaxError|IndentationError")
Block = dict[str, Any]


def run(texts: list[str], before: str = "") -> dict[str, tuple[str, list[int]]]:
    """Run each text once, in a namespace of its own; return what it prints, and the figures that it shows."""
    texts = list(dict.fromkeys(texts))
    command = [sys.executable, "-c", before + RUN]
    done = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True, cwd=ROOT / "docs"
    )
    found = [(printed, shown) for printed, shown in json.loads(done.stdout)]
    return dict(zip(texts, found, strict=True))


@pytest.mark.parametrize("path", PAGES)
def test_each_block_is_copied_as_it_stands_and_so_that_it_runs(
    path: str, open_page: OpenPage, site: Path
) -> None:
    page = open_page(path, permissions=CLIPBOARD)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    blocks: dict[str, list[Block]] = {"plain": [], "alone": [], "bare": []}
    for block in page.evaluate(COPIED):
        blocks[block["take"]].append(block)
    plain = [block for block in blocks["plain"] if not block["prompts"]]
    assert all(block["text"] == block["code"] for block in plain)
    assert all(block["text"].endswith("\n") for block in plain)
    if path not in LABS:
        shown = r'class="language-(?:python|pycon) highlight"'
        assert len(blocks["plain"]) == len(re.findall(shown, (site / path).read_text("utf-8")))
        assert_addresses([block for block in blocks["alone"] if not block["prompts"]])
        assert_runs(blocks["alone"], blocks["bare"])


def assert_addresses(blocks: list[Block]) -> None:
    ids = [block["id"] for block in blocks]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert all(f"#{block['id']}\n" in block["text"] for block in blocks)


def assert_runs(alone: list[Block], bare: list[Block]) -> None:
    """Run each text; one that runs without the package is not run a second time with it."""
    without = {block["text"] for block in bare}
    found = run(list(without), WITHOUT_PACKAGE)
    found |= run([block["text"] for block in alone if block["text"] not in without], WITHOUT_MACHINERY)
    for block in alone + bare:
        printed, drawn = found[block["text"]]
        if not block["prompts"]:
            assert printed.rstrip() == block["output"].rstrip(), block["text"]
        assert not BROKEN.search(printed), f"{block['text']}\n{printed}"
        assert drawn in ([], [1]), block["text"]


def test_what_a_file_allows_and_the_prompt_does_not_is_seen() -> None:
    gap, next_to = "def f():\n    a = 1\n\n    return a\n\n", "for _ in []:\n    pass\nprint(1)\n"
    open_end = "for _ in []:\n    pass\n"
    found = run([gap, next_to, open_end])
    assert all(BROKEN.search(printed) for printed, _ in found.values())


def test_a_string_keeps_its_empty_lines(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[0], permissions=CLIPBOARD)
    button = page.locator("[data-take=bare]").first
    write = "(at, text) => { at.closest('.highlight').querySelector('pre > code').textContent = text }"
    button.evaluate(write, 'def f():\n    a = """\n\n  b\nc"""\n\n    return a\n')
    button.click()
    button.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith('def f():\n    a = """\n\n  b\nc"""\n    return a\n\n')


def test_the_tools_of_a_block_stand_in_one_line_on_the_smallest_phone(open_page: OpenPage) -> None:
    page = open_page(CHAPTERS[0], viewport={"width": 320, "height": 700}, has_touch=True, is_mobile=True)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
    tops = page.locator("article .take:visible").evaluate_all(
        "(bars) => bars.map((bar) => [...bar.children].map((tool) => tool.getBoundingClientRect().top))"
    )
    assert max(len(bar) for bar in tops) == 4
    assert all(len(set(bar)) == 1 for bar in tops)


def test_a_button_says_again_what_it_said_after_two_clicks(open_page: OpenPage) -> None:
    # From the start: what was begun by the real clock could not be ended by the other.
    page = open_page(CHAPTERS[0], before=lambda page: page.clock.install(), permissions=CLIPBOARD)
    button = page.locator("[data-take=bare]").first
    button.click()
    button.click()
    page.wait_for_function("(button) => button.textContent === 'Copied'", arg=button.element_handle())
    page.clock.run_for(4000)
    assert button.inner_html() == "<span>with </span>NumPy alone"
