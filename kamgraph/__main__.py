"""``python -m kamgraph`` is the command ``kamgraph``."""

from kamgraph.cli.main import main

main()
