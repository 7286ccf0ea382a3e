import { parentPort, workerData } from 'node:worker_threads';
import { setValidatorClock } from '../../lib/decoders/c2pa-clock.ts';
import type { ToWorker, WorkerStart } from './protocol.ts';

const { trust, at, mayReadPixels } = workerData as WorkerStart;
if (at !== null) setValidatorClock(at);
// Loaded after the clock is set, so that nothing keeps the real one.
const { nodeEngine } = await import('./engine.ts');
const engine = nodeEngine(trust, mayReadPixels);

parentPort?.on('message', (target: ToWorker) => {
  void engine.look(target).then((report) => parentPort?.postMessage(report));
});
