r"""The place of a fault: its line of the LaTeX, marked from its first character to its last on that line."""

import pytest

from livepage.equations import Context, check_latex


@pytest.mark.parametrize(
    ("latex", "line", "place"),
    [
        ("h = \\phi(z_h)\\\\\ny = q\\\\\nh = h", 2, ["y = q\\\\", "    ^"]),
        ("\ny = q", 2, ["y = q", "    ^"]),
        ("y\n=\nq", 3, ["q", "^"]),
        ("y_i + q\n= t_i\n", 1, ["y_i + q", "      ^"]),
        ("y =\n(h\n+ t", 2, ["(h", "^"]),
        ("y = h +", 1, ["y = h +", "       ^"]),
        # a fault of more than one line
        ("y\n= (h\n+ t)\n", 2, ["= (h", "  ^^"]),
        ("y = y, h =\n\\frac{\n1}{2} h_{q}\n", 3, ["1}{2} h_{q}", "      ^^^^^"]),
        ("y = y\\\\\ny\n+ 1 =\ny + 1", 1, ["y = y\\\\", "    ^"]),
        ("h = \\phi(z_h)\\\\\ny\n+ 1 =\ny\n+ 1", 4, ["y", "^"]),
        ("x = \\mathbf{x}^T\n", 1, ["x = \\mathbf{x}^T", "^"]),
        ("\\mathbf{x}\n\\mathbf{x} = 2", 1, ["\\mathbf{x}", "^^^^^^^^^^"]),
    ],
)
def test_a_fault_is_marked_on_the_line_where_it_starts(
    chapter: Context, latex: str, line: int, place: list[str]
) -> None:
    verdict = check_latex(latex, chapter)
    assert not verdict.holds
    assert verdict.message.split("\n")[1:3] == [f"  {text}" for text in place]
    assert verdict.line == line
