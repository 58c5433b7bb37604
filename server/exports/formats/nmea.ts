/**
 * Tracks as AIS sentences with tag blocks (NMEA 0183 4.10), in the order of time: re-encoded from what was recorded, not
 * the bytes that were received. Only what transmits AIS and whose number may be told; of it only what types 1, 5, 18 and
 * 24 can say (ITU-R M.1371-5).
 */
import { TrackKind } from '../../../proto/domain/observation.ts';
import { encodeAis, withChecksum } from '../../decode/ais/encode.ts';
import type { AisDimensions, AisMessage } from '../../decode/ais/message.ts';
import { type ExportedPoint, type ExportedTrack, type ExportHead, SYNTHETIC } from '../exported.ts';
import type { FileSink } from '../filesink.ts';
import type { StagedPoints } from '../stagedpoints.ts';
import { degOf, tenthOf } from '../words.ts';

/** Whom the tag block names as the source (`s:`, 15 characters at most). */
const SOURCE = 'watchfloor';

/** Stations, aids and aircraft send other messages, which say what we did not record. */
const IS_B: ReadonlySet<number> = new Set([TrackKind.classB]);
const SENDS: ReadonlySet<number> = new Set([
  TrackKind.classA,
  TrackKind.classB,
  TrackKind.locatingDevice,
  TrackKind.locatingDeviceTest,
]);

/** Answers how many points it wrote: others have no sentence. */
export async function writeNmea(sink: FileSink, staged: StagedPoints, head: ExportHead): Promise<number> {
  const source = head.isSynthetic ? SYNTHETIC : SOURCE;
  const named = new Set<string>();
  let points = 0;
  for await (const some of staged.points('time'))
    for (const { track, point } of some) {
      const { mmsi } = track;
      if (mmsi === undefined || !SENDS.has(point.kind)) continue;
      for (const message of named.has(track.id) ? [] : staticsOf(track, mmsi, point.kind))
        sink.text(tagged(encodeAis(message), source, point.ms, named.size));
      named.add(track.id);
      sink.text(tagged(encodeAis(positionOf(point, mmsi)), source, point.ms, named.size));
      points += 1;
    }
  return points;
}

/** The second of the report is not said: the tag block has the whole time. */
function positionOf(point: ExportedPoint, mmsi: number): AisMessage {
  const { latE6, lonE6, sogDkn, cogDdeg, headingDdeg, navStatus, kind } = point;
  const motion = {
    ...{ mmsi, lat: degOf(latE6), lon: degOf(lonE6) },
    ...{ sogKn: tenthOf(sogDkn) ?? undefined, cogDeg: tenthOf(cogDdeg) ?? undefined },
    headingDeg: tenthOf(headingDdeg) ?? undefined,
  };
  return IS_B.has(kind) ? { type: 18, ...motion } : { type: 1, ...motion, navStatus: navStatus ?? undefined };
}

function staticsOf(
  { name, callSign, imo, shipType, said }: ExportedTrack,
  mmsi: number,
  kind: number,
): AisMessage[] {
  const dimensions = dimensionsOf(said);
  if ((name ?? callSign ?? imo ?? shipType ?? dimensions) === undefined) return [];
  const destination = said?.destination ?? undefined;
  if (!IS_B.has(kind)) return [{ type: 5, mmsi, name, callSign, imo, shipType, dimensions, destination }];
  return [
    { type: 24, part: 'A', mmsi, name },
    { type: 24, part: 'B', mmsi, callSign, shipType, dimensions },
  ];
}

function dimensionsOf(said: ExportedTrack['said']): AisDimensions | undefined {
  const { toBowM, toSternM, toPortM, toStarboardM } = said ?? {};
  if (toBowM == null || toSternM == null || toPortM == null || toStarboardM == null) return undefined;
  return { toBowM, toSternM, toPortM, toStarboardM };
}

/** `s:` and `c:` (Unix seconds, milliseconds where there are some); the parts of one message are a group (`g:`). */
export function tagged(sentences: readonly string[], source: string, ms: number, group: number): string {
  const time = ms % 1000 === 0 ? ms / 1000 : ms;
  return sentences
    .map((sentence, i) => {
      const part = sentences.length > 1 ? `g:${i + 1}-${sentences.length}-${(group % 9999) + 1}` : '';
      const said = i === 0 ? `${part}${part && ','}s:${source},c:${time}` : part;
      return `${tagBlock(said)}${sentence}\r\n`;
    })
    .join('');
}

/** `\` said, `*` and its checksum `\`: the same exclusive or as a sentence’s. */
export const tagBlock = (said: string): string => `\\${withChecksum(`!${said}`).slice(1)}\\`;
