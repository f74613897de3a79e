"""Values with free letters, rows and columns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livepage.equations.errors import Mismatch, Unreadable
from livepage.equations.values.algebra import (
    Jacobian,
    PointValues,
    block_matrix,
    elementwise,
    matrix_product,
    outer,
    power,
    transpose,
)
from livepage.equations.values.folds import masked, total
from livepage.equations.values.picks import pick

SIZES = {"i": 3, "j": 4, "k": 5}


def make(letters: str, core: tuple[int, ...] = (), points: int = 2) -> PointValues:
    shape = (points, *(SIZES[letter] for letter in letters), *core)
    return PointValues(np.random.default_rng(len(shape)).normal(size=shape), tuple(letters))


letters = st.sets(st.sampled_from("ijk")).map(lambda found: "".join(sorted(found)))


@given(letters, letters)
def test_free_letters_align_as_einsum_does(one: str, two: str) -> None:
    left, right = make(one), make(two)
    result = matrix_product(left, right)
    both = "".join(sorted(set(one) | set(two)))
    assert result.letters == tuple(both)
    assert np.allclose(result.data, np.einsum(f"p{one},p{two}->p{both}", left.data, right.data))


@given(letters, letters)
def test_matrices_multiply_for_each_letter(one: str, two: str) -> None:
    left, right = make(one, (2, 3)), make(two, (3, 4))
    result = matrix_product(left, right)
    both = "".join(sorted(set(one) | set(two)))
    assert np.allclose(result.data, np.einsum(f"p{one}xy,p{two}yz->p{both}xz", left.data, right.data))


@pytest.mark.parametrize(("one", "two"), [((3, 1), (3, 1)), ((2, 3), (2, 3)), ((1, 3), (1, 3))])
def test_shapes_that_do_not_multiply_are_a_mismatch(one: tuple[int, ...], two: tuple[int, ...]) -> None:
    with pytest.raises(Mismatch, match="multiplied"):
        matrix_product(make("", one), make("", two))


@pytest.mark.parametrize(
    ("one", "two", "fits"),
    [
        ((3, 4), (1, 4), True),
        ((3, 4), (3, 1), True),
        ((3, 4), (), True),
        ((3, 1), (1, 4), False),
        ((3, 4), (4, 3), False),
        ((3, 4), (2, 4), False),
    ],
)
def test_rows_and_columns_spread_over_a_matrix_only(
    one: tuple[int, ...], two: tuple[int, ...], fits: bool
) -> None:
    left, right = make("i", one), make("", two)
    if fits:
        assert elementwise(np.add, left, right).core == one
        assert elementwise(np.add, right, left).core == one
    else:
        with pytest.raises(Mismatch, match="entry by entry"):
            elementwise(np.add, left, right)


def test_a_product_of_one_entry_is_a_number() -> None:
    assert matrix_product(make("", (1, 3)), make("i", (3, 1))).core == ()


def test_a_number_has_no_transpose() -> None:
    with pytest.raises(Mismatch, match="no transpose"):
        transpose(make("i"))


def test_rows_and_columns_are_swapped_for_each_letter() -> None:
    value = make("ij", (2, 5))
    swapped = transpose(value)
    assert (swapped.letters, swapped.core) == (("i", "j"), (5, 2))
    assert np.array_equal(swapped.data[..., 3, 1], value.data[..., 1, 3])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (make("", (2, 3)), "2×3 matrix"),
        (make("ij"), "number for each i, j"),
        (make("k", (1, 4)), "1×4 matrix for each k"),
        (make(""), "number"),
    ],
)
def test_a_shape_is_described(value: PointValues, words: str) -> None:
    assert value.describe() == words


def test_entries_are_put_together_for_each_letter() -> None:
    number, row, column, matrix = make("i"), make("", (1, 3)), make("j", (2, 1)), make("", (2, 3))
    whole = block_matrix([[number, row], [column, matrix]])
    assert (whole.letters, whole.core) == (("i", "j"), (3, 4))
    expected = np.block([[number.data[1, 2].reshape(1, 1), row.data[1]], [column.data[1, 3], matrix.data[1]]])
    assert np.array_equal(whole.data[1, 2, 3], expected)
    assert block_matrix([[row], [matrix]]).core == (3, 3)
    with pytest.raises(Mismatch, match="do not fit"):
        block_matrix([[row, number], [matrix]])


def test_what_two_letters_share_is_left_out() -> None:
    value = make("i")
    kept = masked(value, "i", "l", 3, r"\sum")
    assert kept.letters == ("i", "l")
    assert np.array_equal(kept.data[1], np.outer(value.data[1], np.ones(3)) * (1 - np.eye(3)))


def test_a_power_of_a_square_matrix_multiplies_it_by_itself() -> None:
    value = make("i", (3, 3))
    for n in (2.0, 3.0):
        expected = np.linalg.matrix_power(value.data, int(n))
        assert np.allclose(power(value, PointValues(np.array([n]))).data, expected)
    inverse = power(value, PointValues(np.array([-2.0])))
    assert np.allclose(matrix_product(inverse, matrix_product(value, value)).data, np.eye(3))
    assert power(make("", (3, 1)), PointValues(np.array([2.0]))).core == (3, 1)


@pytest.mark.parametrize("exponent", [[0.5], [2.0, 3.0]])
def test_a_power_of_a_square_matrix_that_is_no_whole_number_is_refused(exponent: list[float]) -> None:
    with pytest.raises(Unreadable, match="a whole number"):
        power(make("", (3, 3)), PointValues(np.array(exponent)))


def test_the_product_of_two_matrices_by_blocks() -> None:
    one, two = make("", (2, 3)), make("", (3, 2))
    assert np.allclose(outer(one, two).data[0], np.kron(one.data[0], two.data[0]))


def test_the_power_minus_one_is_the_inverse_of_a_square_matrix() -> None:
    value, minus_one = make("i", (3, 3)), PointValues(np.array([-1.0]))
    assert np.allclose(matrix_product(power(value, minus_one), value).data, np.eye(3))
    with pytest.raises(Mismatch, match="no inverse"):
        power(make("", (3, 1)), minus_one)
    assert np.all(np.isnan(power(PointValues(np.ones((1, 2, 2))), minus_one).data))


def test_a_sum_over_part_of_an_axis_or_of_equal_values() -> None:
    value = make("ij")
    assert np.allclose(total(value, "j", range(1, 4)).data, value.data[:, :, 1:].sum(2))
    of_all = total(value, "k", range(-1, 5))
    assert np.allclose(of_all.data, 6 * value.data)
    assert of_all.letters == ("i", "j")


def test_jacobians_contract_what_they_share() -> None:
    rng = np.random.default_rng(0)
    left, right = rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 3, 4, 5, 6))
    chained = Jacobian(left, (), (), (3, 4)).chained(Jacobian(right, (), (3, 4), (5, 6)))
    assert np.allclose(chained.value().data, np.einsum("pab,pabcd->pcd", left, right))


def test_jacobians_contract_for_each_letter() -> None:
    rng = np.random.default_rng(0)
    left, right = rng.normal(size=(2, 3, 5, 4)), rng.normal(size=(2, 6, 4, 7))
    chained = Jacobian(left, ("i",), (1, 5), (4, 1)).chained(Jacobian(right, ("j",), (4, 1), (7, 1)))
    assert (chained.letters, chained.above, chained.below) == (("i", "j"), (1, 5), (7, 1))
    expected = np.einsum("piab,pjbc->pijac", left, right)
    assert np.allclose(chained.data, expected.reshape(2, 3, 6, 1, 5, 7, 1))
    assert chained.value().core == (5, 7)
    with pytest.raises(Mismatch, match="different shapes"):
        Jacobian(left, ("i",), (1, 5), (4, 1)).chained(Jacobian(right, ("j",), (1, 4), (7, 1)))


@pytest.mark.parametrize(("above", "below"), [((2, 3), (2, 3)), ((1, 3), (2, 3)), ((2, 3), (3, 1))])
def test_a_jacobian_with_four_axes_is_no_value(above: tuple[int, ...], below: tuple[int, ...]) -> None:
    with pytest.raises(Unreadable, match="four axes"):
        Jacobian(np.zeros((1, *above, *below)), (), above, below).value()


def test_a_letter_that_stands_twice_picks_the_diagonal() -> None:
    array = np.arange(18.0).reshape(2, 3, 3)
    picked = pick(array, ("i", "i"))
    assert picked.letters == ("i",)
    assert np.array_equal(picked.data, np.diagonal(array, axis1=1, axis2=2))
