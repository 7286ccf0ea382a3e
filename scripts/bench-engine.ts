import type { EngineContext } from '../lib/inspect/context.ts';
import type { TrustLists } from '../lib/model/trust.ts';
import { parsePem } from '../lib/trust/parse-pem.ts';
import { engineFiles } from '../tests/bench/engine-files.ts';
import {
  memoryFigures,
  settingsFigures,
  signedFigures,
  startFigures,
  unsignedFigures,
} from '../tests/bench/engine-figures.ts';
import { growthFigures, networkFigures } from '../tests/bench/network-figures.ts';
import { printOutcome } from '../tests/bench/print-figures.ts';
import { readOptions, sayUsage } from '../tests/bench/read-options.ts';
import { openCorpus } from './gallery/corpus.ts';
import { prepareSamples } from './samples/samples.ts';

/**
 * The engine alone, without a browser: bytes it asks of the network, time for files with and without a record,
 * against the native validator in the same run, start, settings, memory, growth.
 */
const USAGE = `Usage: npm run bench:engine -- [--json] [--quick]
  --quick  5 runs of each and 40 inspections instead of 20 and 1,000
  --json   figures as one JSON object in the last line`;
const FULL = { times: 20, inspections: 1000 };
const QUICK = { times: 5, inspections: 40 };

const parsed = readOptions({});
if (parsed === null) {
  sayUsage(USAGE);
} else {
  await bench(parsed.quick ? QUICK : FULL, parsed.json);
}

async function bench({ times, inspections }: typeof FULL, isJson: boolean): Promise<void> {
  const files = await engineFiles();
  const unsigned = files.filter(({ isSigned }) => !isSigned);
  const signed = files.filter(({ isSigned }) => isSigned);
  const jpeg = signed.find(({ map }) => map.format === 'image/jpeg');
  if (jpeg === undefined) throw new Error('There is no signed JPEG to measure with.');
  const trust = await lists();
  const { engine, memory, figures } = await startFigures(jpeg);
  const context: EngineContext = {
    c2pa: engine,
    trust,
    version: '0.0.0',
    now: () => performance.now(),
    abort: new AbortController().signal,
  };
  const all = [
    ...figures,
    ...(await networkFigures(files, context)),
    ...(await growthFigures(context)),
    ...(await unsignedFigures(unsigned, context, times)),
    ...(await settingsFigures(jpeg, engine, trust, times)),
    ...(await signedFigures(signed, context, times)),
    ...(await memoryFigures(signed, context, memory, inspections)),
  ];
  const setting = {
    node: process.version,
    files: { unsigned: unsigned.length, signed: signed.length },
    corpus: openCorpus() !== null,
    lists: trust.map(({ name, anchorsPem }) => `${name}, ${anchorsPem.length} characters`),
    times,
    inspections,
  };
  printOutcome({ benchmark: 'engine', setting, figures: all }, isJson);
}

/** The samples' own list and, where there is a corpus, the official one: two, as most people have. */
async function lists(): Promise<TrustLists> {
  const texts = [
    ['C2PA trust list', 'c2pa', openCorpus()?.trust],
    ['Whence samples', 'custom', (await prepareSamples()).trust],
  ] as const;
  return texts.flatMap(([name, kind, text]) => {
    const pem = parsePem(text ?? '');
    return pem.kind === 'refused' ? [] : [{ name, kind, issued: null, anchorsPem: pem.pem, allowedPem: null }];
  });
}
