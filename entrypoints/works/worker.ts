import { type MeasureScope, serveMeasuring } from '../../lib/platform/fingerprint-worker.ts';

serveMeasuring(self as unknown as MeasureScope);
