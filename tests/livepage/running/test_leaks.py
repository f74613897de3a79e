"""What pages leave behind, end or wait for: none of it reaches another page, and each fault has its line."""

# ruff: noqa: E501  (the code of a page stands on one line)

from pathlib import Path

import pytest

from livepage.project import Project
from livepage.settings import Settings

LIMITS = (1.0, 4.0, 16.0, 60.0)  # seconds: endless code takes all of them, and a busy machine needs some


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("project")
    (root / "docs").mkdir()
    (root / "src").mkdir()
    (root / "data.txt").write_text("three words here\n", encoding="utf-8")
    (root / "src" / "tool.py").write_text("def one() -> int:\n    return 1\n", encoding="utf-8")
    return Project(root, Settings())


def page(code: str, *printed: str) -> str:
    """Return a page of one block of code, and what it prints."""
    return f"```python\n{code}\n```\n" + "".join(f"\n```text\n{text}\n```\n" for text in printed)


def faults(project: Project, text: str) -> list[tuple[int, str]]:
    made = project.read(project.root / "docs" / "page.md", text)
    return [(fault.line, fault.message) for fault in project.check(made)]


FORKS = (
    "import multiprocessing\nfrom concurrent.futures import ProcessPoolExecutor\n"
    "fork = multiprocessing.get_context('fork')\n"
)
LATE = "when the page has run, its threads, finalizers or exit functions still print"
LEAKS = [
    (
        "import decimal\ndecimal.getcontext().prec = 3",
        "import decimal\nprint(decimal.getcontext().prec)",
        "28",
    ),
    ("import sys\nsys.setrecursionlimit(77)", "import sys\nprint(sys.getrecursionlimit() > 900)", "True"),
    ("import sys\nsys.argv.append('x')", "import sys\nprint(len(sys.argv))", "1"),
    ("import builtins\nbuiltins.sum = max", "print(sum([1, 2]))", "3"),
    ("import tool\ntool.one = lambda: 2", "import tool\nprint(tool.one())", "1"),
    (
        "import os, time\nos.environ['TZ'] = 'Asia/Tokyo'\ntime.tzset()",
        "import time\nprint(time.tzname[0])",
        "UTC",
    ),
    (
        "import os\nos.chdir('/')",
        "from pathlib import Path\nprint(Path('data.txt').read_text())",
        "three words here",
    ),
    ("import os\nos.umask(0)", "import os\nprint(os.umask(0) != 0)", "True"),
    (
        "import threading, time\nthreading.Thread(target=time.sleep, args=[60], daemon=True).start()",
        "import threading\nprint(threading.active_count())",
        "1",
    ),
    (
        "import matplotlib as mpl\nfrom matplotlib.colors import ListedColormap\n"
        "mpl.colormaps.register(ListedColormap(['#111111'], name='mine'))",
        "import matplotlib as mpl\nprint('mine' in mpl.colormaps)",
        "False",
    ),
    ("import signal\nsignal.alarm(1)", "import time\ntime.sleep(1.2)\nprint('there')", "there"),
    ("import gc\ngc.disable()", "import gc\nprint(gc.isenabled())", "True"),
    (
        "import locale\nlocale.setlocale(locale.LC_ALL, 'C')",
        "import locale\nprint(locale.getlocale()[1])",
        "UTF-8",
    ),
]


@pytest.mark.parametrize(("first", "second", "printed"), LEAKS, ids=[first for first, _, _ in LEAKS])
def test_what_a_page_does_the_next_one_does_not_see(
    project: Project, first: str, second: str, printed: str
) -> None:
    assert faults(project, page(first)) == []
    assert faults(project, page(second, printed)) == []


