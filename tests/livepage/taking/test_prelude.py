"""The prelude of a block is the least that makes it run alone, in the order of the page."""

import io
from contextlib import redirect_stdout

import pytest

from livepage.taking.prelude import Prelude, prelude, preludes
from livepage.taking.program import Program
from tests.livepage.author import executed

IMPORT = "import numpy as np\n"
CASES = {
    "a name": ([IMPORT + "a = 1\nb = 2\n", "print(a)\n"], "a = 1\n"),
    "an import": ([IMPORT, "print(np.pi)\n"], IMPORT),
    "one name of several": (["from math import pi, sqrt\n", "print(pi)\n"], "from math import pi\n"),
    "under another name": (["import math as m\n", "print(m.pi)\n"], "import math as m\n"),
    "a package by its part": (["import os.path\n", "print(os.path.sep)\n"], "import os.path\n"),
    "what a name needs": (["a = 1\nb = a + 1\n", "c = 3\n", "print(b)\n"], "a = 1\nb = a + 1\n"),
    "the last definition": (["a = 1\n", "a = 2\n", "print(a)\n"], "a = 2\n"),
    "its own definition": (["a = 1\n", "a = 2\nprint(a)\n"], ""),
    "what a function reads": (
        ["a = 1\n\n\ndef f():\n    return a\n", "a = 2\n", "print(f())\n"],
        "def f():\n    return a\n\n\na = 2\n",
    ),
    "a local name": (["a = 1\n", "def f(a):\n    return a\n\n\nprint(f(2))\n"], ""),
    "a change in place": (
        ["a = [0]\n", "a[0] = 1\na.append(2)\n", "print(a)\n"],
        "a = [0]\na[0] = 1\na.append(2)\n",
    ),
    "a change of a matrix": (["X = [0]\nX[0] = 1\n", "print(X)\n"], "X = [0]\nX[0] = 1\n"),
    "a method of a class": (
        ["from fractions import Fraction\nFraction.from_float(0.5)\n", "print(Fraction(1, 2))\n"],
        "from fractions import Fraction\n",
    ),
    "a change by +=": (["a = 1\n", "a += 1\n", "print(a)\n"], "a = 1\na += 1\n"),
    "a sum in a loop": (
        ["a = 0\nfor i in range(3):\n    a += i\n", "print(a)\n"],
        "a = 0\nfor i in range(3):\n    a += i\n",
    ),
    "a generator that was used": (
        [IMPORT + "random = np.random.RandomState(1)\nfirst = random.rand()\n", "print(random.rand())\n"],
        IMPORT + "\nrandom = np.random.RandomState(1)\nfirst = random.rand()\n",
    ),
    "a generator that was given away": (
        [
            IMPORT + "random = np.random.RandomState(1)\na = np.sort(random.rand(3))\nb = 1\n",
            "print(random.rand())\n",
        ],
        IMPORT + "\nrandom = np.random.RandomState(1)\na = np.sort(random.rand(3))\n",
    ),
    "a seed": (
        [IMPORT + "np.random.seed(4)\n", "print(np.random.rand())\n"],
        IMPORT + "\nnp.random.seed(4)\n",
    ),
    "a loop without its prints": (
        ["a = []\nfor i in range(3):\n    b = i\n    print(b)\n    a.append(b)\n", "print(a)\n"],
        "a = []\nfor i in range(3):\n    b = i\n    a.append(b)\n",
    ),
    "the variable of a loop": (
        ["for i in range(3):\n    print(i)\n", "print(i)\n"],
        "for i in range(3):\n    pass\n",
    ),
    "a loop on one line": (
        ["a = []\nfor i in range(3): a.append(i)\n", "print(a)\n"],
        "a = []\nfor i in range(3): a.append(i)\n",
    ),
    "a condition": (
        ["a = 1\nif a:\n    b = 2\nelse:\n    b = 3\n", "print(b)\n"],
        "a = 1\nif a:\n    b = 2\nelse:\n    b = 3\n",
    ),
    "a decorator": (
        ["import functools\n\n\n@functools.cache\ndef f(a):\n    return a\n", "print(f(2))\n"],
        "import functools\n\n\n@functools.cache\ndef f(a):\n    return a\n",
    ),
    "several targets": (["a, b = 1, 2\n", "print(b)\n"], "a, b = 1, 2\n"),
    "a comprehension": (["a = [1]\n", "print([b for b in a])\n"], "a = [1]\n"),
    "a class": (["class A:\n    b = 1\n", "print(A.b)\n"], "class A:\n    b = 1\n"),
    "a call by name in a later block": (
        ["def f():\n    return g()\n", "def g():\n    return 1\n", "print(f())\n"],
        "def f():\n    return g()\n\n\ndef g():\n    return 1\n",
    ),
    "nothing": (["a = 1\n", "print(2)\n"], ""),
}


