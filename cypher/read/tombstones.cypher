// Keyed hashes of the ids and e-mails of everybody who was erased, with the run that did it.
// parameters: none
// columns: hash, run (number)
MATCH (e:Erased)
RETURN e.hash AS hash, e.run AS run
ORDER BY hash
