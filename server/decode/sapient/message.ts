/** SAPIENT messages between bytes, objects and JSON; the one place where what protobuf throws becomes a value. */
import { Reader } from 'protobufjs/minimal.js';
import { sapient } from '../../../proto/generated/sapient.js';

/** Fields as the standard spells them; what was not said is absent (or null). */
export type SapientMessage = sapient.v2.SapientMessage.$Properties;
/** A message that came from the wire. */
export type ReceivedMessage = sapient.v2.SapientMessage;

const { SapientMessage: Codec } = sapient.v2;

/** A message of these bytes (no length before it), or why there is none. Fields that v2 does not have are kept aside. */
export function decodeMessage(bytes: Uint8Array): ReceivedMessage | string {
  try {
    const reader = Reader.create(bytes);
    reader.discardUnknown = false;
    return Codec.decode(reader);
  } catch (error) {
    return reasonOf(error);
  }
}

/** The bytes of a message, fields in the order of their numbers, no length before them. */
export const encodeMessage = (message: SapientMessage): Uint8Array => Codec.encode(message).finish();

/** As JSON: enumerations by name, bytes as base64, and for each choice which of its fields was taken. */
export const messageToJson = (message: ReceivedMessage): { readonly [field: string]: unknown } =>
  Codec.toObject(message, { enums: String, longs: Number, bytes: String, oneofs: true });

/** The way back from {@link messageToJson}; or why it is none. */
export function messageFromJson(json: unknown): SapientMessage | string {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return 'no object';
  try {
    return Codec.fromObject(json);
  } catch (error) {
    return reasonOf(error);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
