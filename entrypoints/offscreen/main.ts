import { engineHost } from '../../lib/platform/engine-host.ts';
import { serveOffscreen } from '../../lib/platform/offscreen-document.ts';
import { startEngineWorker } from './start-worker.ts';

serveOffscreen((askForBytes) => engineHost(startEngineWorker, askForBytes, () => self.close()));
