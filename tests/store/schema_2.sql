BEGIN TRANSACTION;
CREATE TABLE alias (pk INTEGER PRIMARY KEY, alias INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE);
CREATE TABLE erasure (run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE, reason TEXT NOT NULL);
CREATE TABLE fact_absence (pk INTEGER PRIMARY KEY, fact BLOB NOT NULL, version BLOB NOT NULL,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, ordinal INTEGER NOT NULL,
                superseded_by INTEGER, said INTEGER, valid_from INTEGER, valid_to INTEGER, person INTEGER REFERENCES person ON DELETE CASCADE, kind TEXT);
CREATE TABLE fact_assignment (pk INTEGER PRIMARY KEY, fact BLOB NOT NULL, version BLOB NOT NULL,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, ordinal INTEGER NOT NULL,
                superseded_by INTEGER, said INTEGER, valid_from INTEGER, valid_to INTEGER, person INTEGER REFERENCES person ON DELETE CASCADE, account INTEGER REFERENCES organisation ON DELETE CASCADE, role TEXT);
CREATE TABLE fact_figure (pk INTEGER PRIMARY KEY, fact BLOB NOT NULL, version BLOB NOT NULL,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, ordinal INTEGER NOT NULL,
                superseded_by INTEGER, said INTEGER, valid_from INTEGER, valid_to INTEGER, account INTEGER REFERENCES organisation ON DELETE CASCADE, kind TEXT, value REAL, currency TEXT, person INTEGER REFERENCES person ON DELETE CASCADE);
CREATE TABLE fact_line (pk INTEGER PRIMARY KEY, fact BLOB NOT NULL, version BLOB NOT NULL,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, ordinal INTEGER NOT NULL,
                superseded_by INTEGER, said INTEGER, valid_from INTEGER, valid_to INTEGER, source INTEGER REFERENCES person ON DELETE CASCADE, target INTEGER REFERENCES person ON DELETE CASCADE, kind TEXT, weight REAL);
CREATE TABLE fact_position (pk INTEGER PRIMARY KEY, fact BLOB NOT NULL, version BLOB NOT NULL,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, ordinal INTEGER NOT NULL,
                superseded_by INTEGER, said INTEGER, valid_from INTEGER, valid_to INTEGER, person INTEGER REFERENCES person ON DELETE CASCADE, organisation INTEGER REFERENCES organisation ON DELETE CASCADE, title TEXT, department TEXT, department_text TEXT, level TEXT);
CREATE TABLE fact_stakeholder (pk INTEGER PRIMARY KEY, fact BLOB NOT NULL, version BLOB NOT NULL,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, ordinal INTEGER NOT NULL,
                superseded_by INTEGER, said INTEGER, valid_from INTEGER, valid_to INTEGER, person INTEGER REFERENCES person ON DELETE CASCADE, account INTEGER REFERENCES organisation ON DELETE CASCADE, roles TEXT NOT NULL, influence REAL, stance INTEGER, decision_weight REAL, confirmed_on INTEGER);
CREATE TABLE fact_tie (pk INTEGER PRIMARY KEY, fact BLOB NOT NULL, version BLOB NOT NULL,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, ordinal INTEGER NOT NULL,
                superseded_by INTEGER, said INTEGER, valid_from INTEGER, valid_to INTEGER, ours INTEGER REFERENCES person ON DELETE CASCADE, theirs INTEGER REFERENCES person ON DELETE CASCADE, declared INTEGER, target INTEGER, confirmed_on INTEGER);
