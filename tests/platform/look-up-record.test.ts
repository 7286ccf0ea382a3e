import { beforeEach, describe, expect, it, vi } from 'vitest';
import { replyText } from '../../lib/messaging/envelope.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { Report } from '../../lib/model/report.ts';
import { askRecordStore, storesWithoutAccess } from '../../lib/platform/ask-record-store.ts';
import type { ComputeHost, JobAnswer } from '../../lib/platform/compute-job.ts';
import { lookUpOf, RecordLookUp } from '../../lib/platform/look-up-record.ts';
import { TabItems } from '../../lib/platform/tab-items.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { REPORT } from '../cache/sample-report.ts';
import { sampleLookUp, sampleRecord } from '../verdict/sample-reports.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const ADDRESS = 'https://records.example/v1';
const OTHER = 'https://store.example';
const binding = { alg: 'com.adobe.trustmark.P', value: 'AAEC', from: 'record' } as const;
const CODED: Report = {
  ...REPORT,
  basis: 'record-broken',
  label: null,
  record: sampleRecord({ softBindings: [binding], failures: ['claimSignature.mismatch'] }),
  recordFrom: 'file',
};
const SHOWN = { url: REPORT.source, inline: null, pageUrl: 'https://example.org/page' };
const FOUND = sampleLookUp();
const ANSWER: JobAnswer = { kind: 'looked-up', outcome: FOUND.answer };

const inspect = vi.fn<ComputeHost['inspect']>();
let isOnline: boolean;
let hasAccess: boolean;

const lookUps = () =>
  new RecordLookUp({
    host: {
      inspect,
      prepare: () => undefined,
      taken: () => undefined,
      selfTest: async () => ({ state: 'not-run', detail: '' }),
    },
    trust: { inForce: async () => ({ lists: [], version: 'lists' }) },
    settings: async () => ({
      ...DEFAULT_SETTINGS,
      resolvers: [
        { name: 'Newsroom', address: ADDRESS },
        { name: 'Other', address: OTHER },
      ],
    }),
    hasPermission: async () => hasAccess,
    isOnline: () => isOnline,
    version: '0.1.0',
  });

beforeEach(() => {
  resetExtension();
  inspect.mockReset().mockResolvedValue(ANSWER);
  isOnline = hasAccess = true;
});

describe('a record store', () => {
  it('is asked about the codes, and its answer stands beside the file’s own', async () => {
    const report = await lookUps().ask(CODED, ADDRESS, SHOWN, 'code');
    expect(report).toMatchObject({
      label: null,
      basis: 'record-broken',
      record: CODED.record,
      recordFrom: 'file',
      lookUp: { resolver: 'Newsroom', host: 'records.example', answer: FOUND.answer },
      sentence: expect.stringContaining('Looked up at records.example, not in this file'),
    });
    expect(inspect.mock.lastCall?.[0]).toMatchObject({
      record: null,
      lookUp: {
        resolver: { address: ADDRESS },
        origins: ['https://records.example', 'https://store.example'],
        bindings: [binding],
      },
      asked: true,
    });
  });

  it('is asked only where the settings name it and the file has a code', async () => {
    expect(await lookUps().ask(CODED, 'https://elsewhere.example', SHOWN, 'code')).toBeNull();
    expect(await lookUps().ask({ ...REPORT, pixels: null }, ADDRESS, SHOWN, 'code')).toBeNull();
    expect(await lookUps().ask({ ...CODED, pixels: null }, ADDRESS, SHOWN, 'content')).toBeNull();
    expect(inspect).not.toHaveBeenCalled();
  });

  it('is asked by a fingerprint where there is only a picture, and sent the file only by that word', async () => {
    const picture: Report = { ...REPORT, basis: 'nothing-found', format: 'image/png', pixels: { width: 9, height: 8 } };
    expect(await lookUps().ask(picture, ADDRESS, SHOWN, 'code')).toMatchObject({ lookUp: { answer: FOUND.answer } });
    const asked = { bindings: [], format: 'image/png', pixels: { width: 9, height: 8 } };
    expect(inspect.mock.lastCall?.[0].lookUp).toMatchObject({ ...asked, by: 'code' });
    await lookUps().ask(picture, ADDRESS, SHOWN, 'content');
    expect(inspect.mock.lastCall?.[0].lookUp).toMatchObject({ ...asked, by: 'content' });
  });

  const whyOf = async () => {
    const answer = (await lookUps().ask(CODED, ADDRESS, SHOWN, 'code'))?.lookUp?.answer;
    return answer?.kind === 'unanswered' ? answer.why : null;
  };

  it('that cannot be reached is told apart from one the browser keeps Whence from', async () => {
    inspect.mockResolvedValue({ kind: 'looked-up', outcome: { kind: 'unanswered', why: 'offline' } });
    expect(await whyOf()).toBe('blocked');
    isOnline = false;
    expect(await whyOf()).toBe('offline');
    hasAccess = false;
    expect(await whyOf()).toBe('needs-permission');
  });

  it('gives no record where the engine stops', async () => {
    inspect.mockResolvedValue({ kind: 'failed', why: 'timeout' });
    expect(await whyOf()).toBe('timeout');
    inspect.mockRejectedValue(new Error('no document'));
    expect(await whyOf()).toBe('engine-failed');
  });
});

