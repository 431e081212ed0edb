// Over all clients: people known by one of us alone, counted by who that is.
// parameters: day
// columns: ours, people, names
MATCH (x:ImportRun) WHERE x.state <> 'committed'
WITH collect(x.number) AS hidden
MATCH (theirs:Person)<-[tie:KNOWS]-(ours:Person)
WHERE NOT tie.run IN hidden AND all(by IN coalesce(tie.supersededBy, []) WHERE by IN hidden)
  AND coalesce(tie.validFrom <= $day, true) AND coalesce($day < tie.validTo, true)
WITH theirs, collect(DISTINCT ours) AS known
WHERE size(known) = 1
RETURN known[0].name AS ours, count(theirs) AS people, collect(theirs.name) AS names
ORDER BY people DESC, ours
