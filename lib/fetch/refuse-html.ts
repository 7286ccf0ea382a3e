import { Unreadable } from '../bytes/source.ts';

/** Bytes of the head that tell a web page. */
export const HTML_SNIFF_BYTES = 512;

/**
 * Error and login pages come as 200 under any content type; a picture that is called HTML is still a picture.
 * @throws Unreadable `blocked`
 */
export function refuseHtml(head: Uint8Array): void {
  const text = new TextDecoder('latin1').decode(head.subarray(0, HTML_SNIFF_BYTES)).replace(/^ï»¿/, '');
  if (/^\s*(<!--[^]*?-->\s*)?<(!doctype\s+html|html|head|body|script)[\s>]/i.test(text)) {
    throw new Unreadable('blocked', 'the server sent a web page instead of the picture');
  }
}