def printed(text: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        exec(text, {"__name__": "__main__"})
    return out.getvalue()


@pytest.mark.parametrize("name", CASES)
def test_the_prelude_is_what_is_needed_and_no_more(name: str) -> None:
    blocks, wanted = CASES[name]
    found = prelude(Program(blocks), len(blocks) - 1, {})
    assert "".join(found.installed or []) == wanted
    assert found.bare == found.installed
    whole = printed("\n".join(blocks))
    assert whole.endswith(printed(wanted + "\n" + blocks[-1]))


def test_what_a_function_may_change_is_needed_with_that_function() -> None:
    blocks = [
        "def fill(a):\n    a.append(1)\n    return 2\n",
        "a = []\nb = fill(a)\nfill(a)\nc = fill([3])\n",
        "print(a)\n",
    ]
    (*_, last) = preludes(*executed("".join(f"```python\n{each}```\n\n" for each in blocks))).values()
    assert "".join(last.installed or []) == blocks[0] + "\n\na = []\nb = fill(a)\nfill(a)\n"


def test_what_a_generator_changes_is_needed_with_what_asks_it_for_values() -> None:
    blocks = [
        "def fill(a):\n    for n in range(2):\n        a.append(n)\n        yield n\n",
        "a = []\nrun = fill(a)\nseen = list(run)\nlast = seen[-1]\n",
        "print(a)\n",
    ]
    (*_, last) = preludes(*executed("".join(f"```python\n{each}```\n\n" for each in blocks))).values()
    assert "".join(last.installed or []) == blocks[0] + "\n\na = []\nrun = fill(a)\nseen = list(run)\n"


def test_a_function_that_the_page_embeds_is_imported_or_told() -> None:
    text = """# Toy

```python
import numpy as np
```

```python embed
from chainrule.activations import rbf
```

```python
print(f"{rbf(np.zeros(1)).item():.1f}")
```

```text
1.0
```
"""
    page, results = executed(text)
    *_, last = preludes(page, results).values()
    assert "".join(last.installed or []) == "import numpy as np\n\nfrom chainrule.activations import rbf\n"
    assert last.bare
    assert "def rbf(" in "".join(last.bare)
    assert "chainrule" not in "".join(last.bare)


def test_what_numpy_alone_cannot_run_has_no_bare_prelude() -> None:
    found = prelude(Program(["import sybil\n", "print(sybil)\n"]), 1, {})
    assert found.bare is None
    assert found.installed == ("import sybil\n",)
    long = "a = 0\n" + "a += 1\n" * 60
    assert prelude(Program([long, "print(a)\n"]), 1, {}).bare is None


def test_a_block_about_livepage_is_offered_in_no_other_way_than_as_it_stands() -> None:
    program = Program(
        [IMPORT + "from livepage.equations import Chapter\n", "print(Chapter)\n", "print(np)\n"]
    )
    assert [prelude(program, number, {}) for number in (0, 1)] == [Prelude(None, None)] * 2
    assert prelude(program, 2, {}) == Prelude((IMPORT,), (IMPORT,))
