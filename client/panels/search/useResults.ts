/** Everything that a text finds: vessels here and at the server, places, commands. */
import { useEffect, useMemo, useState } from 'react';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import type { TrackHit } from '../../link/rest.ts';
import { useWords, type Words, wordFor } from '../../messages/words.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { useSurroundings } from '../../store/surroundings.ts';
import { vesselClass } from '../../store/vesselclass.ts';
import { flyTo, PALETTES, select, useView, WORKSPACES } from '../../store/view.ts';
import { formatPosition } from '../../ui/format.ts';
import { titleOf } from '../../ui/title.ts';
import { actions, choosePalette } from '../actions.ts';
import { workspacesFor } from '../administration/parts.ts';
import { isApple, KEY_BINDINGS, keycaps } from '../keys.ts';
import { type Place, type Services, useServices } from '../services.ts';
import { answersTo, findPlaces, findVessels, joinHits } from './hits.ts';
import type { Result } from './result.ts';
import { noticeResults, stationResults } from './saidresults.ts';

/** A found vessel is looked at from this near. */
const VESSEL_ZOOM = 11;
const PLACE_ZOOM = 10;
/** The server is asked when typing pauses for this long. */
const ASK_AFTER_MS = 150;

export function useResults(text: string): { readonly results: readonly Result[]; readonly failed: boolean } {
  const t = useWords();
  const services = useServices();
  const { table, places } = services;
  const { hits, failed } = useServerHits(text);
  const { notices, stations } = useSurroundings();
  const results = useMemo(() => {
    const vessels =
      text.trim() === '' ? [] : joinHits(findVessels(table, text), hits).map((hit) => vesselResult(t, hit));
    const commands = [...commandResults(t, services), ...lookResults(t, services)].filter(({ label }) =>
      answersTo(label, text),
    );
    const said = [...noticeResults(t, text, notices), ...stationResults(t, text, stations)];
    return [
      ...vessels,
      ...said,
      ...findPlaces(places, text).map((place) => placeResult(t, place)),
      ...commands,
    ];
  }, [t, services, table, places, text, hits, notices, stations]);
  return { results, failed };
}

function useServerHits(text: string): { readonly hits: readonly TrackHit[]; readonly failed: boolean } {
  const { searchTracks } = useServices();
  const maySearch = useSession(({ me }) => me?.may.includes('search') ?? false);
  const [answer, setAnswer] = useState<{ readonly hits: readonly TrackHit[]; readonly failed: boolean }>({
    hits: [],
    failed: false,
  });
  useEffect(() => {
    const asked = text.trim();
    if (asked.length < 2 || !maySearch) {
      setAnswer({ hits: [], failed: false });
      return;
    }
    let stale = false;
    const timer = setTimeout(() => {
      void searchTracks(asked).then((found) => {
        if (!stale) setAnswer({ hits: found.ok ? found.value : [], failed: !found.ok });
      });
    }, ASK_AFTER_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, searchTracks, maySearch]);
  return answer;
}

function vesselResult(t: Words, hit: TrackHit): Result {
  const parts = [hit.flag, hit.mmsi, hit.callSign, hit.imo && `IMO ${hit.imo}`];
  return {
    key: hit.id,
    group: 'vessels',
    label: titleOf(t, { id: hit.id, kind: hit.kind, name: hit.name || hit.mmsi }),
    detail: parts.filter(Boolean).join(' · '),
    vesselClass: vesselClass(hit.kind, hit.shipType ?? 0),
    go: () => {
      useView.setState({ workspace: 'picture' });
      select(hit.id);
      const zoom = Math.max(VESSEL_ZOOM, useView.getState().viewport?.zoom ?? 0);
      flyTo({ lon: hit.lon, lat: hit.lat, zoom });
    },
  };
}

function placeResult(t: Words, place: Place): Result {
  return {
    key: `${place.name} ${place.lat} ${place.lon}`,
    group: 'places',
    label: place.name,
    detail: wordFor(t, `place.${place.kind}`) ?? formatPosition(place.lat, place.lon),
    go: () => {
      useView.setState({ workspace: 'picture' });
      flyTo({ lon: place.lon, lat: place.lat, zoom: place.zoom ?? PLACE_ZOOM });
    },
  };
}

function commandResults(t: Words, services: Parameters<typeof actions>[0]): readonly Result[] {
  const run = actions(services);
  const offered = workspacesFor(useSession.getState().me);
  const bound = KEY_BINDINGS.filter(
    ({ action }) =>
      action !== 'commands' &&
      action !== 'close' &&
      !WORKSPACES.some((name) => name === action && !offered.includes(name)),
  ).map(
    ({ action, label, chords }): Result => ({
      key: action,
      group: 'commands',
      label: t(label),
      detail: '',
      keys: keycaps(chords[0] ?? '', isApple()),
      go: run[action],
    }),
  );
  const palettes = PALETTES.map(
    (palette): Result => ({
      key: `palette ${palette}`,
      group: 'commands',
      label: t('do.palette.to', { name: t(`palette.${palette}`) }),
      detail: '',
      go: () => choosePalette(palette),
    }),
  );
  return [...bound, ...palettes];
}

/** The picture through each other agency's eyes, and the way back. */
function lookResults(t: Words, { seeAs }: Pick<Services, 'seeAs'>): readonly Result[] {
  const { me, seesAs } = useSession.getState();
  if (me?.may.includes('seeAs') !== true) return [];
  const others = [...useRecords.getState().tables.agency.values()]
    .filter(({ id }) => id !== me.agency && id !== seesAs)
    .map(
      ({ id, value }): Result => ({
        key: `seeAs ${id}`,
        group: 'commands',
        label: t('do.seeAs', { agency: value.name }),
        detail: value.country,
        go: () => void seeAs(agencyId(id)),
      }),
    );
  if (seesAs === undefined) return others;
  const back: Result = {
    key: 'seeAs',
    group: 'commands',
    label: t('do.seeAs.end'),
    detail: '',
    go: () => void seeAs(undefined),
  };
  return [back, ...others];
}
