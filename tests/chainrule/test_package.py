"""What the package promises as a whole."""

import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest

import chainrule

MODULES = [
    import_module(info.name) for info in pkgutil.walk_packages(chainrule.__path__, prefix="chainrule.")
]


@pytest.mark.parametrize(
    "name",
    [
        "autodiff",
        "backpropagation",
        "classification",
        "datasets",
        "gradient_check",
        "gradient_descent",
        "many_layers",
        "vectorization",
    ],
)
def test_mathematics_needs_numpy_alone(name: str) -> None:
    code = f"import sys, chainrule.{name}; print({{'matplotlib', 'scipy', 'livepage'}} & set(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout == "set()\n"


@pytest.mark.parametrize("module", [chainrule, *MODULES], ids=lambda module: module.__name__)
def test_everything_public_is_documented(module: ModuleType) -> None:
    assert module.__doc__
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
            continue
        doc = inspect.getdoc(thing)
        assert doc, name
        if inspect.isfunction(thing) and "graphs" not in module.__name__:
            for argument in inspect.signature(thing).parameters:
                assert f"{argument}: " in doc, (name, argument)