@pytest.mark.parametrize(
    ("code", "line", "message"),
    [
        ("import os\n\nos._exit(0)", 4, "this ends the process that runs the page, with status 0"),
        ("import os\n\nos.abort()", 4, "this ends the process that runs the page, by signal 6"),
        ("import os\nos.kill(os.getpid(), 9)", 1, "this ends the process that runs the page, by signal 9"),
        ("import sys\nsys.exit()", 3, "SystemExit"),
        ("raise KeyboardInterrupt", 2, "KeyboardInterrupt"),
        ("import ctypes\nctypes.string_at(0)", 3, "this ends the process that runs the page, by signal 11"),
        (
            "class Odd(Exception):\n    def __str__(self):\n        1 / 0\nraise Odd",
            5,
            "Odd: (its text cannot",
        ),
        ("class A:\n    def __del__(self):\n        raise ValueError('del')\nA()", 4, "ValueError: del"),
        ("class A:\n    def __del__(self):\n        raise ValueError('del')\na = A()", 4, "ValueError: del"),
        ("async def f():\n    pass\nf()", 4, "RuntimeWarning: coroutine 'f' was never awaited"),
        ("open('data.txt').read()", 2, "ResourceWarning: unclosed file"),
        (
            "import threading\nthread = threading.Thread(target=lambda: 1 / 0)\nthread.start()\nthread.join()",
            3,
            "ZeroDivisionError: division by zero",
        ),
        ("import subprocess\nsubprocess.run(['echo', 'a child'])", 1, "this code prints, and no text fence"),
        ("words = 'a\tb'", 2, "a tab in this line is shown as spaces"),
        ("print('\\ud83d')", 2, "UnicodeEncodeError"),
        (
            "import sys\nsys.stdout.buffer.write(b'\\xff')",
            1,
            "this code prints \udcff, which no page can show",
        ),
        ("import atexit\natexit.register(print, 'late')", 1, LATE),
        ("import atexit\natexit.register(lambda: 1 / 0)", 3, "ZeroDivisionError: division by zero"),
        ("import threading\nthreading.Timer(0.2, print, ['late']).start()", 1, LATE),
        (
            "def steps():\n    try:\n        yield\n    finally:\n        print(1)\nnext(a := steps())",
            1,
            LATE,
        ),
        ("class A:\n    def __del__(self):\n        print('gone')\na = A()", 1, LATE),
        ("import subprocess\np = subprocess.Popen(['sleep', '9'])", 3, "nothing waits for the process that"),
        (
            "import subprocess, time\ndef start():\n    subprocess.Popen(['true'])\nstart()\ntime.sleep(0.2)",
            4,
            "nothing waits for the process that",
        ),
        (
            "from concurrent.futures import ThreadPoolExecutor\nimport time\npool = ThreadPoolExecutor(1)\n"
            "f = pool.submit(time.sleep, 0.5)\nf.add_done_callback(lambda _: print('late'))",
            1,
            LATE,
        ),
        (
            FORKS + "import atexit\ngo = fork.Event()\natexit.register(go.set)\n"
            "p = fork.Process(target=lambda: go.wait() and print('late', flush=True))\np.start()",
            1,
            LATE,
        ),
    ],
)
def test_a_fault_has_its_line_and_the_next_page_runs(
    project: Project, code: str, line: int, message: str
) -> None:
    ((at, said),) = faults(project, page(code))
    assert said.startswith(message)
    assert at == line
    assert faults(project, page("print(1)", "1")) == []


@pytest.mark.parametrize(
    "patch",
    [
        "import json\njson.dumps = json.loads = None",
        "import os\nos.dup2 = os.close = os.getcwd = None",
        "import builtins\nbuiltins.open = None\ndel builtins.issubclass",
        "import re\nre.sub = re.compile = None",
        "import numpy as np\nnp.random.get_state = np.random.set_state = None",
        "import time\ntime.time = lambda: 0",
        "import gc\ngc.collect = None",
    ],
)
def test_what_a_page_does_to_modules_is_its_own_affair(project: Project, patch: str) -> None:
    assert faults(project, page(f"{patch}\nprint(1)", "1")) == []


@pytest.mark.parametrize(
    ("patch", "failing"),
    [
        ("import matplotlib.pyplot as plt\nplt.close = None", 'plt.close("all")'),
        ("import builtins\ndel builtins.len", "len("),
        ("import builtins\nbuiltins.isinstance = None", "isinstance("),
    ],
)
def test_a_page_that_takes_away_what_runs_it_is_told_so_and_the_next_page_runs(
    project: Project, patch: str, failing: str
) -> None:
    text = f"{page('print(1)', '1')}\n{page(patch)}\n{page('print(2)', '2')}"
    ((line, said),) = faults(project, text)
    assert line == 9
    assert said.startswith("this code, or code above it, takes away what runs the page: ")
    assert failing in said
    assert faults(project, page("print(1)", "1")) == []


@pytest.mark.parametrize("closed", ["os.close(1)", "os.close(2)", "os.close(1)\nos.close(2)"])
def test_a_page_may_close_what_it_does_not_write_to_any_more(project: Project, closed: str) -> None:
    assert faults(project, page(f"import os\nprint(1)\n{closed}", "1")) == []
    ((_, said),) = faults(project, page("import os\nos.close(1)\nprint(1)", "1"))
    assert said == "OSError: [Errno 9] Bad file descriptor"


