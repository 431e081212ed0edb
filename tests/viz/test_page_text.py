"""What stands in a page's file: always the same bytes, nothing that asks a network, nothing that nobody allowed."""

import hashlib
import os
import random
import re
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kamgraph.analytics.people import people
from kamgraph.analytics.portfolio import portfolio
from kamgraph.model.errors import NotForPortfolio
from kamgraph.snapshot.columns import Snapshot
from kamgraph_viz import account_map, portfolio_page
from kamgraph_viz.network import vis_network

MOST_BYTES = 700 * 1024
ANOTHER_PROCESS = """
import hashlib, importlib.util, sys
spec = importlib.util.spec_from_file_location("made_up", sys.argv[1])
made_up = importlib.util.module_from_spec(spec)
sys.modules["made_up"] = made_up
spec.loader.exec_module(made_up)
from kamgraph_viz import account_map
html = account_map(made_up.build(made_up.invent(30, 7)))
print(hashlib.sha256(html.encode()).hexdigest())
"""


@pytest.fixture
def map_page(invented: Callable[..., Any], snapshot_of: Callable[..., Snapshot]) -> str:
    return account_map(snapshot_of(invented(30, 7)))


def test_the_order_of_rows_does_not_change_a_byte(
    map_page: str, invented: Callable[..., Any], snapshot_of: Callable[..., Snapshot]
) -> None:
    rng = random.Random(5)
    for _ in range(3):
        account = invented(30, 7)
        rows = [list(account.people), list(account.ties), list(account.lines)]
        for part in rows:
            rng.shuffle(part)
        shuffled = replace(account, people=rows[0], ties=rows[1], lines=rows[2])
        assert account_map(snapshot_of(shuffled)) == map_page


def test_neither_hash_seed_nor_time_zone_nor_locale_changes_a_byte(map_page: str) -> None:
    here = {hashlib.sha256(map_page.encode()).hexdigest()}
    for seed, zone in (("0", "UTC"), ("77", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        command = [sys.executable, "-c", ANOTHER_PROCESS, str(Path(__file__).with_name("conftest.py"))]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        here.add(done.stdout.strip())
    assert len(here) == 1


class _Outside(HTMLParser):
    """Everything in a page that could ask for something, and the scripts in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.asking: list[str] = []
        self.inline: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.asking += [f"{tag} {name}" for name in ("src", "srcset", "action", "style", "onclick") if name in given]
        self.asking += [tag for kind in ("link", "iframe", "object", "embed", "base", "form") if tag == kind]
        self._script = tag == "script" and "type" not in given

    def handle_data(self, data: str) -> None:
        if self._script:
            self.inline.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._script = False


def _pages(map_page: str, sample: dict[str, Snapshot]) -> list[str]:
    whole = sample["portfolio"]
    return [map_page, portfolio_page(portfolio(whole), people(whole), {})]


def test_no_page_asks_for_anything_and_every_script_is_named_by_its_hash(
    map_page: str, sample: dict[str, Snapshot]
) -> None:
    for html in _pages(map_page, sample):
        parsed = _Outside()
        parsed.feed(html)
        assert parsed.asking == []
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
        assert policy and "default-src 'none'" in policy[1] and "require-trusted-types-for 'script'" in policy[1]
        assert "unsafe" not in policy[1]
        hashes = [b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in parsed.inline]
        assert hashes and all(f"'sha256-{one}'" in policy[1] for one in hashes)


def test_the_library_is_the_checked_one_and_points_to_no_other_file() -> None:
    assert "sourceMappingURL" not in vis_network()
    assert "</script" not in vis_network().lower()


def test_what_is_not_allowed_does_not_reach_the_file(sample: dict[str, Snapshot]) -> None:
    # A store knows addresses, telephone numbers and ids: a page must not.
    for account, snap in sample.items():
        if account == "portfolio":
            continue
        html = account_map(snap)
        assert "@" not in re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.DOTALL)
        for person in snap.people.ids:
            assert f'"{person}"' not in html


def test_two_hundred_people_are_quick_and_light(
    invented: Callable[..., Any], snapshot_of: Callable[..., Snapshot]
) -> None:
    snap = snapshot_of(invented(182, 18))
    account_map(snap)
    started = time.process_time()
    html = account_map(snap)
    assert time.process_time() - started < 1.0
    assert len(html.encode()) <= MOST_BYTES


def test_the_names_given_stand_before_those_of_the_snapshot(sample: dict[str, Snapshot]) -> None:
    snap = sample["zakole"]
    html = account_map(snap, names={person: f"Osoba {i}" for i, person in enumerate(snap.people.ids)})
    assert "Osoba 0" in html
    assert snap.people.names[0] not in html


def test_a_portfolio_has_no_map(sample: dict[str, Snapshot]) -> None:
    with pytest.raises(NotForPortfolio):
        account_map(sample["portfolio"])
