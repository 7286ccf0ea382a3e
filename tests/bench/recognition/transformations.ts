import sharp, { type Sharp } from 'sharp';
import type { Raster } from '../../../lib/model/raster.ts';
import { drawText } from './page-drawing.ts';
import { readRaster, toSharp } from '../../support/read-raster.ts';

/** Something that is done to pictures on the web, with draws from `next` where there is a choice. */
export interface Transformation {
  readonly name: string;
  /** The least recall asked for on works that nothing was tuned on, in percent. */
  readonly target: number;
  make(picture: Raster, next: () => number): Promise<Raster>;
}

/** As the prototype's measurements had them, at the same strengths. */
export const TRANSFORMATIONS: readonly Transformation[] = [
  { name: 'JPEG 30', target: 99, make: (picture) => encoded(toSharp(picture).jpeg({ quality: 30 })) },
  { name: 'WebP 50', target: 99, make: (picture) => encoded(toSharp(picture).webp({ quality: 50 })) },
  { name: 'resize 25 %', target: 99, make: (picture) => encoded(resized(picture, 0.25).jpeg({ quality: 80 })) },
  {
    name: 'brightness, contrast, saturation',
    target: 99,
    make: (picture) => encoded(toSharp(picture).modulate({ brightness: 1.15, saturation: 0.6 }).linear(1.2, -20)),
  },
  { name: 'Gaussian blur', target: 99, make: (picture) => encoded(toSharp(picture).blur(2)) },
  { name: 'noise, sigma 18', target: 99, make: async (picture, next) => noisy(picture, 18, next) },
  ...([80, 60, 40] as const).map((percent) => ({
    name: `crop to ${percent} %`,
    target: percent === 80 ? 98 : percent === 60 ? 96 : 92,
    make: (picture: Raster, next: () => number) =>
      encoded(cropped(toSharp(picture), picture, percent / 100, next).jpeg({ quality: 80 })),
  })),
  { name: 'mirror', target: 99, make: (picture) => encoded(toSharp(picture).flop().jpeg({ quality: 80 })) },
  { name: 'rotate 90', target: 99, make: (picture) => encoded(toSharp(picture).rotate(90).jpeg({ quality: 80 })) },
  { name: 'rotate 2-5 degrees', target: 95, make: leaning },
  { name: 'perspective', target: 95, make: inPerspective },
  { name: 'border 10 %', target: 98, make: (picture, next) => framed(picture, { x: 0.1, y: 0.1 }, grayOf(next)) },
  { name: 'letterbox 10 %', target: 98, make: (picture) => framed(picture, { x: 0, y: 0.1 }, '#000') },
  { name: 'caption bar 15 %', target: 98, make: captioned },
  { name: 'logo and text over 20 %', target: 93, make: overlaid },
  { name: 'page screenshot, 50 %', target: 97, make: (picture, next) => onPage(picture, 0.5, next) },
  { name: 'page screenshot, 25 %', target: 85, make: (picture, next) => onPage(picture, 0.25, next) },
  {
    name: 'crop 80 %, 60 % size, caption, JPEG 45',
    target: 95,
    make: async (picture, next) => {
      const cut = await encoded(cropped(toSharp(picture), picture, 0.8, next));
      const captioning = await captioned(await encoded(resized(cut, 0.6)), next);
      return encoded(toSharp(captioning).jpeg({ quality: 45 }));
    },
  },
];

async function encoded(picture: Sharp): Promise<Raster> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  if (info.format !== 'raw') return readRaster(data);
  return readRaster(
    await sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
      .png({ compressionLevel: 0 })
      .toBuffer(),
  );
}

function resized(picture: Raster, scale: number): Sharp {
  return toSharp(picture).resize(Math.round(picture.width * scale), Math.round(picture.height * scale));
}

function cropped(picture: Sharp, { width, height }: Raster, area: number, next: () => number): Sharp {
  const side = Math.sqrt(area);
  const cut = { width: Math.round(width * side), height: Math.round(height * side) };
  const left = Math.floor(next() * (width - cut.width + 1));
  const top = Math.floor(next() * (height - cut.height + 1));
  return picture.extract({ left, top, ...cut });
}

function noisy(picture: Raster, sigma: number, next: () => number): Raster {
  const rgba = Uint8Array.from(picture.rgba, (value, at) => {
    if (at % 4 === 3) return value;
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    return Math.max(0, Math.min(255, Math.round(value + sigma * normal)));
  });
  return { ...picture, rgba };
}

/** Turned, and cut to what has no corner of it missing. */
async function leaning(picture: Raster, next: () => number): Promise<Raster> {
  const degrees = (2 + 3 * next()) * (next() < 0.5 ? 1 : -1);
  const angle = Math.abs((degrees * Math.PI) / 180);
  const turned = await encoded(toSharp(picture).rotate(degrees).png({ compressionLevel: 0 }));
  const { width: w, height: h } = picture;
  const ratio = Math.min(
    1,
    w / (w * Math.cos(angle) + h * Math.sin(angle)),
    h / (w * Math.sin(angle) + h * Math.cos(angle)),
  );
  const width = Math.floor(w * ratio * 0.99);
  const height = Math.floor(h * ratio * 0.99);
  const left = Math.floor((turned.width - width) / 2);
  const top = Math.floor((turned.height - height) / 2);
  return encoded(toSharp(turned).extract({ left, top, width, height }).jpeg({ quality: 80 }));
}

