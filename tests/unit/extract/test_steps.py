"""Readings in step: the same results as one by one, and a failing one disturbs no other."""

from __future__ import annotations

from extract.steps import Steps, done, in_step, together


def counting(stages: int) -> Steps[int]:
    for _ in range(stages):
        yield
    if stages == 2:
        raise ValueError("two")
    return stages


def test_readings_of_different_length_end_each_with_its_own_result() -> None:
    first, broken, last = in_step([counting(3), counting(2), counting(0)])
    assert (first, last) == (3, 0)
    assert isinstance(broken, ValueError)


def test_a_reading_alone_gives_the_same() -> None:
    assert done(counting(3)) == 3


def test_sources_are_parted_by_their_size_and_keep_their_order() -> None:
    sources = [(str(n), b"x" * size) for n, size in enumerate((3_000_000, 10, 10, 3_000_000, 10))]
    assert [[uri for uri, _ in part] for part in together(iter(sources))] == [["0"], ["1", "2"], ["3"], ["4"]]
