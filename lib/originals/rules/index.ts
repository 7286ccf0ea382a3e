import type { Rule } from '../rule.ts';
import { contentSystemRules } from './content-systems.ts';
import { eastAsianHostRules } from './east-asian-hosts.ts';
import { embeddedRules } from './embedded.ts';
import { newsHostRules } from './news-hosts.ts';
import { queryRules } from './query.ts';
import { referenceHostRules } from './reference-hosts.ts';
import { socialHostRules } from './social-hosts.ts';
import { storageHostRules } from './storage-hosts.ts';

/** Rules of one host each. The first that fits is the only one: it knows that host better than any habit. */
export const hostRules: readonly Rule[] = [
  ...socialHostRules,
  ...eastAsianHostRules,
  ...storageHostRules,
  ...newsHostRules,
  ...referenceHostRules,
];

/** Rules of any host that read the source out of the address, so a signature of the sizes does not matter. */
export const sourceRules: readonly Rule[] = embeddedRules;

/** Rules of any host that take something out of the address: never of a signed one. */
export const sizeRules: readonly Rule[] = [...contentSystemRules, ...queryRules];
