// The one node that migrators, commits and run numbers meet at; its constraint comes before everything else.
CREATE CONSTRAINT store_id IF NOT EXISTS FOR (n:Store) REQUIRE n.id IS UNIQUE
