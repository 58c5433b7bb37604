/** What a feed says of the world when it hears applications. */
import { feedId } from '../../../../../proto/domain/ids.ts';
import { Nature } from '../../../../../proto/domain/observation.ts';
import type { Observation } from '../../../../../proto/domain/observations.ts';
import { type EpochMs, epochMs } from '../../../../../proto/domain/units.ts';
import type { AisApplication } from '../../../../../server/decode/ais/applications/applications.ts';
import { AisDecoder } from '../../../../../server/decode/ais/decoder.ts';
import { encodeAis } from '../../../../../server/decode/ais/encode.ts';
import type { AisMessage } from '../../../../../server/decode/ais/message.ts';

export const RECEIVED_MS = epochMs(Date.UTC(2026, 10, 23, 8, 20));

export class Listener {
  readonly #decoder = new AisDecoder();

  /** What these sentences say, received at this time. */
  hear(sentences: readonly string[], receivedMs: EpochMs = RECEIVED_MS): Observation[] {
    const said: Observation[] = [];
    const bytes = Buffer.from(`${sentences.join('\r\n')}\r\n`, 'latin1');
    const frame = {
      feedId: feedId('ais'),
      nature: Nature.real,
      receivedMs,
      timeShiftMs: 0,
      connection: 0,
      bytes,
    };
    this.#decoder.push(frame, {
      message: () => undefined,
      observation: (observation) => void said.push(observation),
      fault: ({ kind, detail }) => {
        throw new Error(`${kind}: ${detail}`);
      },
      reply: () => undefined,
      cutOff: () => undefined,
    });
    return said;
  }

  /** What an application says that a station broadcasts. */
  application(application: AisApplication, more: Partial<AisMessage> = {}): Observation[] {
    return this.hear(encodeAis({ type: 8, mmsi: 2_010_001, application, ...more } as AisMessage));
  }
}

export const heard = (application: AisApplication, more: Partial<AisMessage> = {}): Observation[] =>
  new Listener().application(application, more);
