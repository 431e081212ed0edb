"""What a service is told when it starts."""

from datetime import date
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self

from platformdirs import user_state_path
from pydantic import BaseModel, ConfigDict, Field, model_validator

from kamgraph.model import Settings

Language = Literal["pl", "en"]
MEGABYTE = 1024 * 1024


class ServiceSettings(BaseModel):
    """How one service runs.

    Attributes
    ----------
    store : str
        Address of the store, as for `kamgraph.open_store`.
    host, port : str, int
        Where it listens.
    auth : {"none", "keys"}
        Who may ask: anybody on this machine, or holders of a key.
    names : tuple of str
        Further names under which it may be called, such as that of a proxy in front of it.
    lang : {"pl", "en"}
        Language of sentences where the caller prefers none.
    engine : Settings
        How strengths, weights and money are computed.
    as_of : date or None
        Day that is meant where a request names none; today by default.
    erasure_key : Path or None
        File of the secret under which erased ids are remembered.
    kept : tuple of Path
        Folders in which the command line may have kept what it read of this store; an erasure empties them too.
    body_limit : int
        Most bytes of a request's body, imports apart.
    state : Path or None
        Folder in which imports wait and are remembered; beside the file of an embedded store, else among the user's
        files of state. All processes of one service need the same.
    import_limit, import_unpacked, import_rows : int
        Most bytes of an upload, most bytes that its archives and workbooks may unpack to, and most rows.
    import_queue, import_days : int
        How many imports may wait, and for how many days their reports are kept.
    cached_rows, cached_bytes : int
        How many people, ties and contacts of snapshots, and how many bytes of answers, are kept ready.

    Examples
    --------
    >>> ServiceSettings(store="sqlite:///map.db").local
    True
    >>> ServiceSettings(store="sqlite:///map.db", host="0.0.0.0")
    Traceback (most recent call last):
    ...
    pydantic_core._pydantic_core.ValidationError: 1 validation error for ServiceSettings
    ...
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    store: str
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    auth: Literal["none", "keys"] = "none"
    names: tuple[str, ...] = ()
    lang: Language = "en"
    engine: Settings = Settings()
    as_of: date | None = None
    erasure_key: Path | None = None
    kept: tuple[Path, ...] = ()
    body_limit: int = Field(default=MEGABYTE, ge=1024)
    state: Path | None = None
    import_limit: int = Field(default=100 * MEGABYTE, ge=1024)
    import_unpacked: int = Field(default=400 * MEGABYTE, ge=1024)
    import_rows: int = Field(default=5_000_000, ge=1)
    import_queue: int = Field(default=20, ge=1)
    import_days: int = Field(default=30, ge=1)
    cached_rows: int = Field(default=10_000_000, ge=1)
    cached_bytes: int = Field(default=64 * MEGABYTE, ge=MEGABYTE)

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    @property
    def import_folder(self) -> Path:
        """Where imports wait and are remembered."""
        scheme, _, rest = self.store.partition(":///")
        if self.state is None and scheme == "sqlite":
            return Path(f"{rest}.imports")
        name = sha256(self.store.encode()).hexdigest()[:16]
        return (self.state or user_state_path("kamgraph")) / "imports" / name

    @model_validator(mode="after")
    def _guarded(self) -> Self:
        if self.auth == "none" and not self.local:
            raise ValueError(f"{self.host}: other machines may ask only with keys, --auth keys")
        return self


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine.

    Examples
    --------
    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
