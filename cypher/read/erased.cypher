// Which of these hashes stand for somebody who was erased.
// parameters: hashes
// columns: hash
MATCH (e:Erased) WHERE e.hash IN $hashes
RETURN e.hash AS hash
