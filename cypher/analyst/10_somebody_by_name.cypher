// People by a part of the name, with or without Polish letters, and where they work.
// parameters: text, day
// columns: name, score, title, organisation
MATCH (x:ImportRun) WHERE x.state <> 'committed'
WITH collect(x.number) AS hidden
CALL db.index.fulltext.queryNodes('names', $text) YIELD node, score
WITH hidden, node, score WHERE node:Person AND NOT node.run IN hidden
OPTIONAL MATCH (node)-[seat:WORKS_AT]->(organisation:Organisation)
  WHERE NOT seat.run IN hidden AND all(by IN coalesce(seat.supersededBy, []) WHERE by IN hidden)
    AND coalesce(seat.validFrom <= $day, true) AND coalesce($day < seat.validTo, true)
RETURN node.name AS name, score, seat.title AS title, organisation.name AS organisation
ORDER BY score DESC, name
