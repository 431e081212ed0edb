"""Columns as bytes and back, without loss: the narrowest numbers that hold them, and texts read when asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, SupportsIndex, overload

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Parts = dict[str, Array]

# Above so many different values a table of them is no longer small.
LARGEST_TABLE = 2**16


class TextsWhenRead(Sequence[str]):
    """Texts that stay bytes until one is asked for."""

    @overload
    def __getitem__(self, index: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> str | tuple[str, ...]:
        if isinstance(index, slice):
            return tuple(self._text(i) for i in range(*index.indices(len(self))))
        return self._text(range(len(self))[index])

    @abstractmethod
    def _text(self, i: int) -> str: ...


class Texts(TextsWhenRead):
    """Texts in one run of bytes: text i is ``blob[ends[i - 1]:ends[i]]``.

    Examples
    --------
    >>> texts = Texts(np.frombuffer("Jańewa".encode(), dtype=np.uint8), np.array([4, 7]))
    >>> texts[-1], list(texts), len(texts)
    ('ewa', ['Jań', 'ewa'], 2)
    """

    def __init__(self, blob: Array, ends: Array) -> None:
        self._blob, self._ends = blob, ends

    def __len__(self) -> int:
        return len(self._ends)

    def _text(self, i: int) -> str:
        text: bytes = self._blob[self._ends[i - 1] if i else 0 : self._ends[i]].tobytes()
        return text.decode()

    def __iter__(self) -> Iterator[str]:
        blob, begin = self._blob.tobytes(), 0
        for end in self._ends.tolist():
            yield blob[begin:end].decode()
            begin = end


class Digests(TextsWhenRead):
    """Ids of 32 hexadecimal digits, kept in half of the bytes."""

    def __init__(self, rows: Array) -> None:
        self.rows = rows.reshape(-1, 16)

    def __len__(self) -> int:
        return len(self.rows)

    def _text(self, i: int) -> str:
        digest: bytes = self.rows[i].tobytes()
        return digest.hex()

    def __iter__(self) -> Iterator[str]:
        text = self.rows.tobytes().hex()
        return (text[at : at + 32] for at in range(0, len(text), 32))


def packed(column: Array | Sequence[str | None]) -> Parts:
    """Arrays that hold a column; `unpacked` gives an equal one back."""
    return _packed_numbers(column) if isinstance(column, np.ndarray) else _packed_texts(column)


def unpacked(parts: Parts, dtype: str, rows: int) -> Array | Sequence[str | None]:
    """The column of these arrays."""
    if dtype != "text":
        return _numbers(parts, np.dtype(dtype), rows)
    if not parts:
        return (None,) * rows
    if "same" in parts:
        return (parts["same"].tobytes().decode(),) * rows
    if "digest" in parts:
        return Digests(parts["digest"])
    texts = Texts(parts["blob"], parts["ends"])
    if "known" not in parts:
        return texts
    return tuple(text if known else None for text, known in zip(texts, parts["known"].tolist(), strict=True))


def _packed_numbers(column: Array) -> Parts:
    if len(column) and (column.tobytes() == column[:1].tobytes() * len(column)):
        return {"same": column[:1]}
    if column.dtype == np.bool_:
        return {"bits": np.packbits(column)}
    if column.dtype.kind == "i":
        steps = np.diff(column.astype(np.int64), prepend=0)
        if steps.min(initial=0) >= 0:
            return {"steps": steps.astype(np.min_scalar_type(int(steps.max(initial=0))))}
        least = column.min(initial=0)
        above = column.astype(np.int64) - least
        return {"least": np.array([least]), "above": above.astype(np.min_scalar_type(int(above.max(initial=0))))}
    # As whole numbers, because of floats that are not numbers no two are equal.
    table, code = np.unique(column.view(np.int64), return_inverse=True)
    if len(table) > LARGEST_TABLE:
        return {"whole": column}
    return {"table": table.view(column.dtype), "code": code.astype(np.min_scalar_type(max(len(table) - 1, 0)))}


def _numbers(parts: Parts, dtype: np.dtype[Any], rows: int) -> Array:
    if "same" in parts:
        # Nothing is written where all is 0, and the system gives such memory when it is first read.
        return np.full(rows, parts["same"][0], dtype=dtype) if parts["same"].any() else np.zeros(rows, dtype=dtype)
    if "bits" in parts:
        return np.unpackbits(parts["bits"], count=rows).view(np.bool_)
    if "steps" in parts:
        return np.cumsum(parts["steps"], dtype=dtype)
    if "above" in parts:
        column = parts["above"].astype(dtype)
        return column + dtype.type(parts["least"][0]) if parts["least"][0] else column
    return parts["whole"] if "whole" in parts else parts["table"][parts["code"]]


def _packed_texts(column: Sequence[str | None]) -> Parts:
    if isinstance(column, Digests) and len(column):
        return {"digest": np.ascontiguousarray(column.rows).reshape(-1)}
    texts = list(column)
    if texts.count(None) == len(texts):
        return {}
    if texts[0] is not None and texts.count(texts[0]) == len(texts):
        return {"same": np.frombuffer(texts[0].encode(), dtype=np.uint8)}
    if all(text is not None and len(text) == 32 and _HEX.issuperset(text) for text in texts):
        digests = bytes.fromhex("".join(text or "" for text in texts))
        return {"digest": np.frombuffer(digests, dtype=np.uint8)}
    written = [(text or "").encode() for text in texts]
    ends = np.cumsum([len(text) for text in written], dtype=np.int64)
    if ends[-1] < 2**32:
        ends = ends.astype(np.uint32)
    parts: Parts = {"blob": np.frombuffer(b"".join(written), dtype=np.uint8), "ends": ends}
    if None in texts:
        parts["known"] = np.array([text is not None for text in texts])
    return parts


_HEX = frozenset("0123456789abcdef")
