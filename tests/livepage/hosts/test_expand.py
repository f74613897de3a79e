"""Pages fully expanded: plain Markdown with its figures, or nothing."""

from pathlib import Path

import pytest

from livepage.hosts.expand import expand
from livepage.model.claims import FaultsError
from livepage.project import Project

PAGE = """# Toy

```python
import matplotlib.pyplot as plt

ends = [0, 1]
plt.plot(ends, color="#1f2430")
plt.axis("off")
```

![A line](line.svg)
A line.

It is 2<!-- {len(ends)} -->, as $1 + 1 = 2$<!-- exempt: a sum --> says.
"""

LAB = """# ---
# title: A lab
# ---

# %% [markdown]
# # A lab
#
# Of [all](../index.md).


# %%
def f():
    ### BEGIN SOLUTION
    return 4
    ### END SOLUTION


# %%
print(f())
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "docs/part").mkdir(parents=True)
    (tmp_path / "docs/part/page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "docs/mark.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.livepage.dark]\n"#1f2430" = "#e3e6ec"\n', encoding="utf-8"
    )
    return Project(tmp_path)


def test_a_page_is_written_with_its_figures_and_what_is_no_page(project: Project) -> None:
    docs, to = project.root / "docs", project.root / "out"
    assert expand(project, docs, to) == 1
    text = (to / "part/page.md").read_text(encoding="utf-8")
    assert "![A line](page/line.svg)" in text
    assert "It is 2, as $1 + 1 = 2$ says." in text
    assert "<!--" not in text
    assert "#e3e6ec" in (to / "part/page/line.dark.svg").read_text(encoding="utf-8")
    assert (to / "mark.svg").read_text(encoding="utf-8") == "<svg/>"


def test_formulas_become_mathml_by_choice(project: Project) -> None:
    expand(project, project.root / "docs", project.root / "out", mathml=True)
    text = (project.root / "out/part/page.md").read_text(encoding="utf-8")
    assert "<math" in text
    assert "$" not in text


def test_a_lab_becomes_a_page_and_links_lead_to_it(project: Project) -> None:
    docs, to = project.root / "docs", project.root / "out"
    (docs / "labs").mkdir()
    (docs / "labs/1-toy.py").write_text(LAB, encoding="utf-8")
    (docs / "index.md").write_text("# All\n\n[a](labs/1-toy.py#part), [b](other.py)\n", encoding="utf-8")
    assert expand(project, docs, to) == 3
    text = (to / "labs/1-toy.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: A lab\n---\n")
    for part in ('??? fold "Solution"\n\n    ```python\n    def f():', "\n4\n", "[all](../index.md)"):
        assert part in text
    assert "SOLUTION" not in text
    assert (to / "index.md").read_text(
        encoding="utf-8"
    ) == "# All\n\n[a](labs/1-toy.md#part), [b](other.py)\n"
    assert not (to / "labs/1-toy.py").exists()
    assert [file.name for file in (project.root / ".livepage_cache").glob("labs-*")] == []


def test_nothing_is_written_where_a_lab_warns(project: Project) -> None:
    lab = LAB.replace("print(f())", "import sys\n\nprint(1, file=sys.stderr)")
    (project.root / "docs/1-toy.py").write_text(lab, encoding="utf-8")
    with pytest.raises(FaultsError, match=r"1-toy.py:18: this cell warns"):
        expand(project, project.root / "docs", project.root / "out")
    assert not (project.root / "out").exists()


def test_nothing_is_written_where_a_claim_is_false(project: Project) -> None:
    page = project.root / "docs/part/page.md"
    page.write_text(PAGE.replace("It is 2", "It is 3"), encoding="utf-8")
    with pytest.raises(FaultsError, match=r"page.md:14: .*"):
        expand(project, project.root / "docs", project.root / "out")
    assert not (project.root / "out").exists()


def test_a_folder_that_is_in_use_is_left_alone(project: Project) -> None:
    (project.root / "out").mkdir()
    (project.root / "out/mine").touch()
    with pytest.raises(ValueError, match="must be a new or an empty folder"):
        expand(project, project.root / "docs", project.root / "out")
    assert (project.root / "out/mine").exists()
