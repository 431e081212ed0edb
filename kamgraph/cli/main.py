"""The command ``kamgraph``."""

from typing import Annotated

import typer

import kamgraph
from kamgraph.cli.auditing import add_audits
from kamgraph.cli.demo import add_demo
from kamgraph.cli.journal import add_journal
from kamgraph.cli.keys import add_keys
from kamgraph.cli.loading import add_loading
from kamgraph.cli.measures import add_account_measures
from kamgraph.cli.onward import add_onward
from kamgraph.cli.outlook import add_outlook
from kamgraph.cli.people import add_people
from kamgraph.cli.publishing import add_publishing
from kamgraph.cli.serving import add_serving
from kamgraph.cli.storing import add_storing

app = typer.Typer(
    name="kamgraph",
    help="Who knows whom at a client, what hangs on one person, and what a departure breaks.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(value: bool) -> None:  # typer calls it with the flag
    if value:
        typer.echo(f"kamgraph {kamgraph.__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")]


@app.callback()
def _common(*, version: Version = False) -> None:
    pass


add_demo(app)
add_loading(app)
add_audits(app)
add_account_measures(app)
add_outlook(app)
add_onward(app)
add_publishing(app)
add_serving(app)
add_people(app)
add_storing(app)
add_keys(app)
add_journal(app)


def main() -> None:
    """Run the command line."""
    app()
