import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { createAuthority } from './samples/authority.ts';
import { sign } from './samples/sign.ts';

/**
 * Makes the known file of the start-up self-test: one signed pixel and the root that vouches for it.
 * Run by hand when the validator's demands on certificates change; the result is committed.
 */
const authority = await createAuthority('Whence Self-Test');
const credential = await authority.issue({
  organization: 'Whence',
  name: 'Whence Self-Test',
  from: new Date('2024-01-01'),
  until: new Date('2059-12-31'),
});
const pixel = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#1d1f22' } })
  .png()
  .toBuffer();
const { bytes } = await sign(
  { bytes: pixel, mime: 'image/png' },
  { title: 'self-test', generator: 'Whence', actions: [{ action: 'c2pa.created', source: 'digitalCreation' }] },
  credential,
);
const sample = { png: bytes.toString('base64'), root: authority.root };
await writeFile(
  new URL('../lib/inspect/self-test-sample.json', import.meta.url),
  `${JSON.stringify(sample, null, 2)}\n`,
);
