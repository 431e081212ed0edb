// Who a node is, and what it is found by.
CREATE CONSTRAINT migration_number IF NOT EXISTS FOR (n:Migration) REQUIRE n.number IS UNIQUE;
CREATE CONSTRAINT import_run_id IF NOT EXISTS FOR (n:ImportRun) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT organisation_id IF NOT EXISTS FOR (n:Organisation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT initiative_id IF NOT EXISTS FOR (n:Initiative) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT plan_item_id IF NOT EXISTS FOR (n:PlanItem) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT handover_id IF NOT EXISTS FOR (n:Handover) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT interaction_version IF NOT EXISTS FOR (n:Interaction) REQUIRE n.version IS UNIQUE;
CREATE CONSTRAINT record_version_key IF NOT EXISTS FOR (n:RecordVersion) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT erased_hash IF NOT EXISTS FOR (n:Erased) REQUIRE n.hash IS UNIQUE;
CREATE INDEX import_run_number_index IF NOT EXISTS FOR (n:ImportRun) ON (n.number);
CREATE INDEX import_run_state_index IF NOT EXISTS FOR (n:ImportRun) ON (n.state);
CREATE INDEX person_run_index IF NOT EXISTS FOR (n:Person) ON (n.run);
CREATE INDEX organisation_run_index IF NOT EXISTS FOR (n:Organisation) ON (n.run);
CREATE INDEX interaction_id_index IF NOT EXISTS FOR (n:Interaction) ON (n.id);
CREATE INDEX interaction_run_index IF NOT EXISTS FOR (n:Interaction) ON (n.run);
CREATE INDEX record_version_subject_index IF NOT EXISTS FOR (n:RecordVersion) ON (n.subject);
CREATE INDEX record_version_run_index IF NOT EXISTS FOR (n:RecordVersion) ON (n.run);
