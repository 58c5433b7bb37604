/** Three recordings of real vessels whose answer is known: the first report at which it must, or must not, be told. */

import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import type { Shore } from '../../../proto/domain/detecting.ts';
import { corpusFile, readTraffic } from '../corpora/traffic.ts';
import { watchTraffic } from './watching.ts';

interface Clip {
  readonly file: string;
  readonly mmsi: string;
  readonly kinds: readonly AlertKind[];
  /** Absent: it must not be told. */
  readonly fromMs?: number;
}

const CLIPS: readonly Clip[] = [
  {
    file: '538004030_drift_1.ais',
    mmsi: '538004030',
    kinds: ['drifting', 'possibleDistress'],
    fromMs: 1_411_923_004_556,
  },
  { file: '212123000_drift_1.ais', mmsi: '212123000', kinds: ['drifting', 'possibleDistress'] },
  { file: '219165000_ssc_1.ais', mmsi: '219165000', kinds: ['suddenSpeed'], fromMs: 1_412_525_411_424 },
];
const WITHIN_MS = 60_000;

export interface ClipResult {
  readonly clip: string;
  readonly holds: boolean;
  readonly said: string;
}

export async function runClips(shore: Shore): Promise<ClipResult[]> {
  const results: ClipResult[] = [];
  for (const { file, mmsi, kinds, fromMs } of CLIPS) {
    const path = corpusFile(`traffic/dma/${file}`);
    if (path === undefined) continue;
    const { told } = watchTraffic(await readTraffic(path), { shore });
    const found = told.find(
      ({ condition }) =>
        kinds.includes(condition.kind) && condition.parties.some((party) => party.mmsi === mmsi),
    );
    const offMs = found && fromMs !== undefined ? found.condition.onsetMs - fromMs : undefined;
    const holds =
      fromMs === undefined ? found === undefined : offMs !== undefined && Math.abs(offMs) <= WITHIN_MS;
    const said =
      found === undefined
        ? 'nothing told'
        : `${found.condition.kind}, onset ${offMs === undefined ? found.condition.onsetMs : `${(offMs / 1000).toFixed(1)} s after the known start`}`;
    results.push({ clip: file, holds, said });
  }
  return results;
}
