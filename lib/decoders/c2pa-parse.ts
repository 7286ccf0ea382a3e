import type { Outcome } from '../model/outcome.ts';
import type { Action, Assertion, Ingredient, Manifest, ManifestStore, Status, Statuses } from './c2pa-store.ts';
import { entriesField, field, type Json, listField, textField } from './json-fields.ts';

/** Manifests read of one store; real ones have under ten, and the tree walk is linear in them. */
const MAX_MANIFESTS = 200;
/** Ingredients, assertions or actions read of one manifest; real ones have some dozens. */
const MAX_PER_MANIFEST = 5000;
const MAX_ADDRESS = 512;

/**
 * Reads the validator's two JSON texts into a manifest store.
 * @param json `WasmReader.json()`
 * @param crJson `WasmReader.crJson()`, the only one that tells certificate dates
 */
export function parseStore(json: string, crJson: string): Outcome<ManifestStore> {
  const store = parsed(json);
  const certificates = certificatesOf(parsed(crJson));
  const entries = entriesField(store, 'manifests', MAX_MANIFESTS + 1);
  const manifests = new Map<string, Manifest>();
  for (const [label, manifest] of entries.slice(0, MAX_MANIFESTS)) {
    manifests.set(label, parseManifest(label, manifest, certificates.get(label)?.expires ?? null));
  }
  const active = manifests.get(textField(store, 'active_manifest') ?? '');
  if (active === undefined) return { kind: 'unanswered', why: 'malformed' };

  const isCut = entries.length > MAX_MANIFESTS || [...manifests.values()].some((manifest) => manifest.isCut);
  const results = field(store, 'validation_results');
  const ingredientDeltas = new Map<string, Statuses>();
  for (const delta of listField(results, 'ingredientDeltas', MAX_MANIFESTS * 10)) {
    const address = textField(delta, 'ingredientAssertionURI');
    if (address !== null) ingredientDeltas.set(address, statuses(field(delta, 'validationDeltas')));
  }
  return {
    kind: 'found',
    value: {
      active,
      manifests,
      status: statuses(field(results, 'activeManifest')),
      ingredientDeltas,
      certificateSerials: isCut ? null : serialsOf(manifests.keys(), certificates),
      incomplete: isCut ? 'too-large' : null,
    },
  };
}

