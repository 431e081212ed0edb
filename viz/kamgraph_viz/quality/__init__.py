"""What nobody has filled in, confirmed or put right yet."""
