import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AisMessage } from '../../../../server/decode/ais/message.ts';
import { toFullMessage } from '../../../../server/decode/ais/to-message.ts';
import { corpus, decode } from '../corpus.ts';
import { differences } from './reference.ts';
import { applicationDifferences } from './reference-application.ts';

type Json = Readonly<Record<string, unknown>>;

const sample = corpus('ais/gpsd/sample.aivdm');
const expected = corpus('ais/gpsd/sample.aivdm.ju.chk');

/** Where ITU-R M.1371-5, and not gpsd, is followed: `type.field`, or `type.field@mmsi` for one message. */
const BY_STANDARD: Readonly<Record<string, string>> = {
  '7.mmsi3@655901842': 'the message ends (128 bits) before this MMSI does; gpsd fills with zeros',
  '7.mmsi3@537411077': 'the message ends (124 bits) before this MMSI does; gpsd fills with zeros',
  '24.vendorid': 'three characters of vendor, then model and serial; gpsd also reads those as text',
  '25.data': 'two spare bits follow a destination (M.1371-5, message 25); gpsd reads them as data',
  '26.data': 'as 25, and the four spare bits before the communication state are no data',
  '26.app_id': 'as 25.data',
  '26.radio': 'gpsd does not read it',
  '1.radio@244740981': 'the message ends before it does; gpsd fills with zeros',
};

/** gpsd tells a type 24 once, when both its parts are there. */
function joined(messages: readonly AisMessage[]): AisMessage[] {
  const partA = new Map<number, AisMessage>();
  return messages.flatMap((message) => {
    if (message.type !== 24) return [message];
    if (message.part === 'A') partA.set(message.mmsi, message);
    const a = partA.get(message.mmsi);
    return message.part === 'B' && a !== undefined ? [{ ...a, ...message } as AisMessage] : [];
  });
}

/** The message around what gpsd read inside the binary data of types 6 and 8. */
function withoutApplication(reference: Json): Json {
  if (reference.type !== 6 && reference.type !== 8) return reference;
  const fields = ['type', 'repeat', 'mmsi', 'seqno', 'dest_mmsi', 'retransmit', 'dac', 'fid', 'data'];
  return Object.fromEntries(Object.entries(reference).filter(([field]) => fields.includes(field)));
}

describe.skipIf(sample === undefined || expected === undefined)('gpsd sample.aivdm, raw', () => {
  const ours = joined(decode(sample === undefined ? '' : readFileSync(sample)).messages);
  const theirs = (expected === undefined ? '' : readFileSync(expected, 'utf8'))
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json);

  test('every message of every type has the same raw fields, but for what the standard says otherwise', () => {
    const used = new Set<string>();
    const types = new Set<unknown>();
    let next = 0;
    const unexplained = theirs.flatMap((reference) => {
      const found = ours.findIndex(
        ({ type, mmsi }, i) => i >= next && type === reference.type && mmsi === reference.mmsi,
      );
      const message = ours[found];
      if (message === undefined) return [`no type ${reference.type} of ${reference.mmsi}`];
      next = found + 1;
      types.add(reference.type);
      return differences(message, withoutApplication(reference)).flatMap((field) => {
        const key = `${reference.type}.${field}`;
        const known = [key, `${key}@${reference.mmsi}`].find((one) => one in BY_STANDARD);
        if (known !== undefined) used.add(known);
        return known === undefined ? [`${key}@${reference.mmsi}: ${JSON.stringify(reference[field])}`] : [];
      });
    });
    expect(unexplained).toEqual([]);
    expect([...types].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 27 }, (_, i) => i + 1),
    );
    expect([...used].sort()).toEqual(Object.keys(BY_STANDARD).sort());
    expect(theirs).toHaveLength(97);
  });

  test('so have the applications that gpsd reads, those apart that are cut', () => {
    const said: AisMessage[] = [];
    decode(sample === undefined ? '' : readFileSync(sample), (record) => {
      const message = toFullMessage(record);
      if (message?.type === 6 || message?.type === 8) said.push(message);
    });
    let next = 0;
    let compared = 0;
    const different = theirs
      .filter(({ type }) => type === 6 || type === 8)
      .flatMap((reference) => {
        const found = said.findIndex((one, i) => i >= next && one.mmsi === reference.mmsi);
        next = found + 1;
        const message = said[found];
        const application =
          message !== undefined && 'application' in message ? message.application : undefined;
        const result = applicationDifferences(application, reference);
        if (result.compared) compared++;
        return result.fields.map((field) => `${reference.dac}/${reference.fid}.${field}@${reference.mmsi}`);
      });
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(14);
  });
});
