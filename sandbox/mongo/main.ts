import { parseArgs } from 'node:util';
import { startMongo } from './server.ts';

const USAGE = `Usage: npm run sandbox:mongo -- [--port N] [--data DIR] [--fsync]

A small server of MongoDB's wire protocol, on 127.0.0.1 only, for a laptop and for tests.
  --port N     the port (27017)
  --data DIR   keeps everything in DIR; without it all is lost at the end
  --fsync      waits for the disk at each write, so that a power cut loses nothing either`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '27017' },
    data: { type: 'string' },
    fsync: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else await run();

async function run(): Promise<void> {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    return fail(`--port ${values.port} is not a port number`);
  try {
    const server = await startMongo({ port, dataDir: values.data, fsync: values.fsync });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
    console.log(server.uri);
  } catch (error) {
    if (isPortInUse(error)) return fail(`Port ${port} is in use. Choose another one with --port.`);
    fail(error instanceof Error ? error.message : String(error));
  }
}

function isPortInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
