// What stands under these ids now, and what this run has said about them so far.
// parameters: ids, number
// columns: id, run (whose numbers the standing values carry), held, said
UNWIND $ids AS id
OPTIONAL MATCH (n:Initiative {id: id})
OPTIONAL MATCH (v:RecordVersion {key: 'Initiative|' + $number + '|' + id})
WITH id, n, v WHERE n IS NOT NULL
RETURN id, n.run AS run, properties(n) AS held, v.said AS said
