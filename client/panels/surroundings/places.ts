/** Where a notice is: the points that have to be in sight to see all of it. */
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { noticeShape } from '../../../proto/domain/shapes/noticearea.ts';
import type { NoticeInfo } from '../../store/surroundings.ts';

export const placesOfNotice = ({ areas }: Pick<NoticeInfo, 'areas'>): readonly LatLon[] =>
  areas.flatMap((area) => noticeShape(area)?.points.map(([lon, lat]) => ({ lat, lon })) ?? []);
