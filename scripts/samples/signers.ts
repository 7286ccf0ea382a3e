import { createAuthority, type Credential, type Subject } from './authority.ts';

/** Everyone who signs a sample. All of them are made up. */
export interface Signers {
  /** PEM of the one root a reader of the samples trusts. */
  readonly trusted: string;
  /** A service that makes pictures with AI. */
  readonly lumen: Credential;
  /** A photo editor. */
  readonly fieldnote: Credential;
  /** A camera. */
  readonly halden: Credential;
  /** A camera no list vouches for. */
  readonly unlistedCamera: Credential;
  /** Calls itself what `lumen` calls itself; its root is on no list. */
  readonly lookAlike: Credential;
  /** The same service with a certificate about to end; sign with it at once. */
  issueLapsing(): Promise<{ readonly credential: Credential; readonly lapses: Date }>;
}

const VALID = { from: new Date('2024-01-01'), until: new Date('2050-01-01') };
const LUMEN = { organization: 'Lumen', name: 'Lumen Image Service' };

/** Milliseconds a lapsing certificate has left: the signing library refuses one that has ended already. */
const LAST_MOMENTS = 5000;

export async function createSigners(): Promise<Signers> {
  const listed = await createAuthority('Whence Samples');
  const unlisted = await createAuthority('Somewhere Else');
  const camera: Subject = { organization: 'Halden', name: 'Halden H2 Camera', ...VALID };
  return {
    trusted: listed.root,
    lumen: await listed.issue({ ...LUMEN, ...VALID }),
    fieldnote: await listed.issue({ organization: 'Fieldnote', name: 'Fieldnote Editor', ...VALID }),
    halden: await listed.issue(camera),
    unlistedCamera: await unlisted.issue(camera),
    lookAlike: await unlisted.issue({ ...LUMEN, ...VALID }),
    issueLapsing: async () => {
      const lapses = new Date(Math.floor(Date.now() / 1000) * 1000 + LAST_MOMENTS);
      return { credential: await listed.issue({ ...LUMEN, from: VALID.from, until: lapses }), lapses };
    },
  };
}
