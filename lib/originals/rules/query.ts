import type { Rule } from '../rule.ts';

/** Sizes and formats asked for in the query. They overlap most others, so they come last. */
export const queryRules: readonly Rule[] = [
  // Any host; ALL query keys must be in PRES (list above), no key in SIGK
  { id: 'G01', match: /^https?:\/\/[^?#]+\.(?:jpe?g|png|tiff?|webp|avif|heic)\?[^#]+$/, gives: ['$0|noq'] },
  // Same, when other keys carry identity (id, v, file, path, src)
  {
    id: 'G02',
    match: /^https?:\/\/[^?#]+\?[^#]*\b(?:w|h|width|height|resize|fit|q|quality|auto|dpr|crop|format)=/,
    gives: ['$0|drop(w,h,width,height,resize,fit,q,quality,auto,dpr,crop,format)'],
  },
  // Fastly IO parameters
  {
    id: 'G53',
    match:
      /^https?:\/\/[^?#]+\?(?:[^#]*&)?(?:width|height|fit|crop|optimize|auto|bg-color|canvas|trim|enable|disable)=/,
    gives: ['$0|drop(width,height,fit,crop,optimize,auto,quality,format,dpr,canvas,trim,enable,disable)'],
  },
];
