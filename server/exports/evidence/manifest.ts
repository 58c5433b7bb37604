/** What an evidence pack says of itself: `manifest.json`, signed as it stands there byte for byte. */
import { z } from 'zod';

export const PACK_FORMAT = 'watchfloor-evidence';
export const PACK_VERSION = 1;

export const MANIFEST_NAME = 'manifest.json';
/** Ed25519 over the bytes of the manifest: 64 bytes. */
export const SIGNATURE_NAME = 'manifest.json.sig';
export const KEY_NAME = 'public-key.pem';
export const SUMS_NAME = 'SHA256SUMS';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const packedFile = z.strictObject({
  path: z.string().min(1).max(200),
  bytes: z.number().int().nonnegative(),
  sha256: hash,
});
export type PackedFile = z.infer<typeof packedFile>;

export const packManifest = z.looseObject({
  format: z.literal(PACK_FORMAT),
  version: z.literal(PACK_VERSION),
  made: z.string(),
  by: z.string(),
  agency: z.string().optional(),
  site: z.string(),
  serverVersion: z.string(),
  purpose: z.string(),
  /** Why the question was asked. */
  askedFor: z.string(),
  question: z.looseObject({ ask: z.string() }),
  marking: z.string().optional(),
  /** All others in the pack but the manifest and its signature. */
  files: z.array(packedFile),
  /** Where it comes from: the archive's files as its own manifest names them. */
  archive: z.strictObject({
    files: z.array(z.strictObject({ path: z.string(), rows: z.number(), sha256: hash })),
    /** Could not be read, and is not in it. */
    missing: z.array(z.string()),
  }),
  key: z.strictObject({ algorithm: z.literal('ed25519'), fingerprint: hash }),
});
export type PackManifest = z.infer<typeof packManifest>;
