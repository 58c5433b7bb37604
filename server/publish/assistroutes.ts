/** What helps to decide, over REST: coverage, who can help or intercept, what the plans lack, how an area may be cut. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { SectorCoverage } from '../../proto/domain/operations/assist.ts';
import type { Unit } from '../../proto/domain/operations/patrol.ts';
import type { RecordKind, Version } from '../../proto/domain/operations/record.ts';
import { faultOfShape } from '../../proto/domain/shapes/fault.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { unitCandidates } from '../operations/assist/candidates.ts';
import { rankHelpers } from '../operations/assist/rank.ts';
import { patrolCoverage, sectorCoverage, sightM } from '../operations/coverage/report.ts';
import { area } from '../operations/kinds/fields.ts';
import { cutArea, MAX_PARTS } from '../operations/sectorcut.ts';
import type { Asking } from './asking.ts';
import { shipsNear, targetOf } from './assisttarget.ts';
import { checkedBody, refuseOperation } from './changes.ts';
import { checkedQuery, refuse } from './errors.ts';
import { seenFindings } from './findingviews.ts';
import { shownVersion } from './recordviews.ts';
import type { RouteOptions, UnitTrack } from './routeoptions.ts';
import { viewOf } from './trackview.ts';

const FINDINGS_AHEAD_MS = 7 * 86_400_000;
/** A question about plans reaches no farther. */
const MAX_SPAN_MS = 62 * 86_400_000;

export const helpersQuery = z
  .object({
    track: z.string().max(40).optional(),
    lat: z.coerce.number().min(-90).max(90).optional(),
    lon: z.coerce.number().min(-180).max(180).optional(),
    medium: z.enum(['sea', 'land']).default('sea'),
    purpose: z.enum(['rescue', 'intercept']).default('rescue'),
  })
  .refine(({ track, lat, lon }) => track !== undefined || (lat !== undefined && lon !== undefined), {
    message: 'a track, or lat and lon',
  });
export const findingsQuery = z
  .object({ from: z.coerce.number().optional(), until: z.coerce.number().optional() })
  .refine(({ from = 0, until = from }) => until >= from && until - from <= MAX_SPAN_MS, {
    message: 'from before until, two months at most',
  });
export const cutBody = z.strictObject({
  area,
  by: z.enum(['number', 'area', 'time']),
  value: z.number().positive(),
  unitId: z.string().max(64).optional(),
});

export function assistRoutes(options: RouteOptions, asking: Asking): Router {
  const router = Router();
  const { decisions, assist, clock } = options;
  if (!decisions || !assist) return router;
  const { records } = decisions;
  const { access } = asking;

  const seen = <K extends RecordKind>(
    request: Request,
    response: Response,
    kind: K,
  ): Version<K> | undefined => {
    const standing = records.get(kind, String(request.params.id));
    const shown = standing && !standing.removed && shownVersion(access, asking.of(request), standing);
    if (shown) return standing;
    const remedy = 'look at the list of those that you may see';
    refuse(response, 404, { what: 'no such thing now', where: `${kind}/${request.params.id}`, remedy });
    return undefined;
  };

  const isSeen = <K extends RecordKind>(request: Request, kind: K, id: string): boolean => {
    const standing = records.get(kind, id);
    return standing !== undefined && shownVersion(access, asking.of(request), standing) !== undefined;
  };
  const withSeenUnits = (request: Request, coverage: SectorCoverage): SectorCoverage => ({
    ...coverage,
    unitIds: coverage.unitIds.filter((id) => isSeen(request, 'unit', id)),
  });

  router.get('/api/sectors/:id/coverage', (request, response) => {
    const sector = seen(request, response, 'sector');
    if (!sector) return;
    response.json(withSeenUnits(request, sectorCoverage(records, assist.coverage, sector, clock.nowMs())));
  });

  router.get('/api/patrols/:id/coverage', (request, response) => {
    const patrol = seen(request, response, 'patrol');
    if (!patrol) return;
    const { sectors, ...whole } = patrolCoverage(records, assist.coverage, patrol, clock.nowMs());
    const shown = sectors.filter(({ sectorId }) => isSeen(request, 'sector', sectorId));
    response.json({ ...whole, sectors: shown.map((one) => withSeenUnits(request, one)) });
  });

  router.get('/api/findings', async (request, response) => {
    const query = checkedQuery(findingsQuery, request, response);
    if (!query) return;
    const fromMs = query.from ?? clock.nowMs();
    const untilMs = query.until ?? fromMs + FINDINGS_AHEAD_MS;
    const asker = asking.of(request);
    const all = await assist.findings(epochMs(fromMs), epochMs(untilMs));
    const findings = seenFindings(access, records, asker, all);
    response.json({ fromMs, untilMs, findings });
  });

  router.get('/api/helpers', (request, response) => {
    const query = checkedQuery(helpersQuery, request, response);
    if (!query) return;
    const target = targetOf(options, asking, request, query);
    if (!target) {
      const remedy = 'find the track again with /api/search';
      refuse(response, 404, { what: 'no such track now', where: query.track ?? 'lat, lon', remedy });
      return;
    }
    const asker = asking.of(request);
    const audience = asking.audience(request);
    const units = records.list('unit').flatMap((unit) => shownVersion(access, asker, unit) ?? []);
    const nowMs = clock.nowMs();
    // Where a unit is heard is its track's to tell; to others it is at its base.
    const whereIs = (id: string): UnitTrack | undefined => {
      const place = assist.whereIs(id);
      return place && viewOf(options.source, place.slot, audience)?.sight === 'whole' ? place : undefined;
    };
    // Whoever is to be helped is no helper.
    const others = units.filter(({ id }) => {
      const place = whereIs(id);
      return place === undefined || options.source.id(place.slot) !== target.trackId;
    });
    const candidates = unitCandidates(others, records, whereIs, nowMs);
    const ships = query.purpose === 'rescue' && target.medium === 'sea';
    if (ships) candidates.push(...shipsNear(options, asking, request, target));
    const rows = rankHelpers(target.at, target.medium, query.purpose, candidates);
    response.json({ atMs: nowMs, medium: target.medium, target: target.at, helpers: rows });
  });

  router.post('/api/sectors/cut', (request, response) => {
    if (!asking.may(request, response, 'plan')) return;
    const body = checkedBody(cutBody, request, response);
    if (!body) return;
    const fault = faultOfShape(body.area);
    if (fault) return refuse(response, 400, fault);
    const unit = body.unitId === undefined ? undefined : records.get('unit', body.unitId);
    const cut = cutOf(unit && shownVersion(access, asking.of(request), unit)?.value, body);
    if (cut === undefined) {
      const remedy = 'name a unit with sensors: how far it sees and how fast it is decide';
      return refuse(response, 400, { what: 'no unit to cover it', where: 'unitId', remedy });
    }
    const result = cutArea(body.area, cut);
    if (result.ok) response.json({ areas: result.value, most: MAX_PARTS });
    else refuseOperation(response, result.fault);
  });

  return router;
}

type CutBody = z.output<typeof cutBody>;

function cutOf(unit: Unit | undefined, { by, value }: CutBody): Parameters<typeof cutArea>[1] | undefined {
  if (by !== 'time') return { by, value };
  const searcher = unit && { speedKn: unit.capabilities.speedKn, rangeM: sightM(unit) };
  return searcher && searcher.rangeM > 0 ? { by, value, searcher } : undefined;
}
