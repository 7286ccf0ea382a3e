import type { Basis, Label } from '../../lib/model/verdict.ts';
import { changeAssertion, changeClaim, changePixel, cutAfter, cutOff } from './damage.ts';
import { draw } from './draw.ts';
import { withPngText, xmp, xmpSourceType } from './metadata.ts';
import { harborWithSky } from './composed.ts';
import { captured, created, generated, signed } from './plans.ts';
import { sign, type Picture } from './sign.ts';
import type { Signers } from './signers.ts';

/** One sample and what Whence must say of it, with `Signers.trusted` as its only trust list. */
export interface Sample {
  readonly file: string;
  /** What the picture shows, as its alternative text. */
  readonly alt: string;
  readonly label: Label;
  readonly basis: Basis;
  /** Browsers do not render it, so it is for the command line alone. */
  readonly isUnrendered?: true;
  make(signers: Signers): Promise<Picture>;
}

/** Every state of evidence, in every format a browser shows. Order is the order of the gallery. */
export const SAMPLES: readonly Sample[] = [
  {
    file: 'dawn.jpg',
    alt: 'Mountain ridges at dawn',
    label: 'ai-generated',
    basis: 'signed-trusted',
    make: signed({ scene: 'dawn', format: 'jpeg', width: 1200 }, generated('Ridges'), 'lumen'),
  },
  {
    file: 'spheres.webp',
    alt: 'Glazed spheres before an arch',
    label: 'ai-generated',
    basis: 'signed-unrecognised',
    make: signed({ scene: 'spheres', format: 'webp' }, generated('Spheres'), 'lookAlike'),
  },
  {
    file: 'city.png',
    alt: 'Lit windows of a city under a pink moon',
    label: 'ai-generated',
    basis: 'declared',
    make: async () =>
      withPngText(
        await draw({ scene: 'city', format: 'png', xmp: xmpSourceType('trainedAlgorithmicMedia') }),
        'Description',
        'night skyline, pink moon --ar 8:5 --v 7 Job ID: 5d1c9c4e-7f0b-4f0e-9d53-0f6f2f0b7a11',
      ),
  },
  {
    file: 'beach.jpg',
    alt: 'A parasol on an empty beach',
    label: null,
    basis: 'record-broken',
    make: signed({ scene: 'beach', format: 'jpeg' }, generated('Parasol'), 'lumen', changeClaim),
  },
  {
    file: 'lighthouse.jpg',
    alt: 'A lighthouse in black and white',
    label: 'camera-captured',
    basis: 'signed-trusted',
    make: signed({ scene: 'lighthouse', format: 'jpeg' }, captured('Lighthouse'), 'halden'),
  },
  {
    file: 'snow.jpg',
    alt: 'A red hut in deep snow',
    label: null,
    basis: 'record-removed',
    make: () =>
      draw({
        scene: 'snow',
        format: 'jpeg',
        xmp: xmp('dcterms', 'provenance', 'self#jumbf=/c2pa/urn:c2pa:0b1a1f9e-6a53-4e0b-8a3e-6f5c5a7f5d10'),
      }),
  },
  {
    file: 'forest.jpg',
    alt: 'Firs in morning mist',
    label: null,
    basis: 'changed-since-signing',
    make: signed({ scene: 'forest', format: 'jpeg' }, captured('Firs'), 'halden', changePixel),
  },
  {
    file: 'lake.avif',
    alt: 'A sailing boat on a still lake',
    label: 'ai-generated',
    basis: 'signed-lapsed',
    make: async ({ issueLapsing }) => {
      const picture = await draw({ scene: 'lake', format: 'avif', width: 960 });
      return sign(picture, generated('Lake'), (await issueLapsing()).credential);
    },
  },
  {
    file: 'planet.png',
    alt: 'A ringed planet above a red plain',
    label: 'ai-generated',
    basis: 'declared',
    make: async () =>
      withPngText(
        await draw({ scene: 'planet', format: 'png' }),
        'parameters',
        'a dome on a red plain, ringed planet\nNegative prompt: blurry\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 90210, Size: 800x500, Model hash: 6ce0161689, Model: v1-5-pruned, Version: v1.10.1',
      ),
  },
  {
    file: 'earth.jpg',
    alt: 'The whole Earth',
    label: 'camera-captured',
    basis: 'signed-unrecognised',
    make: signed({ scene: 'earth', format: 'jpeg' }, captured('Earth'), 'unlistedCamera'),
  },
  {
    file: 'dunes.webp',
    alt: 'Dunes in low sun',
    label: 'ai-generated',
    basis: 'declared',
    make: () =>
      draw({
        scene: 'dunes',
        format: 'webp',
        xmp: xmp('TC260', 'AIGC', JSON.stringify({ Label: '1', ContentProducer: 'Example', ProduceID: '0001' })),
      }),
  },
  {
    file: 'fields.jpg',
    alt: 'Rows of flowers and a windmill',
    label: 'ai-edited',
    basis: 'declared',
    make: () => draw({ scene: 'fields', format: 'jpeg', xmp: xmpSourceType('compositeWithTrainedAlgorithmicMedia') }),
  },
  {
    file: 'harbour.jpg',
    alt: 'A lighthouse under a painted sky',
    label: 'ai-edited',
    basis: 'signed-trusted',
    make: harborWithSky,
  },
  {
    file: 'collage.png',
    alt: 'Gulls over a gray sea',
    label: 'may-contain-ai',
    basis: 'signed-trusted',
    make: signed({ scene: 'gulls', format: 'png' }, created('Gulls', 'composite'), 'fieldnote'),
  },
  {
    file: 'sky.jpg',
    alt: 'Evening clouds',
    label: null,
    basis: 'record-elsewhere',
    make: signed(
      { scene: 'sky', format: 'jpeg' },
      { ...generated('Sky'), remote: 'https://records.example/sky.c2pa' },
      'lumen',
    ),
  },
  {
    file: 'poster.svg',
    alt: 'A drawn lighthouse',
    label: 'ai-generated',
    basis: 'signed-trusted',
    make: signed({ scene: 'colour', format: 'svg' }, generated('Poster'), 'lumen'),
  },
  {
    file: 'moon.gif',
    alt: 'A city at night, mirrored',
    label: 'ai-generated',
    basis: 'signed-trusted',
    make: signed({ scene: 'city', format: 'gif', width: 640, mirrored: true }, generated('Moon'), 'lumen'),
  },
  {
    file: 'sketch.png',
    alt: 'Spheres drawn by hand',
    label: null,
    basis: 'signed-trusted',
    make: signed({ scene: 'spheres', format: 'png', hue: 140 }, created('Sketch', 'digitalCreation'), 'fieldnote'),
  },
  {
    file: 'proto.png',
    alt: 'A planet in other colors',
    label: 'ai-generated',
    basis: 'signed-trusted',
    make: signed(
      { scene: 'planet', format: 'png', hue: 80, mirrored: true },
      { ...generated('Proto'), assertions: ['__proto__', 'constructor'] },
      'lumen',
    ),
  },
  {
    file: 'altered.webp',
    alt: 'A windmill',
    label: null,
    basis: 'record-broken',
    make: signed(
      { scene: 'fields', format: 'webp', crop: [0.45, 0.1, 0.5, 0.5], mirrored: true },
      generated('Mill'),
      'lumen',
      changeAssertion,
    ),
  },
  {
    file: 'cut.jpg',
    alt: 'Firs, of which the lower part did not arrive',
    label: null,
    basis: 'changed-since-signing',
    make: signed({ scene: 'forest', format: 'jpeg', mirrored: true }, generated('Cut'), 'lumen', cutOff),
  },
  {
    file: 'cut.webp',
    alt: 'Firs whose record did not arrive in full',
    label: null,
    basis: 'could-not-check',
    isUnrendered: true,
    make: signed({ scene: 'forest', format: 'webp' }, generated('Cut'), 'lumen', (picture) =>
      cutAfter(picture, 'c2pa.claim.v2'),
    ),
  },
  {
    file: 'scan.tiff',
    alt: 'A scan',
    label: 'ai-generated',
    basis: 'signed-trusted',
    isUnrendered: true,
    make: signed({ scene: 'dunes', format: 'tiff', width: 400 }, generated('Scan'), 'lumen'),
  },
  ...(['jpeg', 'png', 'webp', 'gif', 'avif', 'svg', 'tiff'] as const).map((format, index): Sample => ({
    file: `plain.${format}`,
    alt: `A picture without a record, ${format.toUpperCase()}`,
    label: null,
    basis: 'nothing-found',
    ...(format === 'tiff' && { isUnrendered: true }),
    make: () => draw({ scene: PLAIN_SCENES[index] ?? 'beach', format, width: 640, mirrored: true }),
  })),
];

const PLAIN_SCENES = ['beach', 'fields', 'snow', 'dunes', 'harbour', 'lake', 'gulls'];
