/** Five minutes of the Danish coast: 26,000 reports through many receivers, and no ship is two. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { AisDecoder } from '../../../server/decode/ais/decoder.ts';
import { Picture } from '../../../server/tracks/picture.ts';

const sample = `${process.env.WATCHFLOOR_CORPORA ?? '../shared/corpora'}/traffic/dma/ais-sample.txt.gz`;
if (!existsSync(sample)) console.warn(`SKIPPED: no ${sample} (set WATCHFLOOR_CORPORA)`);

/** `$PGHP,1,year,month,day,hour,minute,second,millisecond`: when the next sentence was received. */
const PGHP = /^\$PGHP,1,(\d+),(\d+),(\d+),(\d+),(\d+),(\d+),(\d+)/;

function receptionMs(line: string): number | undefined {
  const [year, month, day, hour, minute, second, ms] = (PGHP.exec(line) ?? []).slice(1).map(Number);
  return year === undefined ? undefined : Date.UTC(year, month! - 1, day, hour, minute, second, ms);
}

it.skipIf(!existsSync(sample))('a real coast is one track a transmitter, none in conflict', () => {
  const picture = new Picture({ epoch: 1 });
  const decoder = new AisDecoder();
  const mmsis = new Set<number>();
  const sink = {
    message: () => {},
    fault: () => {},
    reply: () => {},
    cutOff: () => {},
    observation: (observation: Parameters<Picture['apply']>[0]) => {
      if (observation.type === 'position') mmsis.add(observation.mmsi);
      picture.apply(observation);
    },
  };
  let receivedMs = epochMs(0);
  for (const line of gunzipSync(readFileSync(sample)).toString('latin1').split('\n')) {
    const reception = receptionMs(line);
    if (reception !== undefined && reception - receivedMs >= 1000) picture.tick(epochMs(reception));
    receivedMs = epochMs(reception ?? receivedMs);
    const bytes = Buffer.from(`${line}\n`, 'latin1');
    decoder.push(
      { feedId: feedId('dma'), nature: Nature.recorded, connection: 0, receivedMs, timeShiftMs: 0, bytes },
      sink,
    );
  }
  expect(mmsis.size).toBeGreaterThan(1400);
  const counts = picture.counts();
  expect(counts).toMatchObject({ tracks: mmsis.size, conflict: 0, tooOld: 0, refused: 0 });
  expect(counts.duplicates).toBeGreaterThan(50);
});
