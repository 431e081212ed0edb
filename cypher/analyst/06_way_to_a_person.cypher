// The shortest chain of acquaintances from one of us to somebody at a client.
// parameters: from, to, day
// columns: people, steps
MATCH (x:ImportRun) WHERE x.state <> 'committed'
WITH collect(x.number) AS hidden
MATCH path = SHORTEST 1 (a:Person {id: $from})-[:KNOWS|INFLUENCES|REPORTS_TO]-{1,4}(b:Person {id: $to})
WHERE all(step IN relationships(path) WHERE NOT step.run IN hidden
  AND all(by IN coalesce(step.supersededBy, []) WHERE by IN hidden)
  AND coalesce(step.validFrom <= $day, true) AND coalesce($day < step.validTo, true))
RETURN [person IN nodes(path) | person.name] AS people, length(path) AS steps
