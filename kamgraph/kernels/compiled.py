"""Compile a kernel when it is worth the start of the compiler, else run the same function as plain Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Generic, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Loading numba takes half a second to a second: as long as plain Python takes for arrays of about this length. Once it
# is there, a kernel comes from the cache in hundredths.
WORTH_COMPILING = 50_000
WORTH_LOADING = 2_000

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


class kernel(Generic[Given, Returned]):  # noqa: N801 - a decorator
    """A function over arrays that calls no other kernel.

    The first long array compiles it (from numba's cache on disk, where there is one), and from then on every call is
    compiled. With ``NUMBA_DISABLE_JIT=1`` none ever is.

    Examples
    --------
    >>> @kernel
    ... def total(values: Ints) -> int:
    ...     return sum(values)
    >>> int(total(np.array([1, 2], dtype=np.int32)))
    3
    """

    worth: ClassVar[int] = WORTH_COMPILING

    def __init__(self, plain: Callable[Given, Returned]) -> None:
        self.__doc__, self.__name__ = plain.__doc__, plain.__name__
        self.plain = plain
        self._compiled: Callable[Given, Returned] | None = None

    def __call__(self, *given: Given.args, **named: Given.kwargs) -> Returned:
        """Run it."""
        if self._compiled is not None:
            return self._compiled(*given, **named)
        longest = max(len(array) for array in given if isinstance(array, np.ndarray))
        return (self.plain if longest < kernel.worth else self.compiled)(*given, **named)

    @property
    def compiled(self) -> Callable[Given, Returned]:
        """The compiled function."""
        if self._compiled is None:
            from numba import njit

            kernel.worth = WORTH_LOADING
            try:
                self._compiled = njit(cache=True, nogil=True)(self.plain)
            except RuntimeError:
                # No folder to keep the result in, as in a container that may write nowhere: compile in each process.
                self._compiled = njit(nogil=True)(self.plain)
        return self._compiled
