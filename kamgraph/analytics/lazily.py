"""Items that are made when they are read, for answers about everybody in a portfolio."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

Item = TypeVar("Item", covariant=True)


class Lazily(Sequence[Item], Generic[Item]):
    """Immutable sequence of so many items, equal to their tuple; ``make(i)`` makes the i-th each time it is read.

    How many there are may be found out when it is asked, too.

    Examples
    --------
    >>> squares = Lazily(4, lambda i: i * i)
    >>> squares[-1], squares[1:3], len(squares)
    (9, (1, 4), 4)
    """

    def __init__(self, length: int | Callable[[], int], make: Callable[[int], Item]) -> None:
        self._length, self._make = length, make

    def __len__(self) -> int:
        return self._length if isinstance(self._length, int) else self._length()

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(index, slice):
            return tuple(self._make(i) for i in range(*index.indices(len(self))))
        return self._make(range(len(self))[index])

    def __eq__(self, other: object) -> bool:
        return tuple(self) == (tuple(other) if isinstance(other, Lazily) else other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __iter__(self) -> Iterator[Item]:
        return map(self._make, range(len(self)))
