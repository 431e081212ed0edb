"""Real Chromium for tests: a page without a network that remembers everything a good page never does."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

from required_parts import missing

# The shell is Chromium without the windows around its pages: the same tests in three fifths of the time (measured).
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Chromium's own traffic is not the page's: it is switched off, so that it cannot be mistaken for it.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Bound on window, in the capturing phase and before the page's first script, so that the page cannot hide one.
REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) => kamgraphViolation(
    `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`), true)"""


@dataclass
class PageLog:
    """What a page asked for, complained about or ran; clear what a test expected."""

    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    page: Page | None = field(default=None, repr=False)

    def watch(self, page: Page) -> None:
        """Write down what happens on the page from now on."""
        self.page = page
        # Functions of their own: Playwright leaves a mark on each function it is given, which builtins refuse.
        page.on("request", lambda request: self._on_request(request))
        page.on("console", lambda message: self._on_console(message))
        page.on("pageerror", lambda error: self.page_errors.append(str(error)))
        page.on("dialog", lambda dialog: self._on_dialog(dialog))
        page.expose_function("kamgraphViolation", lambda entry: self.violations.append(entry))
        page.add_init_script(REPORT_VIOLATIONS)

    def complaints(self) -> dict[str, list[str]]:
        """Every kind that is not empty, by name."""
        self._settle()
        return {kind: entries for kind, entries in vars(self).items() if kind != "page" and entries}

    def clear(self) -> None:
        """Forget everything so far."""
        for entries in self.complaints().values():
            entries.clear()

    def _settle(self) -> None:
        # A round trip through the page's own queue delivers what is still on its way.
        if self.page and not self.page.is_closed():
            self.page.evaluate("() => new Promise((done) => setTimeout(done))")

    def _on_request(self, request: Request) -> None:
        opens_a_file = request.is_navigation_request() and request.url.startswith("file:")
        if not opens_a_file and not request.url.startswith(("data:", "blob:", "about:")):
            self.requests.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(message.text)

    def _on_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run."""
    executable = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if executable is None:
        missing("browser", "there is no chromium on the PATH")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def page_log() -> PageLog:
    """Log of ``page``; a test that expects an entry clears it, what is left at the end fails the test."""
    return PageLog()


@pytest.fixture
def page(browser: Browser, page_log: PageLog) -> Iterator[Page]:
    """Empty page in a fresh context without a network, watched by ``page_log``."""
    context = browser.new_context(
        offline=True, service_workers="block", viewport={"width": 1600, "height": 950}, accept_downloads=True
    )
    opened = context.new_page()
    page_log.watch(opened)
    yield opened
    complaints = page_log.complaints()
    context.close()
    assert complaints == {}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # One worker of a parallel run drives the browser: a second Chromium costs more than it brings on two cores.
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser") and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("browser"))
