/** What a fault shows of the bytes that it is about. */

const MAX_SAMPLE_BYTES = 60;

/** The first bytes as hexadecimal digits. */
export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(0, MAX_SAMPLE_BYTES)).toString('hex');
