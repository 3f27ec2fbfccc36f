import { randomBytes } from 'node:crypto'
import type { CustomerDatabase } from '@frontdesk/platform/customer-databases/port'
import mysql from 'mysql2/promise'
import pg from 'pg'

/**
 * A shop's own database on a real server: a login that may read the view of orders, and a table of secrets beside it that
 * it may read as well, so that nothing but the list of what may be read stands before it.
 */
export type ShopDatabase = Omit<CustomerDatabase, 'key'> & {
  relations: string[]
  /** `host:port`, for whoever has to be allowed a private address. */
  hostWithPort: string
  /** As the owner, who may do everything. */
  run(text: string): Promise<Record<string, unknown>[]>
  /** Everything that is in the database, for whoever wants to know whether something has changed. */
  contents(): Promise<string>
  close(): Promise<void>
}

/** Real servers to make such databases on, where there are any. */
export const shopServers = {
  postgresql: process.env.SHOP_DATABASE_URL ?? process.env.DATABASE_URL,
  mysql: process.env.MYSQL_URL,
}

const orders = [
  [1, 'vera@example.com', 'shipped', '19.90', 5],
  [2, 'vera@example.com', 'open', '120.00', 1],
  [3, 'victor@example.com', 'open', '7.50', 2],
] as const

const rows = orders
  .map(order => `(${order.map(value => (typeof value === 'string' ? `'${value}'` : value)).join(', ')})`)
  .join(', ')

const nameOf = () => `shop_${randomBytes(6).toString('hex')}`

const openPostgresqlShop = async (serverUrl: string): Promise<ShopDatabase> => {
  const name = nameOf()
  const server = new pg.Client(serverUrl)
  await server.connect()
  await server.query(`CREATE DATABASE ${name}`)
  await server.query(`CREATE ROLE ${name} LOGIN PASSWORD 'reader'`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const owner = new pg.Client(url.href)
  await owner.connect()
  await owner.query(`CREATE SCHEMA shop; CREATE SCHEMA other;
    CREATE TABLE shop.all_orders (id int PRIMARY KEY, email text, status text, total numeric(10,2), items bigint);
    INSERT INTO shop.all_orders VALUES ${rows};
    CREATE VIEW shop.orders AS SELECT * FROM shop.all_orders;
    CREATE TABLE shop.secrets (word text); INSERT INTO shop.secrets VALUES ('swordfish');
    CREATE TABLE other.secrets (word text); INSERT INTO other.secrets VALUES ('swordfish');
    CREATE TABLE public.notes (word text); INSERT INTO public.notes VALUES ('swordfish');
    CREATE SEQUENCE shop.numbers;
    CREATE FUNCTION shop.leak() RETURNS text LANGUAGE sql AS 'SELECT word FROM shop.secrets';
    CREATE FUNCTION shop.with_tax(total numeric) RETURNS numeric LANGUAGE sql AS 'SELECT total * 1.2';
    GRANT USAGE ON SCHEMA shop, other, public TO ${name};
    GRANT ALL ON ALL TABLES IN SCHEMA shop, other, public TO ${name};
    GRANT ALL ON ALL SEQUENCES IN SCHEMA shop TO ${name};`)
  const run = async (text: string) => (await owner.query<Record<string, unknown>>(text)).rows
  return {
    dialect: 'postgresql',
    host: url.hostname,
    port: Number(url.port || 5432),
    database: name,
    user: name,
    password: 'reader',
    tls: 'off',
    certificateAuthority: null,
    relations: ['shop.orders'],
    hostWithPort: `${url.hostname}:${url.port || 5432}`,
    run,
    contents: async () =>
      JSON.stringify([
        await run('SELECT * FROM shop.all_orders ORDER BY id'),
        await run(
          'SELECT * FROM shop.secrets UNION ALL SELECT * FROM other.secrets UNION ALL SELECT * FROM public.notes',
        ),
        await run('SELECT last_value, is_called FROM shop.numbers'),
        await run(
          `SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY 1`,
        ),
        await run('SELECT count(*) FROM pg_largeobject_metadata'),
      ]),
    close: async () => {
      await owner.end()
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await server.query(`DROP ROLE ${name}`)
      await server.end()
    },
  }
}

/** On MySQL or MariaDB. */
const openMysqlShop = async (serverUrl: string): Promise<ShopDatabase> => {
  const name = nameOf()
  const url = new URL(serverUrl)
  const server = await mysql.createConnection({ uri: serverUrl, multipleStatements: true })
  await server.query(`CREATE DATABASE ${name}; CREATE DATABASE ${name}_other;
    CREATE USER ${name}@'%' IDENTIFIED BY 'reader';
    CREATE TABLE ${name}.all_orders (id int PRIMARY KEY, email varchar(100), status varchar(20), total decimal(10,2), items bigint);
    INSERT INTO ${name}.all_orders VALUES ${rows};
    CREATE VIEW ${name}.orders AS SELECT * FROM ${name}.all_orders;
    CREATE TABLE ${name}.secrets (word varchar(20)); INSERT INTO ${name}.secrets VALUES ('swordfish');
    CREATE TABLE ${name}_other.secrets (word varchar(20)); INSERT INTO ${name}_other.secrets VALUES ('swordfish');
    CREATE FUNCTION ${name}.leak() RETURNS varchar(20) READS SQL DATA RETURN (SELECT word FROM ${name}.secrets LIMIT 1);
    CREATE FUNCTION ${name}.with_tax(total decimal(10,2)) RETURNS decimal(10,2) DETERMINISTIC RETURN total * 1.2;
    GRANT ALL ON ${name}.* TO ${name}@'%'; GRANT ALL ON ${name}_other.* TO ${name}@'%'; GRANT FILE ON *.* TO ${name}@'%'`)
  const run = async (text: string) => (await server.query(text))[0] as Record<string, unknown>[]
  return {
    dialect: 'mysql',
    host: url.hostname,
    port: Number(url.port || 3306),
    database: null,
    user: name,
    password: 'reader',
    tls: 'off',
    certificateAuthority: null,
    relations: [`${name}.orders`],
    hostWithPort: `${url.hostname}:${url.port || 3306}`,
    run,
    contents: async () =>
      JSON.stringify([
        await run(`SELECT * FROM ${name}.all_orders ORDER BY id`),
        await run(`SELECT * FROM ${name}.secrets UNION ALL SELECT * FROM ${name}_other.secrets`),
        await run(
          `SELECT table_name FROM information_schema.tables WHERE table_schema IN ('${name}', '${name}_other') ORDER BY 1`,
        ),
      ]),
    close: async () => {
      await server.query(`DROP USER ${name}@'%'; DROP DATABASE ${name}; DROP DATABASE ${name}_other`)
      await server.end()
    },
  }
}

export const openShop = (dialect: CustomerDatabase['dialect'], serverUrl: string): Promise<ShopDatabase> =>
  dialect === 'mysql' ? openMysqlShop(serverUrl) : openPostgresqlShop(serverUrl)
