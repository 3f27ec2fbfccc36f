-- The model that answers when an agent's own cannot, and how often a model may call tools within one answer. Old servers
-- know neither: no other model answers, and 40 times.

ALTER TABLE agents
  ADD COLUMN fallback_model text,
  -- Null: the installation's own models.
  ADD COLUMN fallback_model_connection_id uuid,
  ADD COLUMN max_steps integer NOT NULL DEFAULT 40 CHECK (max_steps BETWEEN 1 AND 40);
ALTER TABLE agents ADD CONSTRAINT agents_fallback_model_connection
  FOREIGN KEY (organization_id, fallback_model_connection_id) REFERENCES model_connections ON DELETE SET NULL (fallback_model_connection_id);
CREATE INDEX agents_fallback_model_connection ON agents (organization_id, fallback_model_connection_id)
  WHERE fallback_model_connection_id IS NOT NULL;
