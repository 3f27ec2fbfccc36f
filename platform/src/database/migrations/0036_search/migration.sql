-- Which words a conversation has: those of its messages, its title and what is known of its customer. Written after the
-- messages, never with them. Old servers write none: what they keep is read as soon as a new one looks. What was there
-- before is read in the background after the first start; until then searches find the earlier part of it.

CREATE TABLE conversation_words (
  organization_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  -- The conversation's last message that was read.
  seq integer NOT NULL,
  -- Each word begins with a mark of its organization, so that what others say makes no search slower.
  words tsvector NOT NULL,
  PRIMARY KEY (organization_id, conversation_id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX conversation_words_said ON conversation_words USING gin (words);

-- All conversations whose last activity is before this moment have been read.
CREATE TABLE conversation_word_marks (
  organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  read_until timestamptz NOT NULL
);

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['conversation_words', 'conversation_word_marks'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_tenant', table_name);
    EXECUTE format('GRANT SELECT ON %I TO app_system', table_name);
    EXECUTE format('CREATE POLICY system ON %I FOR SELECT TO app_system USING (true)', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I TO app_tenant
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
  END LOOP;
END $$;

-- A sweeper learns where there is something to read, and nothing of what is said there.
CREATE POLICY system ON organizations FOR SELECT TO app_system USING (true);
GRANT SELECT (organization_id) ON organizations TO app_system;
CREATE POLICY system ON conversations FOR SELECT TO app_system USING (true);
GRANT SELECT (organization_id, last_activity_at) ON conversations TO app_system;
