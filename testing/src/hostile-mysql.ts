// The same wishes as MySQL and MariaDB know them. `SHOP` stands for the name of the database.

const calls = `SLEEP(20) | sleep (20) | BENCHMARK(10000000000, MD5('x')) | LOAD_FILE('/etc/passwd') | GET_LOCK('x', 20) | RELEASE_LOCK('x')
  IS_FREE_LOCK('x') | MASTER_POS_WAIT('x', 1, 20) | USER() | CURRENT_USER() | SESSION_USER() | SYSTEM_USER() | DATABASE() | SCHEMA() | VERSION()
  CONNECTION_ID() | LAST_INSERT_ID() | LAST_INSERT_ID(9) | ROW_COUNT() | FOUND_ROWS() | UUID() | UUID_SHORT() | REPEAT('x', 900000000) | SPACE(900000000)
  LPAD('x', 900000000, 'y') | RPAD('x', 900000000, 'y') | EXTRACTVALUE('<x/>', '/x') | UPDATEXML('<x/>', '/x', 'y') | SHOP.leak() | SHOP.with_tax(1)
  leak() | NEXTVAL(SHOP.x) | LASTVAL(SHOP.x) | SETVAL(SHOP.x, 1) | ENCRYPT('x') | PASSWORD('x') | AES_DECRYPT('x', 'y') | NAME_CONST('x', 1) | DEFAULT(id)
  VALUES(id) | sys.eval('id') | sys_exec('id') | mysql.anything() | WSREP_LAST_SEEN_GTID() | STATEMENT_DIGEST('x') | PS_THREAD_ID(1) | FORMAT_BYTES(1) | ROLES_GRAPHML()
  SOURCE_POS_WAIT('x', 1, 20) | WAIT_FOR_EXECUTED_GTID_SET('x', 20) | COMPRESS(REPEAT('x', 9)) | UNCOMPRESS('x') | RANDOM_BYTES(9) | MAKE_SET(1, 'a') | EXPORT_SET(1, 'a', 'b')`

const inPlaces = (call: string) => [
  `SELECT ${call}`,
  `SELECT id FROM SHOP.orders WHERE ${call} IS NOT NULL`,
  `SELECT id FROM SHOP.orders ORDER BY ${call}`,
  `SELECT (SELECT ${call}) FROM SHOP.orders`,
  `WITH a AS (SELECT ${call} AS b) SELECT * FROM a`,
  `SELECT IF(1, ${call}, 2) FROM SHOP.orders`,
  `SELECT id FROM SHOP.orders GROUP BY id HAVING ${call}`,
  `SELECT * FROM ${call} AS x`,
]

const relations = `SHOP.secrets | SHOP_other.secrets | SHOP.all_orders | secrets | orders | mysql.user | mysql.global_priv | mysql.db | information_schema.tables
  information_schema.processlist | performance_schema.threads | sys.session | INFORMATION_SCHEMA.COLUMNS | \`SHOP\`.\`secrets\` | \`SHOP.orders\` | SHOP.Orders
  SHOP.ORDERS | def.SHOP.orders | \`mysql\`.user | .secrets | SHOP . secrets | \`SHOP\`.secrets | seq_1_to_1000000 | SHOP.seq_1_to_1000000`

const readings = (relation: string) => [
  `SELECT * FROM ${relation}`,
  `SELECT o.id FROM SHOP.orders o JOIN ${relation} AS s ON 1`,
  `SELECT o.id FROM SHOP.orders o, ${relation} AS s`,
  `SELECT (SELECT COUNT(*) FROM ${relation})`,
  `SELECT id FROM SHOP.orders WHERE EXISTS (SELECT 1 FROM ${relation})`,
  `SELECT email FROM SHOP.orders UNION ALL SELECT 'x' FROM ${relation} AS s`,
  `WITH a AS (SELECT * FROM ${relation}) SELECT * FROM a`,
  `SELECT * FROM (SELECT * FROM ${relation}) AS s`,
  `TABLE ${relation}`,
]

