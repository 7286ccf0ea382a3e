import type { VerdictStore } from '../cache/verdict-store.ts';
import type { SelfTestKeeper } from './self-test-keeper.ts';
import type { AlgorithmStore } from '../trust/algorithm-store.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type { CardWorks } from './card-works.ts';
import type { DetailReader } from './detail-reader.ts';
import type { FurtherLook } from './look-further.ts';
import type { RecordLookUp } from './look-up-record.ts';
import type { MediaInspector } from './inspect-media.ts';
import type { TabItems } from './tab-items.ts';

/** What the background's answers are made of. One set for the life of the background. */
export interface BackgroundPorts {
  readonly inspector: Pick<MediaInspector, 'inspect'>;
  readonly further: Pick<FurtherLook, 'fetch'>;
  readonly lookUps: Pick<RecordLookUp, 'ask'>;
  readonly details: Pick<DetailReader, 'read'>;
  readonly items: TabItems;
  readonly store: VerdictStore;
  readonly trust: TrustStore;
  readonly algorithms: Pick<AlgorithmStore, 'refreshIfDue'>;
  readonly selfTest: SelfTestKeeper;
  readonly cardWorks: Pick<CardWorks, 'show' | 'mark' | 'settle' | 'open'>;
}
