"""What a person reads in the terminal: a headline first, then tables with the worst on top."""