function parsed(json: string): Json {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function statuses(value: Json): Statuses {
  const read = (key: string) =>
    listField(value, key, 5000).flatMap((status): Status[] => {
      const code = textField(status, 'code', 128);
      if (code === null) return [];
      return [{ code, url: textField(status, 'url') ?? '', explanation: textField(status, 'explanation') ?? '' }];
    });
  return { success: read('success'), informational: read('informational'), failure: read('failure') };
}

function parseManifest(label: string, value: Json, certificateExpires: string | null): Manifest {
  const claimVersion = field(value, 'claim_version') === 2 ? 2 : 1;
  const assertions = listField(value, 'assertions', MAX_PER_MANIFEST).flatMap((assertion): Assertion[] => {
    const name = textField(assertion, 'label', 256);
    if (name === null) return [];
    return [
      {
        label: name,
        content: field(assertion, 'data'),
        isCreated: claimVersion === 1 || field(assertion, 'created') === true,
      },
    ];
  });
  let isCut = isLonger(value, 'assertions') || isLonger(value, 'ingredients');
  const actionLists = assertions.filter((assertion) => /^c2pa\.actions(\.v2)?(__\d+)?$/.test(assertion.label));
  const actions = actionLists.flatMap((list) => {
    isCut ||= isLonger(list.content, 'actions');
    return listField(list.content, 'actions', MAX_PER_MANIFEST).map((action) => parseAction(action, list));
  });
  const signature = field(value, 'signature_info');
  return {
    label,
    claimVersion,
    thumbnail: thumbnailOf(value),
    title: textField(value, 'title'),
    generator: generatorOf(value),
    signer: { commonName: textField(signature, 'common_name'), organization: textField(signature, 'issuer') },
    signedAt: textField(signature, 'time', 64),
    allActionsIncluded:
      actionLists.length > 0 && actionLists.every((list) => field(list.content, 'allActionsIncluded') === true),
    actionsGathered: actionLists.some((list) => !list.isCreated),
    actions: actions.slice(0, MAX_PER_MANIFEST),
    assertions,
    ingredients: listField(value, 'ingredients', MAX_PER_MANIFEST).map(parseIngredient),
    certificateExpires,
    isCut: isCut || actions.length > MAX_PER_MANIFEST,
  };
}

function isLonger(value: Json, key: string): boolean {
  return listField(value, key, MAX_PER_MANIFEST + 1).length > MAX_PER_MANIFEST;
}

/** `claim_generator_info` (name and version), else the older `claim_generator` line. */
function generatorOf(value: Json): string | null {
  const [first] = listField(value, 'claim_generator_info', 1);
  const name = textField(first, 'name', 256);
  if (name === null) return textField(value, 'claim_generator', 256);
  const version = textField(first, 'version', 64);
  return version === null ? name : `${name} ${version}`;
}

function parseAction(value: Json, list: Assertion): Action {
  const parameters = field(value, 'parameters');
  const single = field(parameters, 'ingredient');
  const named = [single, ...listField(parameters, 'ingredients', 100)].flatMap((reference) => {
    const url = textField(reference, 'url');
    return url === null ? [] : [url.slice(url.lastIndexOf('/') + 1)];
  });
  const ids = [textField(value, 'instanceId'), textField(parameters, 'instanceId')];
  for (const id of listField(parameters, 'ingredientIds', 100))
    ids.push(typeof id === 'string' ? id.slice(0, 2048) : null);
  return {
    action: textField(value, 'action', 128) ?? 'c2pa.unknown',
    softwareAgent: agentOf(value, list),
    digitalSourceType: textField(value, 'digitalSourceType', 512),
    when: textField(value, 'when', 64),
    description: textField(value, 'description', 512) ?? textField(parameters, 'description', 512),
    isCreated: list.isCreated,
    ingredients: [...named, ...ids.filter((id) => id !== null)],
  };
}

/** A text in v1, a map in v2, or an index into the list's `softwareAgents`. */
function agentOf(action: Json, list: Assertion): string | null {
  const index = field(action, 'softwareAgentIndex');
  const agent =
    typeof index === 'number' ? listField(list.content, 'softwareAgents', 100)[index] : field(action, 'softwareAgent');
  if (typeof agent === 'string') return agent.slice(0, 256);
  const name = textField(agent, 'name', 256);
  const version = textField(agent, 'version', 64);
  return name === null || version === null ? name : `${name} ${version}`;
}

function parseIngredient(value: Json): Ingredient {
  const relationship = textField(value, 'relationship', 32);
  const failures = [
    ...listField(value, 'validation_status'),
    ...listField(field(field(value, 'validation_results'), 'activeManifest'), 'failure'),
  ];
  return {
    label: textField(value, 'label', 256) ?? '',
    title: textField(value, 'title'),
    thumbnail: thumbnailOf(value),
    instanceId: textField(value, 'instance_id'),
    relationship: relationship === 'parentOf' || relationship === 'inputTo' ? relationship : 'componentOf',
    manifest: textField(value, 'active_manifest'),
    wasValidated:
      field(value, 'validation_results') !== undefined ||
      !(textField(value, 'label') ?? '').startsWith('c2pa.ingredient.v3'),
    recordedFailures: failures.flatMap((status) => textField(status, 'code', 128) ?? []),
  };
}

/** Addresses of our validator have under 200 characters; a longer one is not kept, for half of it leads nowhere. */
function thumbnailOf(value: Json): string | null {
  const address = textField(field(value, 'thumbnail'), 'identifier', MAX_ADDRESS + 1);
  return address !== null && address.length <= MAX_ADDRESS ? address : null;
}

interface Certificates {
  /** When the signer's ends. */
  readonly expires: string | null;
  /** Of the signer's and, where there is one, the timestamp's; `null` for one not told. */
  readonly serials: readonly (string | null)[];
}

function certificatesOf(crJson: Json): ReadonlyMap<string, Certificates> {
  const found = new Map<string, Certificates>();
  for (const manifest of listField(crJson, 'manifests', MAX_MANIFESTS)) {
    const label = textField(manifest, 'label');
    if (label === null) continue;
    const signature = field(manifest, 'signature');
    const signer = field(signature, 'certificateInfo');
    const timestamp = field(signature, 'timeStampInfo');
    found.set(label, {
      expires: textField(field(signer, 'validity'), 'notAfter', 64),
      serials: [serialOf(signer), ...(timestamp === undefined ? [] : [serialOf(field(timestamp, 'certificateInfo'))])],
    });
  }
  return found;
}

function serialOf(certificate: Json): string | null {
  // RFC 5280 §4.1.2.2: at most 20 octets; some write a few more.
  const serial = textField(certificate, 'serialNumber', 100);
  return serial !== null && /^[\da-f]{1,99}$/i.test(serial) ? serial : null;
}

function serialsOf(
  labels: Iterable<string>,
  certificates: ReadonlyMap<string, Certificates>,
): ReadonlySet<string> | null {
  const serials = Array.from(labels, (label) => certificates.get(label)?.serials ?? [null]).flat();
  return serials.includes(null) ? null : new Set(serials.filter((serial) => serial !== null));
}
