// Statements that want to do more than read what they may: families of wishes, each in every place where it can stand.

const calls = `pg_sleep(20) | pg_catalog.pg_sleep(20) | pg_sleep_for('20 s') | pg_sleep_until('2099-01-01') | "pg_sleep"(20)
  set_config('statement_timeout', '0', false) | set_config('transaction_read_only', 'off', true) | set_config('role', 'postgres', false)
  current_setting('data_directory') | pg_read_file('/etc/passwd') | pg_read_binary_file('/etc/passwd') | pg_ls_dir('/')
  pg_stat_file('/etc/passwd') | lo_import('/etc/passwd') | lo_export(1, '/tmp/x') | lo_creat(-1) | lo_create(0)
  lo_from_bytea(0, 'x') | lo_put(1, 0, 'x') | lo_get(1) | lo_unlink(1) | loread(1, 9) | lowrite(1, 'x')
  dblink('host=127.0.0.1', 'SELECT 1') | dblink_exec('host=127.0.0.1', 'DROP TABLE shop.all_orders') | dblink_connect('x')
  query_to_xml('SELECT * FROM shop.secrets', true, true, '') | table_to_xml('shop.secrets', true, true, '')
  database_to_xml(true, true, '') | schema_to_xml('shop', true, true, '') | cursor_to_xml('x', 1, true, true, '')
  xpath('/x', '<x/>') | nextval('shop.numbers') | setval('shop.numbers', 99) | currval('shop.numbers') | lastval()
  pg_terminate_backend(pg_backend_pid()) | pg_cancel_backend(1) | pg_reload_conf() | pg_rotate_logfile()
  pg_advisory_lock(1) | pg_advisory_xact_lock(1) | pg_try_advisory_lock(1) | pg_notify('x', 'y') | txid_current()
  pg_current_xact_id() | pg_export_snapshot() | pg_switch_wal() | pg_create_restore_point('x') | pg_promote()
  has_table_privilege('shop.secrets', 'SELECT') | pg_get_viewdef('shop.orders') | pg_get_functiondef(1) | pg_relation_filepath('shop.secrets')
  to_regclass('shop.secrets') | pg_table_size('shop.secrets') | obj_description(1) | version() | inet_server_addr() | current_database()
  repeat('x', 900000000) | lpad('x', 900000000) | rpad('x', 900000000) | format('%s', 1) | array_fill(1, ARRAY[90000000])
  generate_series(1, 1000000000) | shop.leak() | shop.with_tax(1) | public.anything() | pg_catalog.pg_ls_waldir() | ts_stat('SELECT 1')
  json_populate_record(NULL::shop.secrets, '{}') | convert_from('x', 'UTF8') | pg_logical_emit_message(true, 'x', 'y') | pg_import_system_collations('x')`

const inPlaces = (call: string) => [
  `SELECT ${call}`,
  `SELECT id FROM shop.orders WHERE ${call} IS NOT NULL`,
  `SELECT id FROM shop.orders ORDER BY ${call}`,
  `SELECT (SELECT ${call}) FROM shop.orders`,
  `WITH a AS (SELECT ${call} AS b) SELECT * FROM a`,
  `SELECT count(*) FILTER (WHERE ${call} IS NULL) FROM shop.orders`,
  `SELECT CASE WHEN true THEN (${call})::text END FROM shop.orders`,
  `SELECT * FROM ${call} AS x`,
]

const relations = `shop.secrets | other.secrets | public.notes | shop.all_orders | notes | secrets | pg_catalog.pg_authid | pg_authid
  pg_shadow | pg_stat_activity | pg_settings | pg_file_settings | pg_hba_file_rules | pg_user_mapping | information_schema.tables
  pg_catalog.pg_class | pg_class | pg_largeobject | "shop"."secrets" | "SHOP".orders | shop."Orders" | postgres.shop.orders | orders | SHOP.SECRETS
  pg_temp.orders | pg_toast.x | ONLY shop.secrets | shop.secrets * | U&"shop".U&"secret\\0073"`

