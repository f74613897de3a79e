"""No import runs upwards between the rooms of `livepage.equations`."""

import ast
from pathlib import Path

import livepage.equations

ROOT = Path(livepage.equations.__file__).parent
FLOORS = {
    "errors": 0,
    "arrays": 0,
    "latex": 1,
    "trees": 2,
    "chapter": 3,
    "declared": 4,
    "by_hand": 4,
    "values": 4,
    "slips": 3,
    "formula": 4,
    "rebuilt": 4,
    "rescripted": 4,
    "remedies": 4,
    "corrections": 4,
    "mutate": 4,
    "verdicts": 5,
}


def test_no_import_runs_upwards() -> None:
    upwards, seen = [], set()
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if room != "__init__" and isinstance(node, ast.ImportFrom) and node.module:
                package, _, rest = node.module.partition("livepage.equations.")
                other = (rest or node.names[0].name).partition(".")[0]
                if package == "" and rest:
                    seen.add((room, other))
                    upwards += [f"{path.name} imports {node.module}"] * (FLOORS[other] > FLOORS[room])
    assert not upwards
    assert {("trees", "latex"), ("verdicts", "values"), ("values", "chapter")} <= seen
