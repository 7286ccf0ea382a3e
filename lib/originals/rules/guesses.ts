import type { Rule } from '../rule.ts';

/** Habits of naming, not rules of any one system: tried only when the person asks to search harder. */
export const guessRules: readonly Rule[] = [
  // Thumb directory
  {
    id: 'G48',
    match:
      /^(https?:\/\/[^?#]+)\/(?:thumbs?|thumbnails?|small|medium|preview|mini)\/([^/?#]+\.(?:jpe?g|png|webp|gif))(?:\?.*)?$/,
    gives: ['$1/$2', '$1/original/$2', '$1/large/$2'],
  },
  // Size suffix in the file name
  {
    id: 'G49',
    match:
      /^(https?:\/\/[^?#]+?)[-_.](?:thumb(?:nail)?|small|medium|sm|md|tn|preview|\d{2,4}x\d{2,4}|\d{2,4}w|w\d{2,4})(\.(?:jpe?g|png|webp|gif))(?:\?.*)?$/,
    gives: ['$1$2'],
  },
  // Density suffix: go up
  { id: 'G50', match: /^(https?:\/\/[^?#]+?)(@\dx)?(\.(?:jpe?g|png|webp))(?:\?.*)?$/, gives: ['$1@3x$3', '$1@2x$3'] },
];
