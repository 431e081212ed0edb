// The audit log, and the keys to the service: beside the graph, under no run.
CREATE CONSTRAINT event_id IF NOT EXISTS FOR (n:Event) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT api_key_id IF NOT EXISTS FOR (n:ApiKey) REQUIRE n.id IS UNIQUE;
CREATE INDEX event_at_index IF NOT EXISTS FOR (n:Event) ON (n.at);
