import { formatDateTime } from '../i18n/format.ts';
import type { PageTranslate } from '../i18n/page-translator.ts';
import { isRightToLeft } from '../i18n/translate.ts';
import { displayName, popupLines, sentenceOf } from '../verdict/words.ts';
import { type Evidence, hasOtherBytes, isBrought, type PackIndex } from './evidence.ts';
import { evidencePageStyle } from './evidence-page-style.ts';
import {
  actionsSection,
  checkSection,
  codesSection,
  limitsSection,
  madeWithSection,
  signalsSection,
  signerSection,
  treeSection,
} from './evidence-sections.ts';
import { facts } from './facts-table.ts';
import { html, Markup } from './markup.ts';
import { missingWords } from './read-me.ts';
import { sightingSection } from './sighting-section.ts';
import { viewOf } from './view-of.ts';

/** Longest address or title printed, in characters. */
const MAX_SHOWN = 2000;
/** Whatever stands in this page, it may run nothing and fetch nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * The report as one page to read and to print: no script, nothing loaded, every text escaped. Hash and page number stand
 * at the foot of each printed page where the browser can put them there, and the hash once in the page itself.
 */
export function evidencePage(evidence: Evidence, index: PackIndex, t: PageTranslate): string {
  const { report } = evidence;
  const made = formatDateTime(evidence.made, t.language) ?? displayName(evidence.made);
  const sentence = sentenceOf(report, t);
  return `<!doctype html>\n${
    html`<html lang="${t.language}" dir="${isRightToLeft(t.language) ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width" />
        <title>${t('pack.title')}</title>
        <style>
          ${evidencePageStyle(hashOf(index), report.engine.whence, t)}
        </style>
      </head>
      <body>
        <header>
          <strong>${t('pack.title')}</strong>
          <time>${made}</time>
        </header>
        <main>
          <p class="kicker">${popupLines(report, t).label}</p>
          <h1>${sentence}</h1>
          <div class="top">${viewOf(evidence, t)} ${facts(fileFacts(evidence, index, t))}</div>
          ${hasOtherBytes(index) ? html`<p class="note">${t('pack.other-bytes')}</p>` : null}
          ${sightingSection(evidence, t)} ${signerSection(report, t)} ${codesSection(report, t)}
          ${treeSection(report, t)} ${actionsSection(report, t)} ${signalsSection(report, t)}
          ${limitsSection(report, index, t)} ${checkSection(index, t)} ${madeWithSection(index, t)}
        </main>
      </body>
    </html>`.text
  }\n`;
}

function hashOf({ original, inspectedSha256 }: PackIndex): string | null {
  return 'sha256' in original ? original.sha256 : inspectedSha256;
}

type Fact = readonly [string, string | Markup | null];

function fileFacts({ report, address, page }: Evidence, index: PackIndex, t: PageTranslate): readonly Fact[] {
  const { original, inspectedSha256, view } = index;
  const isOther = hasOtherBytes(index);
  const hash = hashOf(index);
  return [
    [
      t('pack.seen-at'),
      page === null ? t(isBrought(index) ? 'pack.no-page' : 'pack.page-gone') : displayName(page.url, MAX_SHOWN),
    ],
    [t('pack.page-title'), page === null || page.title === '' ? null : displayName(page.title, MAX_SHOWN)],
    [t('pack.file'), displayName(address, MAX_SHOWN)],
    [t('report.file.format'), report.format],
    [
      t('pack.bytes'),
      'file' in original
        ? t('pack.bytes.enclosed', { count: original.size, file: original.file })
        : missingWords(index, t),
    ],
    [t('report.file.hash'), hash === null ? null : html`<code>${hash}</code>`],
    [t('pack.inspected-hash'), isOther ? html`<code>${inspectedSha256}</code>` : null],
    [t('pack.view'), 'missing' in view ? t(`pack.no-view.${view.missing}`) : null],
  ];
}
