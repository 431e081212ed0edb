// Wait until every index can be used.
// parameters: seconds
// columns: none
CALL db.awaitIndexes($seconds)
