"""The page of all clients: rows, what they rest on, how they came about, and the same as a workbook."""
