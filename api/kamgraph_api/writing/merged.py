"""Facts about people who were merged since: they keep their ids, and are stated under the names that hold now."""

from collections.abc import Iterator
from itertools import product

from kamgraph.model import Fact
from kamgraph.store.port import GraphStore


def readings(store: GraphStore, said: Fact) -> Iterator[Fact]:
    """The statement itself, then the same under every id that the people in it had before a merge.

    A version of long ago is read with the names of today, but its fact keeps the id it was first stated under.
    """
    yield said
    fields = [field for field in said.person_fields if getattr(said, field) is not None]
    before: dict[str, list[str]] = {getattr(said, field): [] for field in fields}
    for alias, person in store.aliases().items():
        if person in before:
            before[person].append(alias)
    if not any(before.values()):
        return
    plain = {name: getattr(said, name) for name in said.model_fields_set}
    every = product(*([getattr(said, field), *before[getattr(said, field)]] for field in fields))
    next(every)
    for people in every:
        yield type(said).model_validate(plain | dict(zip(fields, people, strict=True)))
