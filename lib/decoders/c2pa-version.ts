import validator from '@contentauth/c2pa-wasm/package.json' with { type: 'json' };

/** Version of the C2PA validator, in a file of its own: naming it must not cost 9 MB of wasm glue. */
export const C2PA_VERSION = validator.version;
