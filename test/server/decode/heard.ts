/** What a decoder said of some bytes. */
import type { DecodeFault, Frame } from '../../../proto/domain/frame.ts';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Decoder, DecodeSink } from '../../../server/decode/decoder.ts';

/** 2026-03-01T12:00:00Z */
export const NOON_MS = Date.UTC(2026, 2, 1, 12);

export interface Heard {
  messages: number;
  readonly observations: Observation[];
  readonly faults: DecodeFault[];
  readonly cut: { readonly connection: number; readonly reason: string }[];
  readonly sink: DecodeSink;
}

export function heard(): Heard {
  const said: Heard = {
    messages: 0,
    observations: [],
    faults: [],
    cut: [],
    sink: {
      message: () => {
        said.messages++;
      },
      observation: (observation) => said.observations.push(observation),
      fault: (fault) => said.faults.push(fault),
      reply: () => {},
      cutOff: (connection, reason) => said.cut.push({ connection, reason }),
    },
  };
  return said;
}

export const frameOf = (bytes: Uint8Array | string, more: Partial<Frame> = {}): Frame => ({
  feedId: feedId('f'),
  nature: Nature.real,
  connection: 1,
  receivedMs: epochMs(NOON_MS),
  timeShiftMs: 0,
  bytes: typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes,
  ...more,
});

/** One connection's bytes in these pieces, then its end. */
export function decodeAll(decoder: Decoder, ...pieces: readonly (Uint8Array | string)[]): Heard {
  const said = heard();
  for (const piece of pieces) decoder.push(frameOf(piece), said.sink);
  decoder.close(1, said.sink);
  return said;
}
