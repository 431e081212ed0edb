// Delete people with all that is said about them, and leave a keyed hash in place of each id and e-mail.
// parameters: ids, hashes, run (number)
// columns: records (how many statements about them there were)
CALL () {
  MATCH (p:Person) WHERE p.id IN $ids
  DETACH DELETE p
  RETURN count(*) AS people
}
CALL () {
  UNWIND $hashes AS hash
  MERGE (e:Erased {hash: hash})
  ON CREATE SET e.run = $run
  RETURN count(*) AS hashes
}
CALL () {
  UNWIND $ids AS id
  MATCH (v:RecordVersion {subject: id}) WHERE v.kind = 'Person'
  DELETE v
  RETURN count(*) AS records
}
RETURN records
