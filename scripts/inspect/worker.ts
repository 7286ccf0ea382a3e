import { parentPort, workerData } from 'node:worker_threads';
import { fixClock } from './fix-clock.ts';
import type { ToWorker, WorkerStart } from './protocol.ts';

const { trust, at } = workerData as WorkerStart;
if (at !== null) fixClock(at);
// Loaded after the clock is set, so that nothing keeps the real one.
const { nodeEngine } = await import('./engine.ts');
const engine = nodeEngine(trust);

parentPort?.on('message', (target: ToWorker) => {
  void engine.look(target).then((report) => parentPort?.postMessage(report));
});
