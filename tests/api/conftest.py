"""The service over the sample portfolio, asked by somebody whose scopes and accounts a test chooses."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kamgraph import sample
from kamgraph.access import Principal, Scope
from kamgraph.ingest import import_path
from kamgraph.store.open import open_store
from kamgraph_api import ServiceSettings, create_app

OURS = "http://127.0.0.1"


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample portfolio in a file that nobody changes."""
    folder = tmp_path_factory.mktemp("sample")
    with open_store(f"sqlite:///{folder}/map.db", tombstone_key=b"k" * 32) as store, sample.files() as tables:
        import_path(store, tables, by="test", rejects=folder / "rejects")
    return folder / "map.db"


@pytest.fixture(scope="session")
def sample_settings(sample_file: Path) -> ServiceSettings:
    return ServiceSettings(store=f"sqlite:///{sample_file}", as_of=sample.as_of())


@pytest.fixture(scope="session")
def client(sample_settings: ServiceSettings) -> Iterator[TestClient]:
    """Somebody on this machine, who may do everything."""
    with TestClient(create_app(sample_settings), base_url=OURS) as made:
        yield made


@pytest.fixture(scope="session")
def asking(sample_settings: ServiceSettings) -> Iterator[Callable[..., TestClient]]:
    """Somebody with a key of these scopes and accounts."""
    known: dict[str, Principal] = {}
    keyed = sample_settings.model_copy(update={"auth": "keys"})
    app = create_app(keyed, authenticate=known.get)
    with ExitStack() as stack:
        stack.enter_context(TestClient(app, base_url=OURS))

        def made(*scopes: Scope, accounts: frozenset[str] | None = None) -> TestClient:
            token = f"token-{len(known)}"
            known[token] = Principal(f"key:{token}", frozenset(scopes), accounts)
            return TestClient(app, base_url=OURS, headers={"Authorization": f"Bearer {token}"})

        yield made


@pytest.fixture
def own_copy(sample_file: Path, tmp_path: Path) -> Path:
    """The sample in a file of the test's own, to be written into."""
    return Path(shutil.copy(sample_file, tmp_path / "map.db"))


@pytest.fixture
def serving(sample_settings: ServiceSettings) -> Callable[..., AbstractContextManager[TestClient]]:
    """A service told something else than usual."""

    @contextmanager
    def served(**told: object) -> Iterator[TestClient]:
        settings = ServiceSettings.model_validate(sample_settings.model_dump() | told)
        with TestClient(create_app(settings), base_url=OURS, raise_server_exceptions=False) as made:
            yield made

    return served