INSERT INTO "fact_tie" VALUES(1,X'FF5081B802B2F44C397500568B9051DE',X'E3970FF412EED56EEB728EBC569044A5',1,0,NULL,28,NULL,NULL,1,2,3,NULL,NULL);
CREATE TABLE interaction (pk INTEGER PRIMARY KEY, id TEXT NOT NULL, run INTEGER NOT NULL, at INTEGER NOT NULL,
    kind TEXT NOT NULL, minutes REAL, direction TEXT NOT NULL, account INTEGER, source TEXT,
    participants TEXT NOT NULL, superseded_by INTEGER);
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO "meta" VALUES('version',1);
CREATE TABLE organisation (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
INSERT INTO "organisation" VALUES(1,'acme');
CREATE TABLE participant (person INTEGER NOT NULL, interaction INTEGER NOT NULL, PRIMARY KEY (person, interaction))
    WITHOUT ROWID;
CREATE TABLE pending_retraction (run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, kind TEXT NOT NULL,
    version BLOB NOT NULL, PRIMARY KEY (run, kind, version)) WITHOUT ROWID;
CREATE TABLE pending_supersession (run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE, kind TEXT NOT NULL,
    target INTEGER NOT NULL, PRIMARY KEY (run, kind, target)) WITHOUT ROWID;
CREATE TABLE person (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
INSERT INTO "person" VALUES(1,'u1');
INSERT INTO "person" VALUES(2,'c1');
CREATE TABLE record (section TEXT NOT NULL, id TEXT NOT NULL, run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
    said TEXT NOT NULL, search TEXT, PRIMARY KEY (section, id, run)) WITHOUT ROWID;
INSERT INTO "record" VALUES('organisations','acme',1,'{"id":"acme","name":"Acme"}','acme acme');
INSERT INTO "record" VALUES('people','c1',1,'{"id":"c1","name":"Anna"}','anna c1');
INSERT INTO "record" VALUES('people','u1',1,'{"id":"u1","name":"Łucja"}','lucja u1');
CREATE TABLE run (pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, author TEXT NOT NULL,
    kind TEXT NOT NULL, state TEXT NOT NULL, files TEXT NOT NULL, mapping TEXT, counts TEXT NOT NULL,
    rejected INTEGER NOT NULL, base INTEGER NOT NULL, seq INTEGER, changed INTEGER);
INSERT INTO "run" VALUES(1,'r1','2026-01-01T00:00:00+00:00','tester','import','committed','[]',NULL,'{}',0,0,1,1);
CREATE TABLE tombstone (mark TEXT PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX run_state ON run (state);
CREATE INDEX record_run ON record (run);
CREATE INDEX interaction_id ON interaction (id);
CREATE INDEX interaction_superseded ON interaction (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX interaction_account ON interaction (account) WHERE account IS NOT NULL;
CREATE INDEX alias_alias ON alias (alias);
CREATE INDEX alias_person ON alias (person);
CREATE INDEX alias_run ON alias (run);
CREATE INDEX fact_position_key ON fact_position (person, organisation, title);
CREATE INDEX fact_position_run ON fact_position (run);
CREATE INDEX fact_position_superseded ON fact_position (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX fact_position_organisation ON fact_position (organisation);
CREATE INDEX fact_stakeholder_key ON fact_stakeholder (person, account);
CREATE INDEX fact_stakeholder_run ON fact_stakeholder (run);
CREATE INDEX fact_stakeholder_superseded ON fact_stakeholder (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX fact_stakeholder_account ON fact_stakeholder (account);
CREATE INDEX fact_assignment_key ON fact_assignment (person, account, role);
CREATE INDEX fact_assignment_run ON fact_assignment (run);
CREATE INDEX fact_assignment_superseded ON fact_assignment (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX fact_assignment_account ON fact_assignment (account);
CREATE INDEX fact_tie_key ON fact_tie (ours, theirs);
CREATE INDEX fact_tie_run ON fact_tie (run);
CREATE INDEX fact_tie_superseded ON fact_tie (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX fact_tie_theirs ON fact_tie (theirs);
CREATE INDEX fact_line_key ON fact_line (source, target, kind);
CREATE INDEX fact_line_run ON fact_line (run);
CREATE INDEX fact_line_superseded ON fact_line (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX fact_line_target ON fact_line (target);
CREATE INDEX fact_figure_key ON fact_figure (account, kind, person);
CREATE INDEX fact_figure_run ON fact_figure (run);
CREATE INDEX fact_figure_superseded ON fact_figure (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX fact_figure_person ON fact_figure (person);
CREATE INDEX fact_absence_key ON fact_absence (person, kind);
CREATE INDEX fact_absence_run ON fact_absence (run);
CREATE INDEX fact_absence_superseded ON fact_absence (superseded_by) WHERE superseded_by IS NOT NULL;
COMMIT;
