// One row if anybody was erased, none else.
// parameters: none
// columns: hash
MATCH (e:Erased)
RETURN e.hash AS hash LIMIT 1
