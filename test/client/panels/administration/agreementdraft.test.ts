/** An agreement as it is entered: its areas as they are typed, its time, its parties. */
import { describe, expect, it } from 'vitest';
import {
  type AgreementDraft,
  agreementDraftOf,
  agreementState,
  areaOf,
  checkAgreement,
  cornersText,
  emptyAgreement,
  typedArea,
} from '../../../../client/panels/administration/agreementdraft.ts';
import { drawnOutlines } from '../../../../client/panels/administration/outline.ts';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../../proto/domain/operations/agreement.ts';
import type { Area } from '../../../../proto/domain/operations/area.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0);
const DAY = 86_400_000;
const COAST = agencyId('xa-coast-guard');
const NORTH = agencyId('xc-coast-guard');
const TRIANGLE: Area = {
  kind: 'polygon',
  rings: [
    [
      { lat: 41, lon: 19 },
      { lat: 42, lon: 19 },
      { lat: 42, lon: 20 },
    ],
  ],
};
const AGREEMENT: Agreement = {
  title: 'Joint patrols',
  parties: [COAST, NORTH],
  areas: [{ area: TRIANGLE, host: COAST }],
  forms: ['coordinated'],
  types: ['search'],
  powers: ['observe'],
  command: 'host',
  release: ['vessels'],
  // Not a whole minute: a form that is saved unchanged changes nothing.
  fromMs: epochMs(NOW - DAY + 1234),
  untilMs: epochMs(NOW + 100 * DAY + 4321),
  marking: { owner: COAST, purpose: 'borderSurveillance', retention: 'decisions' },
};

describe('an agreement’s form', () => {
  const faults = (part: Partial<AgreementDraft>) => {
    const checked = checkAgreement({ ...agreementDraftOf(AGREEMENT), ...part }, COAST, NOW, AGREEMENT);
    return checked.ok ? {} : checked.faults;
  };

  it('gives back what it was made of', () => {
    expect(checkAgreement(agreementDraftOf(AGREEMENT), COAST, NOW, AGREEMENT)).toEqual({
      ok: true,
      value: AGREEMENT,
    });
  });

  it('names each field that is wrong', () => {
    expect(faults({ title: '' })).toEqual({ title: 'agreement.wrong.title' });
    expect(faults({ parties: [COAST] })).toEqual({ parties: 'agreement.wrong.parties' });
    expect(faults({ areas: [] })).toEqual({ areas: 'agreement.wrong.areas' });
    expect(
      faults({ areas: [{ host: 'xb-rescue', area: TRIANGLE, corners: cornersText(TRIANGLE) }] }),
    ).toEqual({
      areas: 'agreement.wrong.host',
    });
    expect(faults({ command: 'xb-rescue' })).toEqual({ command: 'agreement.wrong.command' });
    expect(faults({ until: '2026-01-01 00:00' })).toEqual({ until: 'agreement.wrong.order' });
    expect(faults({ from: 'once' })).toEqual({ from: 'admin.time.wrong' });
  });

  it('begins with the own agency, and asks for the others', () => {
    const checked = checkAgreement(emptyAgreement(COAST, NOW), COAST, NOW);
    expect(checked).toMatchObject({ ok: false, faults: { parties: 'agreement.wrong.parties' } });
  });
});

describe('typed areas', () => {
  it('are polygons of three corners at least, in degrees or degrees and minutes', () => {
    expect(typedArea('41 19\n42, 19\n\n42°00.0′N 020°00.0′E')).toEqual(TRIANGLE);
    expect(typedArea('41 19\n42 19')).toBeUndefined();
    expect(typedArea('41 19\n42 19\nthe lighthouse')).toBeUndefined();
  });

  it('leave an area as it was drawn until they say otherwise', () => {
    const circle: Area = { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 5000 };
    expect(areaOf({ host: '', area: circle, corners: '' })).toBe(circle);
    expect(areaOf({ host: '', area: TRIANGLE, corners: cornersText(TRIANGLE) })).toBe(TRIANGLE);
    expect(areaOf({ host: '', area: TRIANGLE, corners: '1 1\n2 2' })).toBeUndefined();
  });
});

describe('at a glance', () => {
  it('says what ends within thirty days', () => {
    const from = epochMs(NOW);
    const until = epochMs(NOW + 40 * DAY);
    const state = (nowMs: number) => agreementState({ fromMs: from, untilMs: until }, nowMs);
    expect([-1, 0, 9, 10, 40].map((days) => state(NOW + days * DAY))).toEqual([
      'begins',
      'inForce',
      'inForce',
      'ending',
      'ended',
    ]);
  });

  it('draws areas across the antimeridian in one piece', () => {
    const strip = (west: number, east: number): Area => ({
      kind: 'polygon',
      rings: [
        [
          { lat: -1, lon: west },
          { lat: 1, lon: west },
          { lat: 1, lon: east },
          { lat: -1, lon: east },
        ],
      ],
    });
    const across = drawnOutlines([strip(179, -179)], 100, 100, 0);
    const inland = drawnOutlines([strip(9, 11)], 100, 100, 0);
    expect(across.paths).toEqual(inland.paths);
    expect(inland.paths).toEqual(['M0.0 100.0L0.0 0.0L100.0 0.0L100.0 100.0Z']);
  });
});
