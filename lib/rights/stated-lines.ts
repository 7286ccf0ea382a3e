import type { LicenseLink, StanceLine } from '../model/stance.ts';
import { cut } from './cut.ts';
import { type RslTerms } from './rsl.ts';
import { readReservation, tdmStance, type TdmReservation } from './tdm.ts';

/** Where lines stand. */
export type Place = Pick<StanceLine, 'layer' | 'source'>;

/** A reservation as a line. */
export function tdmLine({ layer, source }: Place, said: TdmReservation): StanceLine {
  const value = cut(said.policy === null ? said.reservation : `${said.reservation}; ${said.policy}`);
  return { layer, source, field: 'tdm-reservation', value, stance: tdmStance(said), scope: 'mining' };
}

/** The same of a header or a `meta`, whatever is in it. */
export function tdmLines(place: Place, reservation: string | null, policy: string | null): readonly StanceLine[] {
  const said = readReservation(reservation, policy);
  return said === null ? [] : [tdmLine(place, said)];
}

/** The terms of an RSL file as lines. */
export function rslLines({ layer, source }: Place, { uses, server }: RslTerms): readonly StanceLine[] {
  const lines = uses.map(({ kind, usage, stance, scope }): StanceLine => ({
    ...{ layer, source, field: `RSL ${kind}`, value: cut(usage), stance, scope },
  }));
  // Whoever wants to use the content has to get a licence there (RSL 1.0 §3.3).
  const asks: StanceLine = {
    layer,
    source,
    field: 'RSL server',
    value: cut(server ?? ''),
    stance: 'constrained',
    scope: 'ai',
  };
  return server === null ? lines : [...lines, asks];
}

/** Links to licences as lines: they say where terms stand, not what they are. */
export function licenseLines({ layer, source }: Place, links: readonly LicenseLink[]): readonly StanceLine[] {
  return links.map(({ href }) => ({
    ...{ layer, source, field: 'rel=license', value: cut(href), stance: 'unstated', scope: 'rights' },
  }));
}

/** Whether a link is to an RSL file. */
export function isRsl({ type }: LicenseLink): boolean {
  return /^\s*application\/rsl\+xml\b/i.test(type);
}
