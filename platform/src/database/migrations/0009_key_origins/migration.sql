-- The sites whose pages may use a key from a browser.
ALTER TABLE api_keys ADD COLUMN origins text[] NOT NULL DEFAULT '{}';
