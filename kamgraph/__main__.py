"""``python -m kamgraph`` is the command ``kamgraph``."""

from kamgraph.cli.main import main

if __name__ == "__main__":
    main()