const statements = `DELETE FROM SHOP.all_orders; INSERT INTO SHOP.all_orders (id) VALUES (9); UPDATE SHOP.all_orders SET status = 'x'; REPLACE INTO SHOP.all_orders (id) VALUES (1)
  TRUNCATE SHOP.all_orders; DROP TABLE SHOP.all_orders; DROP DATABASE SHOP_other; CREATE TABLE SHOP.x (a int); ALTER TABLE SHOP.all_orders ADD x int; RENAME TABLE SHOP.secrets TO SHOP.x
  CREATE TEMPORARY TABLE SHOP.x (a int); CREATE OR REPLACE VIEW SHOP.orders AS SELECT 1; GRANT ALL ON *.* TO x; REVOKE ALL ON *.* FROM x; FLUSH TABLES; FLUSH PRIVILEGES
  LOAD DATA INFILE '/etc/passwd' INTO TABLE SHOP.secrets; LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE SHOP.secrets; LOAD XML INFILE '/x' INTO TABLE SHOP.secrets
  HANDLER SHOP.secrets OPEN; HANDLER SHOP.secrets READ FIRST; HANDLER SHOP.secrets CLOSE; SHOW TABLES FROM SHOP; SHOW DATABASES; SHOW GRANTS; SHOW PROCESSLIST; SHOW VARIABLES
  SHOW CREATE VIEW SHOP.orders; DESCRIBE SHOP.secrets; EXPLAIN SELECT 1; ANALYZE SELECT 1; ANALYZE TABLE SHOP.all_orders; OPTIMIZE TABLE SHOP.all_orders; REPAIR TABLE SHOP.all_orders
  CHECK TABLE SHOP.all_orders; SET @a = 1; SET SESSION max_statement_time = 0; SET GLOBAL general_log = 1; SET autocommit = 1; START TRANSACTION; BEGIN; COMMIT; ROLLBACK; SAVEPOINT a
  LOCK TABLES SHOP.all_orders WRITE; UNLOCK TABLES; USE SHOP; CALL SHOP.leak(); DO SLEEP(20); DO RELEASE_ALL_LOCKS(); KILL 1; SHUTDOWN; INSTALL PLUGIN x SONAME 'x.so'; CHANGE MASTER TO MASTER_HOST = 'x'
  PREPARE a FROM 'SELECT 1'; EXECUTE a; DEALLOCATE PREPARE a; EXECUTE IMMEDIATE 'DROP TABLE SHOP.all_orders'; XA START 'x'; CREATE USER x; SET PASSWORD = PASSWORD('x'); SIGNAL SQLSTATE '45000'
  CREATE FUNCTION SHOP.x() RETURNS int RETURN 1; CREATE EVENT SHOP.e ON SCHEDULE EVERY 1 SECOND DO DELETE FROM SHOP.all_orders; CREATE SEQUENCE SHOP.x; DELETE FROM SHOP.all_orders RETURNING id; BINLOG 'x'; HELP 'x'; CACHE INDEX SHOP.all_orders IN x; PURGE BINARY LOGS TO 'x'; IMPORT TABLE FROM 'x'`

const inQueries = (statement: string) => [
  statement,
  `SELECT id FROM SHOP.orders; ${statement}`,
  `SELECT 1) AS found; ${statement}; -- `,
  `/*! ${statement} */`,
  `COMMIT; ${statement}`,
]

const into = [
  "OUTFILE '/tmp/SHOP-1'",
  "DUMPFILE '/tmp/SHOP-2'",
  '@a',
  'a',
  "OUTFILE '/tmp/SHOP-3' FIELDS TERMINATED BY ','",
].flatMap(target => [
  `SELECT 1 INTO ${target}`,
  `SELECT id FROM SHOP.orders INTO ${target}`,
  `SELECT id INTO ${target} FROM SHOP.orders`,
  `(SELECT id FROM SHOP.orders LIMIT 1) INTO ${target}`,
  `SELECT 1 UNION SELECT 2 INTO ${target}`,
  `SELECT 1 /*! INTO ${target} */`,
  `SELECT 1 /*M! INTO ${target} */`,
  `SELECT * FROM (SELECT 1 INTO ${target}) AS x`,
])

