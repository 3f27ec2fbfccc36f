-- Pictures that were uploaded and never sent are tidied away.
CREATE POLICY system ON files TO app_system USING (true) WITH CHECK (true);
GRANT SELECT (organization_id, id, conversation_id, created_at), DELETE ON files TO app_system;
CREATE INDEX files_unsent ON files (created_at) WHERE conversation_id IS NULL;