const readings = (relation: string) => [
  `SELECT * FROM ${relation}`,
  `SELECT o.id FROM shop.orders o JOIN ${relation} AS s ON true`,
  `SELECT o.id FROM shop.orders o, ${relation} AS s`,
  `SELECT (SELECT count(*) FROM ${relation})`,
  `SELECT id FROM shop.orders WHERE EXISTS (SELECT 1 FROM ${relation})`,
  `SELECT email FROM shop.orders UNION ALL SELECT s::text FROM ${relation} AS s`,
  `WITH a AS (SELECT * FROM ${relation}) SELECT * FROM a`,
  `SELECT * FROM shop.orders o LEFT JOIN LATERAL (SELECT * FROM ${relation}) AS s ON true`,
  `TABLE ${relation}`,
]

const statements = `DELETE FROM shop.all_orders; INSERT INTO shop.all_orders (id) VALUES (9); UPDATE shop.all_orders SET status = 'x'
  TRUNCATE shop.all_orders; DROP TABLE shop.all_orders; DROP SCHEMA shop CASCADE; CREATE TABLE shop.x (a int); ALTER TABLE shop.all_orders ADD x int
  MERGE INTO shop.all_orders USING shop.orders o ON true WHEN MATCHED THEN DELETE; CREATE VIEW shop.x AS SELECT 1; GRANT ALL ON shop.secrets TO PUBLIC
  COPY shop.all_orders TO '/tmp/x'; COPY shop.all_orders FROM '/etc/passwd'; COPY (SELECT 1) TO PROGRAM 'id'; COPY shop.all_orders TO STDOUT
  SET statement_timeout = 0; RESET ALL; SET ROLE postgres; SET TRANSACTION READ WRITE; SHOW data_directory; BEGIN; COMMIT; ROLLBACK; ABORT
  SAVEPOINT a; LOCK TABLE shop.all_orders; VACUUM; ANALYZE; REINDEX TABLE shop.all_orders; CLUSTER; CHECKPOINT; DISCARD ALL; LISTEN x; NOTIFY x
  DO 'BEGIN DELETE FROM shop.all_orders; END'; CALL shop.leak(); EXPLAIN ANALYZE DELETE FROM shop.all_orders; EXPLAIN SELECT 1
  PREPARE a AS SELECT 1; EXECUTE a; DEALLOCATE ALL; DECLARE c CURSOR FOR SELECT 1; FETCH ALL c; MOVE c; LOAD '/tmp/x.so'; CREATE EXTENSION dblink
  CREATE FUNCTION shop.x() RETURNS int LANGUAGE sql AS 'SELECT 1'; REFRESH MATERIALIZED VIEW shop.x; IMPORT FOREIGN SCHEMA a FROM SERVER b INTO c
  CREATE SERVER x FOREIGN DATA WRAPPER y; ALTER SYSTEM SET work_mem = '1GB'; SECURITY LABEL ON TABLE shop.orders IS 'x'; COMMENT ON TABLE shop.orders IS 'x'`

const inQueries = (statement: string) => [
  statement,
  `SELECT id FROM shop.orders; ${statement}`,
  `${statement}; SELECT id FROM shop.orders`,
  `SELECT 1) AS found; ${statement}; --`,
  `COMMIT; ${statement}`,
]

const writing = [
  'DELETE FROM shop.all_orders RETURNING *',
  'INSERT INTO shop.all_orders (id) VALUES (9) RETURNING *',
  "UPDATE shop.all_orders SET status = 'x' RETURNING *",
  'MERGE INTO shop.all_orders a USING shop.orders o ON true WHEN MATCHED THEN DELETE RETURNING a.*',
].flatMap(write => [
  `WITH d AS (${write}) SELECT * FROM d`,
  `WITH d AS (${write}) SELECT id FROM shop.orders`,
  `WITH a AS (SELECT 1), d AS (${write}) SELECT * FROM a`,
  `SELECT * FROM (WITH d AS (${write}) SELECT * FROM d) AS x`,
  `WITH d AS MATERIALIZED (${write}) SELECT * FROM d`,
])

