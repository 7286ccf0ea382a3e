const MAX_TEMPLATE_LENGTH = 300;
const PLACE = '{url}';

/**
 * The address template of a search engine as it is kept: https, with `{url}` once, behind the host. `null` for anything
 * else: what is put in must not be able to choose the server, and nobody on the way may read it.
 */
export function engineTemplate(typed: string): string | null {
  const text = typed.trim();
  const [before = '', after, more] = text.split(PLACE);
  if (after === undefined || more !== undefined || text.length > MAX_TEMPLATE_LENGTH) return null;
  if (!/^https:\/\/[\x21-\x7e]+$/i.test(before) || /[^\x21-\x7e]|[{}\\]/.test(before + after)) return null;
  const url = URL.parse(`${before}x${after}`);
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  // The place stands behind the host, so whatever is put there leaves the server as it is.
  const start = URL.parse(before);
  const isBehindHost = /^https:\/\/[^/?#]+[/?#]/i.test(before) && start?.host === url.host;
  return isBehindHost && url.hostname.includes('.') ? text : null;
}

/** The address to open for a picture at `url`. */
export function engineAddress(template: string, url: string): string {
  return template.split(PLACE).join(encodeURIComponent(url));
}