/** Each corner moved inwards by up to 9 % of the sides. */
async function inPerspective(picture: Raster, next: () => number): Promise<Raster> {
  const { width, height, rgba } = picture;
  const inset = (): number => 0.09 * next();
  const corners = [
    [inset(), inset()],
    [1 - inset(), inset()],
    [1 - inset(), 1 - inset()],
    [inset(), 1 - inset()],
  ] as const;
  const map = squareTo(corners);
  const warped = new Uint8Array(rgba.length).fill(255);
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++, at += 4) {
      const [u, v] = map((column + 0.5) / width, (row + 0.5) / height);
      const x = Math.max(0, Math.min(width - 1.01, u * width - 0.5));
      const y = Math.max(0, Math.min(height - 1.01, v * height - 0.5));
      const from = ((y | 0) * width + (x | 0)) * 4;
      const fx = x - (x | 0);
      const fy = y - (y | 0);
      for (let channel = 0; channel < 3; channel++) {
        const here = from + channel;
        const upper = (rgba[here] ?? 0) * (1 - fx) + (rgba[here + 4] ?? 0) * fx;
        const lower = (rgba[here + width * 4] ?? 0) * (1 - fx) + (rgba[here + width * 4 + 4] ?? 0) * fx;
        warped[at + channel] = upper * (1 - fy) + lower * fy + 0.5;
      }
    }
  return encoded(toSharp({ width, height, rgba: warped }).jpeg({ quality: 80 }));
}

/** The projective map of the unit square onto four corners (Heckbert 1989, section 2.2.3). */
function squareTo([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Corners): (
  x: number,
  y: number,
) => readonly [number, number] {
  const sx = x0 - x1 + x2 - x3;
  const sy = y0 - y1 + y2 - y3;
  const [dx1, dy1, dx2, dy2] = [x1 - x2, y1 - y2, x3 - x2, y3 - y2];
  const below = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / below;
  const h = (dx1 * sy - sx * dy1) / below;
  return (x, y) => {
    const depth = g * x + h * y + 1;
    return [
      ((x1 - x0 + g * x1) * x + (x3 - x0 + h * x3) * y + x0) / depth,
      ((y1 - y0 + g * y1) * x + (y3 - y0 + h * y3) * y + y0) / depth,
    ];
  };
}

type Place = readonly [number, number];
type Corners = readonly [Place, Place, Place, Place];

function framed({ width, height, rgba }: Raster, share: { x: number; y: number }, color: string): Promise<Raster> {
  const x = Math.round(width * share.x);
  const y = Math.round(height * share.y);
  const picture = toSharp({ width, height, rgba }).extend({ left: x, right: x, top: y, bottom: y, background: color });
  return encoded(picture.jpeg({ quality: 80 }));
}

function captioned({ width, height, rgba }: Raster, next: () => number): Promise<Raster> {
  const bar = Math.round(height * 0.15);
  const text = drawText(width, bar, Math.round(bar * 0.35), next, '#fff', '#000');
  const picture = toSharp({ width, height, rgba })
    .extend({ bottom: bar, background: '#fff' })
    .composite([{ input: text, left: 0, top: height }]);
  return encoded(picture.jpeg({ quality: 80 }));
}

/** A banner of text and a round mark, together a fifth of the area, anywhere. */
function overlaid({ width, height, rgba }: Raster, next: () => number): Promise<Raster> {
  const banner = Math.round(height * 0.12);
  const text = drawText(
    width,
    banner,
    Math.round(banner * 0.5),
    next,
    `hsl(${Math.floor(next() * 360)} 70% 40%)`,
    '#fff',
  );
  const radius = Math.round(Math.sqrt((0.08 * width * height) / Math.PI));
  const side = radius * 2;
  const mark = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><circle cx="${radius}" cy="${radius}" r="${radius}" fill="hsl(${Math.floor(next() * 360)} 80% 50%)"/><path d="M${radius * 0.5} ${radius}L${radius} ${radius * 0.5}L${radius * 1.5} ${radius}L${radius} ${radius * 1.5}Z" fill="#fff"/></svg>`,
  );
  const picture = toSharp({ width, height, rgba }).composite([
    { input: text, left: 0, top: Math.floor(next() * (height - banner)) },
    {
      input: mark,
      left: Math.floor(next() * Math.max(1, width - side)),
      top: Math.floor(next() * Math.max(1, height - side)),
    },
  ]);
  return encoded(picture.jpeg({ quality: 80 }));
}

const PAGE = { width: 1280, height: 900 };

/** On a page of text with a head and a side column, as wide as `share` of the page. */
async function onPage(picture: Raster, share: number, next: () => number): Promise<Raster> {
  const width = Math.round(PAGE.width * share);
  const height = Math.min(PAGE.height - 140, Math.round((picture.height * width) / picture.width));
  const scaled = await toSharp(picture)
    .resize(Math.round((picture.width * height) / picture.height), height)
    .png({ compressionLevel: 0 })
    .toBuffer();
  const text = drawText(PAGE.width, PAGE.height - 70, 16, next, '#fff', '#222');
  const left = Math.floor(next() * (PAGE.width - width - 40)) + 20;
  const top = 90 + Math.floor(next() * Math.max(1, PAGE.height - height - 120));
  const page = sharp({ create: { ...PAGE, channels: 3, background: '#2b4a7a' } }).composite([
    { input: text, left: 0, top: 70 },
    { input: scaled, left, top },
  ]);
  return encoded(page.jpeg({ quality: 85 }));
}

function grayOf(next: () => number): string {
  const gray = Math.floor(next() * 256);
  return `rgb(${gray},${gray},${gray})`;
}
