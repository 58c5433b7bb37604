/** What an AIS transponder is told to send, what became of it, and what ails it (IEC 61162-1: ABM, BBM, ABK, ALR). */
import { Assembler, type Pending } from '../../ais/assembler.ts';
import { Bits } from '../../ais/bits.ts';
import type { NmeaLine } from '../reader.ts';
import type { Fields } from './fields.ts';
import type { Abk, Abm, Alr, Bbm, Requested } from './messages.ts';

const LARGEST_MMSI = 999_999_999;
const CHANNELS = { 0: 'any', 1: 'A', 2: 'B', 3: 'both' } as const;
const RADIO_CHANNELS = { A: 'A', B: 'B', 1: 'A', 2: 'B' } as const;
/** Messages that go to one station, and to all; 70 and 71 are 25 and 26 that begin with an application identifier. */
const ADDRESSED: readonly number[] = [6, 12, 25, 26, 70, 71];
const BROADCAST: readonly number[] = [8, 14, 19, 21, 25, 26, 70, 71];
/** Whose data begins with designated area code and function identifier. */
const STRUCTURED: readonly number[] = [6, 8, 70, 71];
const TEXTS: readonly number[] = [12, 14];
const APPLICATION_BITS = 16;
const CONDITIONS = { A: true, V: false } as const;
/** By number (IEC 61162-1 ABK, type of acknowledgement). */
const OUTCOMES = {
  0: 'received',
  1: 'notAcknowledged',
  2: 'notSent',
  3: 'sent',
  4: 'lateAcknowledgement',
  5: 'read',
} as const;

/** What only the first sentence of a message says. */
interface First {
  readonly destinationMmsi: number | undefined;
  readonly channel: Requested['channel'];
  readonly messageType: number | undefined;
  /** The line, for a fault. */
  readonly sample: string;
  readonly formatter: 'ABM' | 'BBM';
}

/** Puts the sentences of ABM and BBM together; bounded and timed as the parts of a VDM are (see `Assembler`). */
export class Requests {
  readonly #assembler: Assembler<First>;
  readonly #bits = new Bits();

  /** @param incomplete told of a message whose sentences did not all come */
  constructor(incomplete: (detail: string, sample: string) => void) {
    this.#assembler = new Assembler(({ missing, total, context: { formatter, sample } }) =>
      incomplete(`${formatter}: ${missing} of ${total} sentences never came`, sample),
    );
  }

  close(connection: number): void {
    this.#assembler.close(connection);
  }

  /** The message when this was its last sentence; `part` while more are to come. */
  read(
    formatter: 'ABM' | 'BBM',
    talker: string,
    fields: Fields,
    line: NmeaLine,
  ): Abm | Bbm | 'part' | undefined {
    const isAddressed = formatter === 'ABM';
    // ABM has the destination's field more
    const more = isAddressed ? 1 : 0;
    const total = fields.integer(1, 'the number of sentences', 1, 9);
    const number = fields.integer(2, 'the sentence number', 1, 9);
    const sequence = fields.integer(3, 'the message identifier', 0, isAddressed ? 3 : 9);
    const destinationMmsi = isAddressed ? mmsiOf(fields, 4) : undefined;
    const channel = fields.code(4 + more, 'the channel', CHANNELS);
    const messageType = fields.integer(5 + more, 'the message', 1, 99);
    const fillBits = fields.integer(7 + more, 'the fill bits', 0, 5);
    if (total === undefined || number === undefined || number > total || fillBits === undefined)
      return fields.refuse('total, number or fill bits missing');
    const known = isAddressed ? ADDRESSED : BROADCAST;
    if (number === 1 && (messageType === undefined || !known.includes(messageType)))
      return fields.refuse(`message ${messageType ?? ''} is none that this sentence asks for`);
    if (number === 1 && isAddressed && destinationMmsi === undefined)
      return fields.refuse('nobody whom it goes to');
    if (total > 1 && sequence === undefined) return fields.refuse('the message identifier is missing');
    if (fields.wrong !== undefined) return undefined;
    const first = { destinationMmsi, channel, messageType, sample: line.sample(), formatter };
    const payload = Buffer.from(fields.raw(6 + more), 'latin1');
    this.#assembler.expire(line.receivedMs);
    const whole: Pick<Pending<First>, 'parts' | 'context' | 'fillBits'> | undefined =
      total === 1
        ? { parts: [payload], context: first, fillBits }
        : this.#assembler.add(
            {
              connection: line.connection,
              key: keyOf(talker, isAddressed, sequence ?? 0, total),
              ...{ number, total, fillBits, receivedMs: line.receivedMs, stationMs: line.stationMs },
              groupId: line.tags.group?.id,
            },
            payload,
            0,
            payload.length,
            () => first,
          );
    if (whole === undefined) return 'part';
    return this.#whole(talker, sequence, whole, fields);
  }

  #whole(
    talker: string,
    sequence: number | undefined,
    { parts, context, fillBits }: Pick<Pending<First>, 'parts' | 'context' | 'fillBits'>,
    fields: Fields,
  ): Abm | Bbm | undefined {
    const { destinationMmsi, channel, messageType, formatter } = context;
    if (messageType === undefined) return fields.refuse('its first sentence did not come first');
    const bits = this.#bits;
    bits.clear();
    for (const part of parts)
      if (part === undefined || !bits.append(part, 0, part.length))
        return fields.refuse('characters that no payload has, or more of them than any message');
    bits.finish(fillBits);
    const asked = { talker, sequence, channel, messageType, ...saidIn(bits, messageType) };
    if (formatter === 'BBM') return { sentence: 'BBM', ...asked };
    return destinationMmsi === undefined
      ? fields.refuse('nobody whom it goes to')
      : { sentence: 'ABM', ...asked, destinationMmsi };
  }
}