@pytest.mark.parametrize(
    ("code", "lines"),
    [("while True:\n    pass", {2, 3}), ("import time\ntime.sleep(1000)", {3})],
)
def test_code_without_an_end_is_ended_and_the_next_page_runs(
    project: Project, code: str, lines: set[int]
) -> None:
    for limit in LIMITS:
        hurried = Project(project.root, Settings(longest=limit))
        ((at, said),) = faults(hurried, page(code))
        assert said == f"this takes longer than {limit:g} seconds"
        if at in lines:  # else it was ended before it came so far
            break
    assert at in lines
    assert faults(project, page("print(1)", "1")) == []


def test_code_without_an_end_is_ended_though_it_takes_its_alarm_away(project: Project) -> None:
    code = "import faulthandler\nfaulthandler.cancel_dump_traceback_later()\nwhile True:\n    pass"
    hurried = Project(project.root, Settings(longest=1))
    assert faults(hurried, page(code)) == [(1, "this takes longer than 1 seconds")]


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("import sys\nprint(sys.stdout.encoding)", "utf-8"),
        ("import sys\nprint(len(sys.argv))", "1"),
        ("with open('data.txt') as file:\n    print(len(file.read().split()))", "3"),
        ("keep = open('data.txt')\nprint(keep.readline())", "three words here"),
        ("import sys\nwith sys.stdout as out:\n    out.write('closed')", "closed"),
        (
            "import subprocess, sys\nprint('one')\nsubprocess.run(['echo', 'two'], stdout=sys.stdout)\nprint(3)",
            "one\ntwo\n3",
        ),
        ("from pathlib import Path\nprint(Path(__file__).name)", "page.md"),
        ("import os\nprint(os.environ.get('DISPLAY'), os.environ.get('MPLBACKEND'))", "None Agg"),
        ("import logging\nlogging.basicConfig(format='%(message)s')\nlogging.warning('seen')", "seen"),
        (
            "import warnings\nwarnings.simplefilter('always')\nwarnings.warn('careful')",
            "docs/page.md:4: UserWarning: careful\n  warnings.warn('careful')",
        ),
        ("import sys\nprint(sys.stdin.read() == '')", "True"),
        (
            "import os\nif os.fork() == 0:\n    print('child')\n    os._exit(0)\nos.wait()\nprint('done')",
            "child\ndone",
        ),
        ("import matplotlib as mpl\nprint(mpl.rcParams['lines.linewidth'])", "1.5"),
    ],
)
def test_a_page_runs_as_a_script_does(
    project: Project, code: str, printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    text = page(code, printed)
    (project.root / "docs" / "page.md").write_text(text, encoding="utf-8")
    assert faults(project, text) == []


@pytest.mark.parametrize(
    "code",
    [
        "import atexit\natexit.register(print, 'late')\natexit.unregister(print)",
        "from concurrent.futures import ThreadPoolExecutor\npool = ThreadPoolExecutor(1)\npool.submit(int).result()",
        "import threading\nthreading.Timer(0.2, int).start()",
        "import subprocess\np = subprocess.Popen(['sleep', '9'])\np.kill()\ncode = p.wait()",
        "import subprocess\nwith subprocess.Popen(['true']):\n    pass",
        FORKS + "pool = ProcessPoolExecutor(1, mp_context=fork)\nx = pool.submit(abs, -1).result()",
        FORKS + "import time\np = fork.Process(target=time.sleep, args=[60], daemon=True)\np.start()",
    ],
)
def test_what_is_left_for_the_end_and_prints_nothing_is_no_fault(project: Project, code: str) -> None:
    assert faults(project, page(code)) == []


def test_one_stream_and_one_future_for_all_blocks(project: Project) -> None:
    kept = page("import sys, functools\nsay = functools.partial(print, file=sys.stdout)\nsay(1)", "1")
    assert faults(project, kept + "\n" + page("say(2)", "2")) == []
    logged = page("import logging\nlogging.basicConfig(format='%(message)s')\nlogging.error('a')", "a")
    assert faults(project, logged + "\n" + page("logging.error('b')", "b")) == []
    future = page("from __future__ import annotations")
    assert faults(project, future + "\n" + page("def f(x: Later) -> Later: ...")) == []


def test_a_blank_line_is_nothing_to_show(project: Project) -> None:
    assert faults(project, page("print()")) == []
    assert faults(project, page("print()", "")) == []
    assert faults(project, page("x = 1", "")) == [(5, "the code at line 1 prints nothing")]


def test_a_show_does_not_close_the_figure(project: Project) -> None:
    code = "from matplotlib import pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    assert faults(project, page(code) + "\n![A line](a.svg)\nWords.\n") == []


def test_results_are_the_same_from_every_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page("raise ValueError(__file__)")
    found = faults(project, text)
    monkeypatch.chdir(Path("/"))
    assert faults(project, text) == found
