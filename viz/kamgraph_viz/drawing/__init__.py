"""Where people stand on the map and which way the lines between them run: pure geometry, no words, no measures."""
