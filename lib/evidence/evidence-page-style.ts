import type { PageTranslate } from '../i18n/page-translator.ts';
import { cssString, Markup } from './markup.ts';

/** Black on white, A4 with margins of 18 mm; hash, version and page number at the foot. */
export function evidencePageStyle(hash: string | null, version: string, t: PageTranslate): Markup {
  const foot = hash === null ? t('pack.foot.no-hash') : `SHA-256 ${hash.slice(0, 8)}…${hash.slice(-8)}`;
  return new Markup(`
    @page {
      size: A4; margin: 18mm;
      @bottom-left { content: ${cssString(foot)}; font: 8pt sans-serif; }
      @bottom-right { content: ${pageNumber(version, t)}; font: 8pt sans-serif; }
    }
    :root { color-scheme: only light; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 18mm; max-inline-size: 210mm; background: #fff; color: #000;
      font: 9.5pt/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
    header { display: flex; justify-content: space-between; gap: 1em; flex-wrap: wrap; }
    h1 { font: 18pt/1.25 Georgia, serif; margin: 0 0 5mm; }
    h2 { font-size: 10pt; margin: 0 0 2mm; break-after: avoid; }
    section { border-block-start: 1px solid #000; padding-block-start: 3mm; margin-block-start: 6mm; }
    .kicker { font-weight: 600; margin: 8mm 0 0; }
    .top { display: flex; gap: 5mm; flex-wrap: wrap; align-items: flex-start; }
    .top dl { flex: 1 1 75mm; }
    img { max-inline-size: 60mm; max-block-size: 80mm; }
    dl, p { margin: 0; }
    p + p { margin-block-start: 1.5mm; }
    dl > div { display: grid; grid-template-columns: 28mm 1fr; gap: 3mm; break-inside: avoid; }
    dl > div + div { margin-block-start: 1mm; }
    dt, .second { color: #444; }
    dd { margin: 0; }
    code, pre { font: 8.5pt/1.5 ui-monospace, monospace; }
    pre { border: 1px solid #999; padding: 3mm; margin: 2mm 0; white-space: pre-wrap; direction: ltr; text-align: left; }
    table { border-collapse: collapse; inline-size: 100%; }
    th, td { text-align: start; vertical-align: top; padding: 1mm 3mm 1mm 0; border-block-end: 1px solid #ccc; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
    thead th, td, .none, .not-checked { font-weight: 400; }
    ol, ul { margin: 0; padding-inline-start: 5mm; list-style: none; }
    .tree > ol { padding: 0; }
    .tree li { border-inline-start: 1px solid #999; padding-inline-start: 3mm; margin-block-start: 1mm; }
    .tree .second { display: block; }
    .note { border: 1px solid #000; padding: 3mm; margin-block-start: 4mm; }
    .pair { display: flex; gap: 5mm; margin-block-end: 3mm; break-inside: avoid; }
    figure { margin: 0; }
    .laid { position: relative; display: block; inline-size: fit-content; }
    .laid img { display: block; max-inline-size: 78mm; max-block-size: 70mm; }
    .laid svg { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; overflow: visible; }
    .laid polygon { fill: none; stroke: #000; stroke-width: 4px; vector-effect: non-scaling-stroke; }
    .laid polygon + polygon { stroke: #fff; stroke-width: 1.5px; }
    @media print { body { padding: 0; max-inline-size: none; } }
  `);
}

/** Our own words around two counters, as the value of `content`. */
function pageNumber(version: string, t: PageTranslate): string {
  const words = t('pack.foot.page', { version });
  return words
    .split(/(\{page\}|\{pages\})/)
    .filter((part) => part !== '')
    .map((part) => (part === '{page}' ? 'counter(page)' : part === '{pages}' ? 'counter(pages)' : cssString(part)))
    .join(' ');
}
