import type { RightsHeaders, StanceLine } from '../model/stance.ts';
import { cut } from './cut.ts';
import { directiveLines } from './robots-directives.ts';
import { licenseLines, tdmLines } from './stated-lines.ts';
import { parsePreferences } from './usage-preferences.ts';

/** What the headers of a medium's own answer say. */
export function headerLines(headers: RightsHeaders, host: string, isPicture: boolean): readonly StanceLine[] {
  const place = { layer: 'headers', source: host } as const;
  const usage = parsePreferences(headers.contentUsage ?? '').map(({ key, value, stance, scope }): StanceLine => ({
    ...{ ...place, field: 'Content-Usage', value: cut(`${key}=${value}`), stance, scope },
  }));
  return [
    ...tdmLines(place, headers.tdmReservation, headers.tdmPolicy),
    ...usage,
    ...directiveLines(headers.robotsTag ?? '', { ...place, field: 'X-Robots-Tag' }, isPicture),
    ...licenseLines(place, headers.licenses),
  ];
}