const others = [
  'SELECT id INTO shop.copy FROM shop.orders',
  'SELECT id INTO TEMP copy FROM shop.orders',
  ...['UPDATE', 'SHARE', 'NO KEY UPDATE', 'KEY SHARE', 'UPDATE NOWAIT', 'UPDATE SKIP LOCKED'].map(
    lock => `SELECT id FROM shop.orders FOR ${lock}`,
  ),
  'WITH RECURSIVE n AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM n) SELECT count(*) FROM n',
  'WITH RECURSIVE n AS (SELECT id FROM shop.orders UNION ALL SELECT n.id FROM n, shop.orders) SELECT count(*) FROM n',
  ...[2, 4, 8].map(
    times =>
      `SELECT count(*) FROM ${Array.from({ length: times }, (_, n) => `generate_series(1, 10000) AS g${n}`).join(', ')}`,
  ),
  'SELECT * FROM shop.orders TABLESAMPLE SYSTEM (1)',
  'SELECT x.pg_sleep FROM unnest(ARRAY[20.0::float8]) AS x',
  'SELECT (20.0::float8).pg_sleep',
  'SELECT (x).pg_sleep FROM (SELECT 20.0::float8 AS x) AS y',
  'SELECT * FROM ROWS FROM (pg_sleep(20)) AS x',
  "SELECT * FROM XMLTABLE('/x' PASSING '<x/>' COLUMNS a text) AS x",
  "SELECT * FROM JSON_TABLE('[]', '$' COLUMNS (a text)) AS x",
  'SELECT 1 OPERATOR(shop.+) 1',
  "SELECT 'shop.secrets'::regclass",
  "SELECT 'pg_sleep'::regproc",
  "SELECT '(swordfish)'::shop.secrets",
  'SELECT current_user',
  'SELECT session_user',
  'SELECT user',
  'SELECT current_catalog',
  'SELECT current_schema',
  'WITH pg_authid AS (SELECT 1) SELECT * FROM pg_authid',
  'SELECT (SELECT count(*) FROM (WITH pg_class AS (SELECT 1) SELECT * FROM pg_class) AS a), b.* FROM pg_class AS b',
  'SELECT id FROM shop.orders -- WHERE email = {email}',
  'SELECT id FROM shop.orders /* WHERE false */',
  'SELECT id FROM shop.orders /* /* nested */ UNION SELECT 1 */',
  "SELECT E'\\'; DROP TABLE shop.all_orders; --'",
  "SELECT U&'\\0027; DROP TABLE shop.all_orders'",
  'SELECT $$; DROP TABLE shop.all_orders; $$',
  'SELECT $a$x$a$; DELETE FROM shop.all_orders',
  "SELECT N'x'",
  "SELECT X'41'",
  "SELECT 'unclosed",
  'SELECT "unclosed',
  'SELECT id FROM shop.orders WHERE id = $1',
  'SELECT id FROM shop.orders WHERE id = {id}',
  'SELECT {email} FROM {email}',
  'SELECT id FROM shop.orders\u00a0WHERE true',
  'SELECT id FROM shop．orders',
  'SELECT id FROM shop.orders WHERE email = ‘x’',
  'ＳＥＬＥＣＴ 1',
  'SELECT\u200b 1',
  'SELECT 1\u0000; DROP TABLE shop.all_orders',
  "SELECT 'a\u0000b'",
  'SELECT 1；DROP TABLE shop.all_orders',
  'SELECT ﹛email﹜ FROM shop.orders',
  'SELECT \u202e1',
  '',
  ';',
  '{}',
  'SELECT {',
  '\\copy shop.all_orders to /tmp/x',
  '\\! id',
]

const listOf = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map(each => each.trim())
    .filter(each => each !== '')

export const hostilePostgresql: string[] = [
  ...new Set([
    ...listOf(calls, /\||\n/).flatMap(inPlaces),
    ...listOf(relations, /\||\n/).flatMap(readings),
    ...listOf(statements, /;(?=\s)|\n/).flatMap(inQueries),
    ...writing,
    ...others,
  ]),
]
