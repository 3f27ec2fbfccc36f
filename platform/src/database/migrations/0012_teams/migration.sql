-- Teams, who looks after a conversation, who takes part in it, and which conversations a role or a key sees. Old servers
-- know none of it and show every conversation, as the default says.

ALTER TABLE custom_roles ADD COLUMN conversation_scope text NOT NULL DEFAULT 'all';
ALTER TABLE api_keys ADD COLUMN conversation_scope text NOT NULL DEFAULT 'all';

CREATE TABLE teams (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX teams_name ON teams (organization_id, lower(name));

CREATE TABLE team_members (
  organization_id uuid NOT NULL,
  team_id uuid NOT NULL,
  user_id text NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (organization_id, team_id, user_id),
  FOREIGN KEY (organization_id, team_id) REFERENCES teams (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, user_id) REFERENCES members (organization_id, user_id) ON DELETE CASCADE
);
CREATE INDEX team_members_user ON team_members (organization_id, user_id, team_id);

-- Whoever or whatever goes leaves its conversations to nobody, in the same transaction and by whatever way it went.
ALTER TABLE conversations
  ADD COLUMN assignee_id text,
  ADD COLUMN team_id uuid,
  -- Since when somebody has it whom nobody had before; empty when it was handed from one to another.
  ADD COLUMN taken_at timestamptz,
  ADD CONSTRAINT conversations_assignee FOREIGN KEY (organization_id, assignee_id)
    REFERENCES members (organization_id, user_id) ON DELETE SET NULL (assignee_id),
  ADD CONSTRAINT conversations_team FOREIGN KEY (organization_id, team_id)
    REFERENCES teams (organization_id, id) ON DELETE SET NULL (team_id);
CREATE INDEX conversations_assigned ON conversations (organization_id, assignee_id, status, last_activity_at DESC, id DESC);
CREATE INDEX conversations_of_team ON conversations (organization_id, team_id, status, last_activity_at DESC, id DESC)
  WHERE team_id IS NOT NULL;
-- The same promise as before, and a way to what somebody began.
CREATE UNIQUE INDEX conversations_begun ON conversations (organization_id, created_by, client_id);
DROP INDEX conversations_client_id;

CREATE TABLE conversation_participants (
  organization_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  user_id text NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (organization_id, conversation_id, user_id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, user_id) REFERENCES members (organization_id, user_id) ON DELETE CASCADE
);
CREATE INDEX conversation_participants_user ON conversation_participants (organization_id, user_id, conversation_id);

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['teams', 'team_members', 'conversation_participants'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_tenant', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I TO app_tenant
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
  END LOOP;
END $$;
