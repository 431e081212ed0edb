from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kamgraph as kg
from kamgraph.ingest import import_path
from kamgraph.model import Settings
from kamgraph.model.errors import InputError
from kamgraph.sample import as_of, files
from kamgraph.snapshot.columns import Snapshot
from kamgraph.snapshot.cut import account_of
from kamgraph.snapshot.file import is_current, load, save
from kamgraph.snapshot.packing import packed, unpacked
from kamgraph.store.open import open_store

TEXTS = st.lists(st.none() | st.text(max_size=5)) | st.lists(st.sampled_from(["ab" * 16, "0" * 32]))
FLOATS = st.lists(st.floats(allow_nan=True)).map(np.array)
WHOLE = st.lists(st.integers(-(2**31), 2**31 - 1)).map(lambda values: np.array(values, dtype=np.int32))
FLAGS = st.lists(st.booleans()).map(lambda values: np.array(values, dtype=bool))


@given(TEXTS | FLOATS | WHOLE | FLAGS)
def test_a_column_comes_back_as_it_was(column) -> None:
    text = isinstance(column, list)
    back = unpacked(packed(column), "text" if text else column.dtype.str, len(column))
    if text:
        assert list(back) == column
        assert [back[i] for i in range(len(back))] == column
    else:
        assert back.dtype == column.dtype
        assert back.tobytes() == column.tobytes()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    path = tmp_path_factory.mktemp("sample") / "map.db"
    with files() as folder, open_store(f"sqlite:///{path}") as store:
        import_path(store, folder, by="test", rejects=path.parent / "rejects")
        return kg.snapshot(store, as_of=as_of())


def test_a_snapshot_comes_back_to_the_last_bit(sample: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "day"
    save(sample, path)
    back = load(path)
    for table in (
        field.name for field in fields(Snapshot) if hasattr(getattr(sample, field.name), "__dataclass_fields__")
    ):
        if table == "settings":
            continue
        for column in fields(getattr(sample, table)):
            one, other = (getattr(getattr(snap, table), column.name) for snap in (sample, back))
            if isinstance(one, np.ndarray):
                assert (one.dtype, one.tobytes()) == (other.dtype, other.tobytes())
            else:
                assert tuple(one) == tuple(other)
    for name in (
        "settings",
        "figures",
        "initiatives",
        "plan_items",
        "handovers",
        "as_of",
        "first_day",
        "excluded",
        "kind",
    ):
        assert getattr(back, name) == getattr(sample, name)
    assert kg.portfolio(back) == kg.portfolio(sample)
    assert kg.people(back) == kg.people(sample)
    assert list(kg.departures(back).items) == list(kg.departures(sample).items)
    account = sample.accounts.ids[0]
    assert kg.coverage(account_of(back, account)) == kg.coverage(account_of(sample, account))


def test_only_its_owner_may_read_the_file_and_nothing_is_left_of_a_draft(sample: Snapshot, tmp_path: Path) -> None:
    save(sample, tmp_path / "day")
    save(sample, tmp_path / "day")
    assert [path.name for path in tmp_path.iterdir()] == ["day"]
    assert (tmp_path / "day").stat().st_mode & 0o077 == 0


def test_a_file_of_another_version_day_scope_or_settings_is_not_current(sample: Snapshot, tmp_path: Path) -> None:
    path, now = tmp_path / "day", {"store_version": sample.store_version, "as_of": sample.as_of}
    assert not is_current(path, settings=Settings(), **now)
    save(sample, path)
    assert is_current(path, settings=Settings(), **now)
    assert not is_current(path, settings=Settings(window_days=90), **now)
    assert not is_current(path, settings=Settings(), scope="arnika", **now)
    assert not is_current(path, settings=Settings(), **{**now, "store_version": "another"})
    assert not is_current(path, settings=Settings(), **{**now, "as_of": sample.as_of - timedelta(days=1)})
    path.write_bytes(b"")
    assert not is_current(path, settings=Settings(), **now)


@pytest.mark.parametrize("kept", [0, 5, 20, 200, 0.5, 0.999])
def test_a_broken_file_is_said_and_never_half_read(sample: Snapshot, tmp_path: Path, kept: float) -> None:
    path = tmp_path / "day"
    save(sample, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept * len(whole)) if kept < 1 else int(kept)])
    with pytest.raises(InputError, match="whole snapshot file"):
        load(path)
    path.write_bytes(b"another kind of file" + whole[20:])
    with pytest.raises(InputError, match="whole snapshot file"):
        load(path)


def test_a_file_that_points_to_nobody_is_refused_before_a_compiled_loop_believes_it(
    sample: Snapshot, tmp_path: Path
) -> None:
    wrong = sample.ties.theirs.copy()
    wrong[0] = len(sample.people.ids)
    save(replace(sample, ties=replace(sample.ties, theirs=wrong)), tmp_path / "day")
    with pytest.raises(InputError, match="whole snapshot file"):
        load(tmp_path / "day")
    save(replace(sample, lines=replace(sample.lines, source=sample.lines.source[:-1])), tmp_path / "day")
    with pytest.raises(InputError, match="whole snapshot file"):
        load(tmp_path / "day")