const others = [
  ...[
    'FOR UPDATE',
    'FOR SHARE',
    'LOCK IN SHARE MODE',
    'FOR UPDATE NOWAIT',
    'FOR UPDATE SKIP LOCKED',
    'PROCEDURE ANALYSE()',
  ].map(tail => `SELECT id FROM SHOP.orders ${tail}`),
  ...['@a', '@@version', '@@GLOBAL.datadir', '@@session.sql_mode', '@a := 1', '(@a := @a + 1)', '@`a`', "@'a'"].flatMap(
    variable => [
      `SELECT ${variable}`,
      `SELECT id FROM SHOP.orders WHERE id = ${variable}`,
      `SELECT id FROM SHOP.orders ORDER BY ${variable}`,
    ],
  ),
  'WITH RECURSIVE n AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM n) SELECT COUNT(*) FROM n',
  'WITH RECURSIVE n AS (SELECT 1 AS a UNION ALL SELECT n.a + 1 FROM n, SHOP.orders) SELECT MAX(a) FROM n',
  'SELECT COUNT(*) FROM SHOP.orders PARTITION (p0)',
  'SELECT id FROM SHOP.orders USE INDEX (x)',
  'SELECT HIGH_PRIORITY SQL_BUFFER_RESULT id FROM SHOP.orders',
  'SELECT SQL_CALC_FOUND_ROWS id FROM SHOP.orders',
  'SELECT STRAIGHT_JOIN id FROM SHOP.orders',
  'SELECT id FROM SHOP.orders FOR SYSTEM_TIME ALL',
  "SELECT * FROM JSON_TABLE('[]', '$[*]' COLUMNS (a INT PATH '$')) AS x",
  'SELECT CURRENT_USER',
  'SELECT CURRENT_ROLE',
  "SELECT _utf8'x'",
  "SELECT N'x'",
  "SELECT x'41'",
  "SELECT b'1'",
  'SELECT "x"',
  "SELECT 'a\\' UNION SELECT word FROM SHOP.secrets -- '",
  "SELECT 'a\\\\'",
  'SELECT `unclosed',
  "SELECT 'unclosed",
  'SELECT id FROM SHOP.orders # WHERE false',
  'SELECT id FROM SHOP.orders -- WHERE false',
  'SELECT id FROM SHOP.orders --\tWHERE false',
  'SELECT id FROM SHOP.orders /* WHERE false */',
  'SELECT 1 /*!50000 UNION SELECT word FROM SHOP.secrets */',
  'SELECT 1 /*!99999 UNION SELECT word FROM SHOP.secrets */',
  'SELECT 1 /*M!100000 UNION SELECT word FROM SHOP.secrets */',
  'SELECT 1/*!UNION*//*!SELECT*/word FROM SHOP.secrets',
  'SELECT /*+ MAX_EXECUTION_TIME(0) */ id FROM SHOP.orders',
  'SELECT id FROM SHOP.orders WHERE id = ?',
  'SELECT id FROM SHOP.orders WHERE id = {id}',
  'SELECT {fn now()}',
  "SELECT {d '2026-01-01'}",
  'SELECT id FROM SHOP.orders\u00a0WHERE 1',
  'SELECT id FROM SHOP．orders',
  'ＳＥＬＥＣＴ 1',
  'SELECT\u200b 1',
  'SELECT 1\u0000; DROP TABLE SHOP.all_orders',
  "SELECT 'a\u0000b'",
  'SELECT 1；DROP TABLE SHOP.all_orders',
  'SELECT 1 \\G',
  'SELECT 1 \\; DROP TABLE SHOP.all_orders',
  'DELIMITER //',
  'SELECT NEXT VALUE FOR SHOP.x',
  'SELECT PREVIOUS VALUE FOR SHOP.x',
  'SELECT 1) AS found, (SELECT SLEEP(20)',
  'VALUES ROW(SLEEP(20))',
  'VALUES (1)',
  '',
  ';',
]

const listOf = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map(each => each.trim())
    .filter(each => each !== '')

export const hostileMysql = (shop: string): string[] => [
  ...new Set(
    [
      ...listOf(calls, /\||\n/).flatMap(inPlaces),
      ...listOf(relations, /\||\n/).flatMap(readings),
      ...listOf(statements, /;(?=\s)|\n/).flatMap(inQueries),
      ...into,
      ...others,
    ].map(text => text.replaceAll('SHOP', shop)),
  ),
]
