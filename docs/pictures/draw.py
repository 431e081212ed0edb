"""Draw the pictures of the README anew from the sample: ``python docs/pictures/draw.py`` (needs Chromium)."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kamgraph.ingest import import_path
from kamgraph.sample import as_of, files
from kamgraph.snapshot.build import snapshot
from kamgraph.store.open import open_store
from kamgraph_viz import ACCOUNT_DRAWN, Beyond, write_site
from kamgraph_viz.account.reading import opaque
from kamgraph_viz.site import file_name

WIDE, HIGH = 1440, 860
ACCOUNT, LEAVER = "arnika", "u-04"


def main() -> None:
    """Write the sample's site into a folder, and what a browser shows of it beside this file."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with open_store(f"sqlite:///{folder / 'sample.db'}") as store, files() as tables:
            import_path(store, tables, by="sample", rejects=folder / "rejects")
            whole, one = snapshot(store, as_of=as_of()), snapshot(store, account=ACCOUNT, as_of=as_of())
            write_site(whole, [(one, Beyond())], folder / "site", lang="en")
        names = dict(zip(one.accounts.ids, one.accounts.names, strict=True))
        pages = {page: file_name(page, ACCOUNT, names) for page in ACCOUNT_DRAWN}
        shown = {
            "portfolio": ("index.html", ""),
            "map": (pages["map"], ""),
            "departure": (pages["departure"], f"&gone={opaque(LEAVER)}"),
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            view = browser.new_page(viewport={"width": WIDE, "height": HIGH})
            for name, (file, chosen) in shown.items():
                view.goto(f"{(folder / 'site' / file).as_uri()}#lang=en&theme=light{chosen}")
                view.wait_for_selector("html[data-complete]", state="attached")
                view.wait_for_timeout(500)
                view.screenshot(path=Path(__file__).with_name(f"{name}.png"))
            browser.close()


if __name__ == "__main__":
    main()
