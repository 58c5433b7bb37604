/** A zone as it looks on the map, small: hatching and colour of its purpose, edge of its standing. */
import { type ReactNode, useId } from 'react';
import type { ZonePurpose } from '../../../proto/domain/operations/zone.ts';
import { useView } from '../../store/view.ts';
import type { ZoneStanding } from '../../store/zonestanding.ts';
import { useServices } from '../services.ts';

/** On a tile of 8: as `client/map/zones/hatches.ts`, coarser. */
const HATCHES: { readonly [P in ZonePurpose]?: string } = {
  critical: 'M-1 5L5 -1M-1 9L9 -1M3 9L9 3',
  vigilance: 'M-1 9L9 -1',
  exclusion: 'M-1 9L9 -1M-1 -1L9 9',
  fishing: 'M0 4C1.5 1.5 3 1.5 4 4S6.5 6.5 8 4',
  anchorage: 'M2 2h.01M6 6h.01',
  port: 'M2 0V8M6 0V8',
  cable: 'M0 5L2 3L4 5L6 3L8 5',
};
const DASHES: { readonly [S in ZoneStanding]?: string } = {
  validated: '4 2',
  draft: '1.5 1.8',
  expired: '1.5 4',
};
const WIDTHS: { readonly [S in ZoneStanding]: number } = {
  critical: 3,
  active: 2,
  outside: 0.9,
  validated: 1.6,
  draft: 1.6,
  expired: 1,
};

export function ZoneSign({
  purpose,
  standing,
  plain = false,
  line = false,
}: {
  readonly purpose: ZonePurpose;
  readonly standing: ZoneStanding;
  /** In the colour of the text around it. */
  readonly plain?: boolean;
  readonly line?: boolean;
}): ReactNode {
  const { zoneColour } = useServices();
  const colour = zoneColour(
    useView((view) => view.palette),
    purpose,
  );
  const id = useId();
  const hatch = standing === 'active' || standing === 'critical' ? HATCHES[purpose] : undefined;
  return (
    <svg
      className="zone-sign"
      viewBox="0 0 24 24"
      aria-hidden="true"
      style={plain ? undefined : { color: colour }}
    >
      {hatch === undefined ? null : (
        <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
          <path d={hatch} fill="none" stroke="currentcolor" strokeWidth="1.3" strokeLinecap="round" />
        </pattern>
      )}
      <path
        d={line ? 'M2 19L9 9L15 13L22 4' : 'M3 7L13 3L21 9L19 20L5 21Z'}
        fill={hatch === undefined || line ? 'none' : `url(#${id})`}
        stroke="currentcolor"
        strokeWidth={WIDTHS[standing]}
        strokeDasharray={DASHES[standing]}
        strokeLinejoin="round"
      />
    </svg>
  );
}
