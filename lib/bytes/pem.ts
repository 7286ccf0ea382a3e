/** One certificate as PEM (RFC 7468 §5), its base64 in lines of 64. */
export function armored(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