function saidIn(bits: Bits, messageType: number) {
  if (TEXTS.includes(messageType)) return { text: bits.freeText(0, Math.floor(bits.length / 6)) };
  const isStructured = STRUCTURED.includes(messageType) && bits.length >= APPLICATION_BITS;
  const from = isStructured ? APPLICATION_BITS : 0;
  return {
    ...(isStructured && { dac: bits.unsigned(0, 10), fi: bits.unsigned(10, 6) }),
    data: Buffer.from(bits.bytes(from, bits.length)).toString('hex'),
    dataBits: bits.length - from,
  };
}

const keyOf = (talker: string, isAddressed: boolean, sequence: number, total: number): number =>
  ((talker.charCodeAt(0) * 256 + talker.charCodeAt(1)) * 2 + (isAddressed ? 1 : 0)) * 100 +
  sequence * 10 +
  total;

function mmsiOf(fields: Fields, index: number): number | undefined {
  const value = fields.integer(index, 'the MMSI', 0, LARGEST_MMSI);
  return value === 0 ? undefined : value;
}

/** `ABK,MMSI,channel,message,identifier,0…5`. */
export function readAbk(talker: string, fields: Fields): Abk | undefined {
  const outcome = fields.code(5, 'the acknowledgement', OUTCOMES);
  const messageType = fields.integer(3, 'the message', 1, 99);
  if (outcome === undefined || messageType === undefined)
    return fields.refuse('message or acknowledgement missing');
  return {
    sentence: 'ABK',
    talker,
    mmsi: mmsiOf(fields, 1),
    channel: fields.code(2, 'the channel', RADIO_CHANNELS),
    messageType,
    sequence: fields.integer(4, 'the message identifier', 0, 9),
    outcome,
  };
}

/** `ALR,hhmmss.ss,number,A|V,A|V,text`. */
export function readAlr(talker: string, fields: Fields): Alr | undefined {
  const active = fields.code(3, 'the condition', CONDITIONS);
  const acknowledged = fields.code(4, 'the acknowledge state', CONDITIONS);
  if (active === undefined) return fields.refuse('no alarm condition');
  return {
    sentence: 'ALR',
    talker,
    timeOfDayMs: fields.timeOfDayMs(1),
    alarm: fields.integer(2, 'the alarm number', 0, 99_999),
    active,
    acknowledged,
    // a text may have commas that nobody escaped
    text: fields.rest(5),
  };
}
