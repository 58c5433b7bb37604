/** Requests to a transponder, what becomes of them and alarms, as sentences with checksum and without line end. */
import { BitWriter } from '../../ais/bitwriter.ts';
import { withChecksum } from '../../ais/encode.ts';
import { escaped, timeText } from './fieldtext.ts';
import type { Abk, Abm, Alr, Bbm } from './messages.ts';

/** Characters of payload that keep a sentence within 82: in the first of an ABM, of a BBM, and in those that follow. */
const FIRST_OF_ABM = 48;
const FIRST_OF_BBM = 58;
const FOLLOWING = 60;
const MOST_SENTENCES = 9;

const CHANNELS = { any: '0', A: '1', B: '2', both: '3' } as const;
const OUTCOMES = {
  received: '0',
  notAcknowledged: '1',
  notSent: '2',
  sent: '3',
  lateAcknowledgement: '4',
  read: '5',
} as const;

/** Throws a RangeError for data that nine sentences do not hold. */
export function encodeRequest(said: Abm | Bbm): string[] {
  const { payload, fillBits } = payloadOf(said);
  const isAddressed = said.sentence === 'ABM';
  const first = isAddressed ? FIRST_OF_ABM : FIRST_OF_BBM;
  const parts = [payload.slice(0, first)];
  for (let at = first; at < payload.length; at += FOLLOWING) parts.push(payload.slice(at, at + FOLLOWING));
  if (parts.length > MOST_SENTENCES) throw new RangeError(`data that needs ${parts.length} sentences`);
  return parts.map((part, i) => {
    const isFirst = i === 0;
    const head = [
      `!${said.talker}${said.sentence}`,
      parts.length,
      i + 1,
      said.sequence ?? (parts.length > 1 ? 0 : ''),
      ...(isAddressed ? [isFirst ? String(said.destinationMmsi).padStart(9, '0') : ''] : []),
      isFirst && said.channel !== undefined ? CHANNELS[said.channel] : '',
      isFirst ? said.messageType : '',
    ];
    return withChecksum([...head, part, i === parts.length - 1 ? fillBits : 0].join(','));
  });
}

function payloadOf({ text, dac, fi, data = '', dataBits }: Abm | Bbm) {
  const bits = new BitWriter();
  if (text !== undefined) bits.text(text, text.length);
  else {
    if (dac !== undefined || fi !== undefined) bits.put(dac ?? 0, 10).put(fi ?? 0, 6);
    const bytes = Buffer.from(data, 'hex');
    bits.bytes(bytes, dataBits ?? bytes.length * 8);
  }
  return bits.armoured();
}

export function encodeAbk({ talker, mmsi, channel, messageType, sequence, outcome }: Abk): string {
  const station = mmsi === undefined ? '' : String(mmsi).padStart(9, '0');
  const fields = [station, channel ?? '', messageType, sequence ?? '', OUTCOMES[outcome]];
  return withChecksum(`$${talker}ABK,${fields.join(',')}`);
}

export function encodeAlr({ talker, timeOfDayMs, alarm, active, acknowledged, text }: Alr): string {
  const fields = [
    timeText(timeOfDayMs),
    alarm === undefined ? '' : String(alarm).padStart(3, '0'),
    active ? 'A' : 'V',
    acknowledged === undefined ? '' : acknowledged ? 'A' : 'V',
    escaped(text),
  ];
  return withChecksum(`$${talker}ALR,${fields.join(',')}`);
}
