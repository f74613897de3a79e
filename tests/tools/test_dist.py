"""Distributions have the same bytes whoever builds them, and when."""

import os
import tarfile
import time
import zipfile
from pathlib import Path

from tools.dist import distributions

PROJECT = """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "{name}"
version = "1.0"
[tool.setuptools.packages.find]
where = ["{where}"]
include = ["{name}*"]
"""
EPOCH = 1_700_000_000


def built(folder: Path, umask: int, mode: int) -> dict[str, bytes]:
    sources, to = folder / "sources", folder / "dist"
    old = os.umask(umask)
    try:
        for name, where in (("toy", "src"), ("other", "../../src")):
            place = sources if name == "toy" else sources / "packaging" / name
            (sources / "src" / name).mkdir(parents=True)
            place.mkdir(parents=True, exist_ok=True)
            (place / "pyproject.toml").write_text(PROJECT.format(name=name, where=where), encoding="utf-8")
            (sources / "src" / name / "__init__.py").write_text('"""π."""\n', encoding="utf-8")
            (sources / "src" / name / "__init__.py").chmod(mode)
        to.mkdir()
        distributions(sources, to, EPOCH)
    finally:
        os.umask(old)
    return {file.name: file.read_bytes() for file in sorted(to.iterdir())}


def test_neither_the_umask_nor_the_day_changes_a_byte(tmp_path: Path) -> None:
    one = built(tmp_path / "one", 0o022, 0o644)
    assert list(one) == ["other-1.0-py3-none-any.whl", "toy-1.0-py3-none-any.whl", "toy-1.0.tar.gz"]
    time.sleep(1.1)  # a second, which archives note
    assert built(tmp_path / "two", 0o077, 0o700) == one
    with tarfile.open(tmp_path / "two/dist/toy-1.0.tar.gz") as source:
        seen = {(each.mtime, each.uid, each.uname, each.mode) for each in source if each.isfile()}
        assert seen == {(EPOCH, 0, "", 0o644)}
        assert "toy-1.0/src/toy/__init__.py" in source.getnames()
    with zipfile.ZipFile(tmp_path / "two/dist/other-1.0-py3-none-any.whl") as wheel:
        assert {info.external_attr >> 16 & 0o777 for info in wheel.infolist()} <= {0o644, 0o664}
