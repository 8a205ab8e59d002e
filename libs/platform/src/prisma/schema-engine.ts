import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as wasmBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { connectionFields } from './connection.js';

export type SchemaEngine = wasmBindings.SchemaEngine;

/** Type ids in PostgreSQL's catalogue (pg_type.dat). */
const OID = { char: 18, charArray: 1002, textArray: 1009 } as const;

/**
 * Lends Prisma's schema engine, in WebAssembly, which talks to PostgreSQL through the driver adapter:
 * migrations without the native engine, which would have to be downloaded. Afterwards no connection is left.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  schemaPath: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await instantiate();
  const schema = await readFile(schemaPath, 'utf8');
  const pools: pg.Pool[] = [];
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(adapterFactory(databaseUrl, pools));
    const datamodels: [string, string][] = [[schemaPath, schema]];
    const engine = await wasmBindings.SchemaEngine.new({ datamodels }, () => {}, adapter);
    try {
      return await use(engine);
    } finally {
      engine.free();
    }
  } finally {
    // Freeing the engine does not dispose of its adapter.
    await Promise.all(pools.filter((pool) => !pool.ended).map((pool) => pool.end()));
  }
}

/** The part of the WebAssembly API used here; the Node typings leave it to the DOM library. */
interface WebAssemblyApi {
  instantiate(
    code: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Exports } }>;
}
interface Exports {
  __wbindgen_start(): void;
}

let instantiated: Promise<void> | undefined;

/** Does once per process what the package's own entry leaves to bundlers, as Node cannot import `.wasm` files. */
function instantiate(): Promise<void> {
  instantiated ??= (async () => {
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const code = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
    const host = globalThis as unknown as {
      WebAssembly: WebAssemblyApi;
      PRISMA_WASM_PANIC_REGISTRY?: { set_message(message: string): void };
    };
    // Where the engine leaves its words before it traps; without it the trap itself would be lost.
    host.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => process.stderr.write(`${message}\n`) };
    const { instance } = await host.WebAssembly.instantiate(code, {
      './schema_engine_bg.js': importsOfEngine(),
    });
    const { __wbg_set_wasm } = wasmBindings as unknown as { __wbg_set_wasm(exports: Exports): void };
    __wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
  })();
  return instantiated;
}

/**
 * The generated bindings, with timers that do not keep the process alive: the engine leaves the 10 s
 * time-out of its advisory lock running after it is done.
 */
function importsOfEngine(): Record<string, unknown> {
  const startTimer = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
  return Object.fromEntries(
    Object.entries(wasmBindings).map(([name, value]) => [
      name,
      name.startsWith('__wbg_setTimeout_') ? startTimer : value,
    ]),
  );
}

/**
 * The adapter with its own shadow databases: in 7.10, `connectToShadowDb` drops the database before
 * closing its own pool, which PostgreSQL refuses (55006, object in use).
 */
function adapterFactory(databaseUrl: string, pools: pg.Pool[]): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (database?: string) => {
    // The engine never closes its connections; left idle, they would keep others from copying the database.
    const idle = { idleTimeoutMillis: 100, allowExitOnIdle: true };
    const pool = new pg.Pool({ ...connectionFields(databaseUrl, database), ...idle, max: 2 });
    pools.push(pool);
    return readableCatalogue(
      await new PrismaPg(markCharColumns(pool), { disposeExternalPool: true }).connect(),
    );
  };
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(),
    connectToShadowDb: async () => {
      const name = `shadow_${randomBytes(6).toString('hex')}`;
      await execute(databaseUrl, `CREATE DATABASE "${name}"`);
      const adapter = await connect(name);
      const dispose = adapter.dispose.bind(adapter);
      adapter.dispose = async () => {
        await dispose();
        await execute(databaseUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      };
      return adapter;
    },
  };
}

/**
 * The engine reads catalogue columns of type `"char"`, for which adapter-pg 7.10 knows no mapping and
 * throws. They pass the adapter disguised as arrays of `"char"` and are unmasked behind it; real arrays
 * of `"char"` make room and pass as arrays of text.
 */
function markCharColumns(pool: pg.Pool): pg.Pool {
  const query = pool.query.bind(pool) as (config: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>;
  const marked = async (config: pg.QueryArrayConfig) => {
    const result = await query(config);
    for (const field of result.fields) {
      if (field.dataTypeID === OID.char) field.dataTypeID = OID.charArray;
      else if (field.dataTypeID === OID.charArray) field.dataTypeID = OID.textArray;
    }
    return result;
  };
  return Object.assign(pool, { query: marked });
}

function readableCatalogue<Adapter extends SqlDriverAdapter>(adapter: Adapter): Adapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    return {
      ...result,
      columnTypes: result.columnTypes.map((type) =>
        type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
      ),
    };
  };
  return adapter;
}

async function execute(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client(connectionFields(databaseUrl));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
