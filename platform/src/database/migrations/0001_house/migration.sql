-- The first tables. Every tenant table carries organization_id, leads its keys with it, and shows only the rows of
-- the organization that the transaction names in app.organization_id: naming none shows none.

CREATE EXTENSION IF NOT EXISTS vector;

DO $$
DECLARE role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['app_tenant', 'app_system', 'app_auth'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO app_tenant, app_system, app_auth;

-- Identity of people: global, no organization, touched by the sign-in adapter alone.
CREATE TABLE auth_users (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL DEFAULT false,
  image text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE auth_sessions (
  id text PRIMARY KEY,
  token text NOT NULL UNIQUE,
  "userId" text NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE,
  "expiresAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_sessions_user ON auth_sessions ("userId");
CREATE TABLE auth_accounts (
  id text PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_accounts_user ON auth_accounts ("userId");
CREATE TABLE auth_verifications (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz NOT NULL DEFAULT now(),
  "updatedAt" timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_verifications_identifier ON auth_verifications (identifier);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth_users, auth_sessions, auth_accounts, auth_verifications TO app_auth;

CREATE TABLE organizations (
  organization_id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE members (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  role text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX members_user ON members (user_id);

CREATE TABLE api_keys (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id text NOT NULL,
  name text NOT NULL,
  secret_hash bytea NOT NULL,
  hint text NOT NULL,
  permissions text[] NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX api_keys_id ON api_keys (id);

CREATE TABLE agents (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  instructions text NOT NULL,
  personality text NOT NULL,
  model text,
  temperature double precision,
  greeting text NOT NULL,
  knowledge_only boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE documents (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  external_id text,
  kind text NOT NULL,
  format text NOT NULL,
  title text NOT NULL,
  url text,
  language text,
  status text NOT NULL,
  failure text,
  -- What came in: text for pushed documents, the storage key for files. Parsed text is what chunks point into.
  content text,
  file_key text,
  file_name text,
  content_hash bytea NOT NULL,
  bytes integer NOT NULL,
  parsed_text text NOT NULL DEFAULT '',
  chunk_count integer NOT NULL DEFAULT 0,
  -- Grows with every new content, so that work on an older one is thrown away.
  content_version integer NOT NULL DEFAULT 1,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX documents_external_id ON documents (organization_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX documents_newest ON documents (organization_id, created_at DESC, id DESC);
CREATE INDEX documents_unfinished ON documents (status, updated_at) WHERE status IN ('queued', 'processing');

CREATE TABLE chunks (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  document_id uuid NOT NULL,
  position integer NOT NULL,
  breadcrumb text NOT NULL,
  text text NOT NULL,
  start_offset integer NOT NULL,
  end_offset integer NOT NULL,
  -- The words of the chunk, counted and coded, so that an index is rebuilt without reading the text again.
  terms bytea NOT NULL,
  revision bigint NOT NULL,
  embedding vector,
  embedding_model text,
  embedding_dimensions integer,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, document_id) REFERENCES documents (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX chunks_document ON chunks (organization_id, document_id, position);
CREATE INDEX chunks_revision ON chunks (organization_id, revision);

-- Grows with every change of an organization's knowledge; search indexes in memory follow it.
CREATE TABLE knowledge_revisions (
  organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  revision bigint NOT NULL
);

-- One row per document that lost its chunks, with the revision of the last time.
CREATE TABLE knowledge_removals (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  document_id uuid NOT NULL,
  revision bigint NOT NULL,
  PRIMARY KEY (organization_id, document_id)
);
CREATE INDEX knowledge_removals_revision ON knowledge_removals (organization_id, revision);

CREATE TABLE conversations (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  agent_id uuid NOT NULL,
  title text NOT NULL,
  status text NOT NULL DEFAULT 'open',
  last_seq integer NOT NULL DEFAULT 0,
  created_by text NOT NULL,
  -- The client's id of the first message: a repeated first message finds its conversation.
  client_id text,
  last_activity_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, agent_id) REFERENCES agents (organization_id, id)
);
CREATE UNIQUE INDEX conversations_client_id ON conversations (organization_id, created_by, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX conversations_latest ON conversations (organization_id, last_activity_at DESC, id DESC);

CREATE TABLE messages (
  organization_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  seq integer NOT NULL,
  id uuid NOT NULL,
  sender text NOT NULL,
  text text NOT NULL,
  citations jsonb NOT NULL DEFAULT '[]',
  finish text,
  turn_id uuid,
  client_message_id text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, conversation_id, seq),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX messages_client_message_id ON messages (organization_id, conversation_id, client_message_id)
  WHERE client_message_id IS NOT NULL;

CREATE TABLE turns (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  agent_version integer NOT NULL,
  -- The customer message that is answered.
  question_seq integer NOT NULL,
  status text NOT NULL,
  attempt integer NOT NULL DEFAULT 1,
  lease_owner text NOT NULL,
  -- Grows with every claim; a write that carries an older one changes nothing.
  lease_token integer NOT NULL DEFAULT 1,
  lease_until timestamptz NOT NULL,
  cancel_requested boolean NOT NULL DEFAULT false,
  message_id uuid,
  trace jsonb NOT NULL DEFAULT '{}',
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX turns_live ON turns (organization_id, conversation_id) WHERE status = 'running';
CREATE INDEX turns_lease ON turns (lease_until) WHERE status = 'running';
CREATE INDEX turns_question ON turns (organization_id, conversation_id, question_seq);

CREATE TABLE answer_chunks (
  organization_id uuid NOT NULL,
  turn_id uuid NOT NULL,
  attempt integer NOT NULL,
  start_offset integer NOT NULL,
  text text NOT NULL,
  -- No foreign key: checking it cost as much as the row, which is written under its turn's lease and trimmed with it.
  PRIMARY KEY (organization_id, turn_id, attempt, start_offset)
);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  organization_id uuid NOT NULL,
  type text NOT NULL,
  subject_id uuid NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (xid, id)
);

CREATE TABLE idempotency_keys (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  principal text NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  status integer,
  body text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, principal, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['organizations', 'members', 'api_keys', 'agents', 'documents', 'chunks',
    'knowledge_revisions', 'knowledge_removals', 'conversations', 'messages', 'turns', 'answer_chunks', 'outbox', 'idempotency_keys'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_tenant', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I TO app_tenant
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
  END LOOP;
  -- What works across organizations: leases and their chunks, the outbox, unfinished documents, old keys.
  FOREACH table_name IN ARRAY ARRAY['turns', 'answer_chunks', 'outbox', 'documents', 'idempotency_keys'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_system', table_name);
    EXECUTE format('CREATE POLICY system ON %I TO app_system USING (true) WITH CHECK (true)', table_name);
  END LOOP;
  -- What is looked up before the organization is known, and the making of an organization.
  FOREACH table_name IN ARRAY ARRAY['organizations', 'members', 'api_keys'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO app_auth', table_name);
    EXECUTE format('CREATE POLICY auth ON %I TO app_auth USING (true) WITH CHECK (true)', table_name);
  END LOOP;
END $$;
