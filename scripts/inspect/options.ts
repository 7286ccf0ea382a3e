import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run --silent inspect -- [--json] [--at DATE] [--trust FILE.pem]… PATH|URL…
       npm run --silent inspect -- --verify-pack PACK.zip [--json] [--trust FILE.pem]…

  PATH        a file, or a folder with everything in it
  URL         an http or https address; nothing else touches the network
  --json      one JSON array of reports on standard output
  --at DATE   judge certificates as of that day, for example 2026-11-22
  --trust     a trust list (PEM); may be given more than once
  --verify-pack  checks an evidence pack: its sums, its manifest store, and whether its
              original still says what its report says, judged as of the day it was made;
              answers 0 when all is the same, 1 when something differs`;

export interface Options {
  readonly targets: readonly string[];
  readonly json: boolean;
  /** Milliseconds since 1970, or `null` for now. */
  readonly at: number | null;
  readonly trust: readonly string[];
  /** An evidence pack to be replayed instead of inspecting targets. */
  readonly pack: string | null;
}

/** The command was called wrongly; the message is for the person who called it. */
export class WrongUsage extends Error {}

/** @throws WrongUsage */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const pack = values['verify-pack'] ?? null;
  if (pack !== null && (pack === '' || positionals.length > 0)) {
    throw new WrongUsage('--verify-pack wants one pack, and nothing to inspect beside it.');
  }
  if ((pack === null && positionals.length === 0) || positionals.includes('')) {
    throw new WrongUsage('Name at least one file, folder or address; an empty name is none.');
  }
  const at = values.at === undefined ? null : Date.parse(values.at);
  if (Number.isNaN(at)) throw new WrongUsage(`--at wants a date such as 2026-11-22, not "${values.at}".`);
  return { targets: positionals, json: values.json ?? false, at, trust: values.trust ?? [], pack };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        at: { type: 'string' },
        trust: { type: 'string', multiple: true },
        'verify-pack': { type: 'string' },
      },
    });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
}
