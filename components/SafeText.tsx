import { displayName } from '../lib/verdict/words.ts';

/** Longest text of a file shown at once, in characters; the rest opens on demand. */
const SHOWN = 240;

/** Text out of a file: text nodes only, isolated, cut; a link only where all of it is an http(s) address. */
export function SafeText({ text }: { readonly text: string }) {
  if (isWebAddress(text)) {
    return (
      <a href={text} target="_blank" rel="noopener noreferrer">
        <bdi dir="ltr">{text}</bdi>
      </a>
    );
  }
  return <bdi>{displayName(text, SHOWN)}</bdi>;
}

/** An address that hides something (a user part, look-alike letters) is shown as text. */
function isWebAddress(text: string): boolean {
  if (text.length > SHOWN || !/^https?:\/\/[\x21-\x7e]+$/i.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}
