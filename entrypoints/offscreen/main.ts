import { EngineQueue } from '../../lib/platform/engine-queue.ts';
import { serveOffscreen } from '../../lib/platform/offscreen-document.ts';
import { startEngineWorker } from './start-worker.ts';

serveOffscreen((askForBytes) => new EngineQueue(startEngineWorker, {}, () => self.close(), askForBytes));