describe('for one item', () => {
  const place = { tab: 1, frame: 3, item: 1 };
  const entry: TabItem = {
    item: 1,
    frame: 3,
    kind: 'image',
    url: REPORT.source,
    alt: '',
    width: 1,
    height: 1,
    report: CODED,
  };

  it('is kept with it, and its page is told', async () => {
    const items = new TabItems();
    await items.put(1, entry);
    const after = await lookUpOf(place, { resolver: ADDRESS, by: 'code' }, { lookUps: lookUps(), items });
    expect(after?.report?.lookUp).toEqual({ ...FOUND });
    expect(await items.get(1, 3, 1)).toEqual(after);
    expect(browser.tabs.sendMessage).toHaveBeenCalledOnce();
  });

  it('changes nothing where nobody was asked, or the item is gone', async () => {
    const items = new TabItems();
    expect(await lookUpOf(place, { resolver: ADDRESS, by: 'code' }, { lookUps: lookUps(), items })).toBeNull();
    await items.put(1, entry);
    expect(
      await lookUpOf(place, { resolver: 'https://elsewhere.example', by: 'code' }, { lookUps: lookUps(), items }),
    ).toEqual(entry);
    expect(browser.tabs.sendMessage).not.toHaveBeenCalled();
  });

  it('asks the browser for access inside the click where it is wanting, and gives it back', async () => {
    const asked = browser.runtime.sendMessage.mockResolvedValue(replyText({ ok: true, value: entry }) as never);
    browser.permissions.request.mockResolvedValue(true);
    browser.permissions.remove.mockResolvedValue(true);
    const asking = askRecordStore(1, entry, ADDRESS, 'code', true);
    expect(browser.permissions.request).toHaveBeenCalledExactlyOnceWith({ origins: ['https://records.example/*'] });
    expect(asked).not.toHaveBeenCalled();
    expect(await asking).toEqual(entry);
    expect(browser.permissions.remove).toHaveBeenCalledExactlyOnceWith({ origins: ['https://records.example/*'] });
    await askRecordStore(1, entry, ADDRESS, 'code', false);
    expect(browser.permissions.request).toHaveBeenCalledOnce();
    expect(browser.permissions.remove).toHaveBeenCalledOnce();
  });

  it('knows which stores the browser has to be asked about', async () => {
    browser.permissions.contains.mockImplementation(async ({ origins }: { origins: string[] }) =>
      origins.includes('https://store.example/*'),
    );
    const stores = [
      { name: 'a', address: ADDRESS },
      { name: 'b', address: OTHER },
    ];
    expect([...(await storesWithoutAccess(stores))]).toEqual([ADDRESS]);
  });
});
