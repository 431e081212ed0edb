// What runs have said about records that name somebody.
// parameters: names: ['Person|id']
// columns: key, kind, subject, said
MATCH (v:RecordVersion) WHERE any(name IN v.names WHERE name IN $names)
RETURN v.key AS key, v.kind AS kind, v.subject AS subject, v.said AS said
