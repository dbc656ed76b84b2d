-- The tables of a ledger, format 1. Rows are only ever appended.
-- Instants are whole microseconds since 1970-01-01T00:00:00Z; ids are those of reportedly.terms.

-- One row a transaction. recorded never goes back, whatever the clock does. digest covers the transaction's rows and the digest before it.
CREATE TABLE tx (seq INTEGER PRIMARY KEY, recorded INTEGER NOT NULL, digest BLOB NOT NULL);

CREATE TABLE report (
  id TEXT PRIMARY KEY, tx INTEGER NOT NULL REFERENCES tx DEFERRABLE INITIALLY DEFERRED, name TEXT NOT NULL, text TEXT NOT NULL,
  published TEXT, published_at INTEGER, title TEXT, outlet TEXT, language TEXT, url TEXT, posts TEXT NOT NULL
) WITHOUT ROWID;

-- One reading of one report: also when nothing was found in it. The newest by the same maker is the one that counts.
CREATE TABLE extraction (
  seq INTEGER PRIMARY KEY, tx INTEGER NOT NULL REFERENCES tx DEFERRABLE INITIALLY DEFERRED, report TEXT NOT NULL,
  maker TEXT NOT NULL, producer TEXT NOT NULL, digest BLOB NOT NULL
);
CREATE INDEX extraction_of_report ON extraction (report, maker, seq);
CREATE INDEX extraction_of_tx ON extraction (tx);

CREATE TABLE claim (
  seq INTEGER PRIMARY KEY, extraction INTEGER NOT NULL REFERENCES extraction, id TEXT NOT NULL, place TEXT, district TEXT, country TEXT,
  known INTEGER, payload TEXT NOT NULL
);
CREATE INDEX claim_by_id ON claim (id);
CREATE INDEX claim_of_extraction ON claim (extraction);
CREATE INDEX claim_at_place ON claim (place, known) WHERE place IS NOT NULL;
CREATE INDEX claim_in_district ON claim (district, known, extraction, id) WHERE district IS NOT NULL;
CREATE INDEX claim_in_country ON claim (country, known);
CREATE INDEX claim_known ON claim (known);

-- What people decided: a claim or a report is withdrawn or restored. known: when that was public, null where it always held.
CREATE TABLE decision (
  seq INTEGER PRIMARY KEY, tx INTEGER NOT NULL REFERENCES tx DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL, subject TEXT NOT NULL,
  known INTEGER, who TEXT NOT NULL, why TEXT NOT NULL
);
CREATE INDEX decision_on ON decision (subject, seq);
CREATE INDEX decision_of_tx ON decision (tx);

-- Places and sources that came with imported claims. The newest row of an id counts.
CREATE TABLE directory (
  seq INTEGER PRIMARY KEY, tx INTEGER NOT NULL REFERENCES tx DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL
);
CREATE INDEX directory_of ON directory (kind, id, seq);
CREATE INDEX directory_of_tx ON directory (tx)
