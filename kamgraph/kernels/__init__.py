"""Loops over arrays that numpy has no word for: arrays in, arrays out, compiled where the arrays are long."""
