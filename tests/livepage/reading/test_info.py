"""What stands behind a fence's ticks, in the forms of Markdown's dialects."""

import pytest

from livepage.reading.info import read_info


@pytest.mark.parametrize(
    ("info", "language", "flags", "options"),
    [
        ("python", "python", [], {}),
        (" PY ", "py", [], {}),
        ("{.python .fold}", "python", ["fold"], {}),
        ("{ .python embed title='a \"b\"' }", "python", ["embed"], {"title": 'a "b"'}),
        (
            'python title="a b" hl_lines="1 3-4" fold',
            "python",
            ["fold"],
            {"title": "a b", "hl_lines": "1 3-4"},
        ),
        ("python title=a", "python", [], {"title": "a"}),
        ("", "", [], {}),
        ("bash any=thing goes", "bash", ["goes"], {"any": "thing"}),
    ],
)
def test_language_flags_and_options(
    info: str, language: str, flags: list[str], options: dict[str, str]
) -> None:
    read = read_info(info)
    assert (read.language, read.flags, read.options, read.problems) == (language, flags, options, [])


@pytest.mark.parametrize(
    ("info", "problem"),
    [
        ("python {title='a'}", "the fence's options cannot be read: python {title='a'}"),
        ("python title='a'fold", "the fence's options cannot be read: python title='a'fold"),
        ("python x", "the option 'x' is unknown"),
        ("python .fold fold", "the option 'fold' is there twice"),
        ("python hl_lines='1' hl_lines='2'", "the option 'hl_lines' is there twice"),
        ("text title='a'", "the option 'title' is unknown"),
    ],
)
def test_what_is_unknown_or_there_twice(info: str, problem: str) -> None:
    assert read_info(info).problems == [problem]
