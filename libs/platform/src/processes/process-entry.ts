import workerpool from 'workerpool';
import type { TaskModule } from './process-pool.js';

// What every process of a pool runs: argv names the module that does the tasks, and its data.

const [moduleUrl, data] = process.argv.slice(2);
if (moduleUrl === undefined || data === undefined) throw new Error('this file is started by a process pool');

// Ctrl-C reaches the whole process group; the pool's owner decides when its processes end.
process.on('SIGINT', () => {});

const loaded = import(moduleUrl) as Promise<{ default: TaskModule<unknown, unknown, unknown> }>;
// Told to whoever runs a task, and not as an unhandled rejection before anybody does.
loaded.catch(() => {});

workerpool.worker({
  run: async (task: unknown) => (await loaded).default(task, JSON.parse(data)),
});
