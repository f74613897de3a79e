"""What is done to the sources before their code is mutated."""

from tools.mutate_code import checked_behind

SOURCE = '''"""A module."""

@checked(
    x=data,
)
def f(x):
    return x


@other
@checked(x=data)
def g(x):
    return x

X = 1
'''


def test_a_function_is_checked_behind_it_and_each_line_stays_where_it_was() -> None:
    new = checked_behind(SOURCE)
    assert [line for line in new.split("\n") if line not in SOURCE.split("\n")] == ["f = checked(x=data)(f)"]
    lines = new.split("\n")
    assert len(lines) == len(SOURCE.split("\n"))
    assert lines.index("def f(x):") == SOURCE.split("\n").index("def f(x):")
    assert lines.index("f = checked(x=data)(f)") == lines.index("def f(x):") + 2
