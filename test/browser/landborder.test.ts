/** The land border: a group that a ground radar sees, without identity, and a camera that is told to look at it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { en } from '../../client/messages/en.table.ts';
import { geodesicDirect } from '../../proto/domain/geodesic.ts';
import { degrees } from '../../proto/domain/units.ts';
import type { NodeDescription } from '../../server/decode/sapient/buildregistration.ts';
import { uuidOf } from '../../server/decode/sapient/identifiers.ts';
import { findingsByNightAndDay } from './axe.ts';
import { pointAt, survey } from './chart.ts';
import { freePort, LandNode } from './landnode.ts';
import { describeInBrowser } from './site.ts';
import { startVisitWith, type Visit } from './visit.ts';
import { shown, soon, type Watch } from './watch.ts';

const HERE = '?c=42.0400,19.3550,14.50';
const HILL = { lat: degrees(42.036), lon: degrees(19.352) };
const RIDGE = { lat: degrees(42.044), lon: degrees(19.35) };
const PEOPLE = 6;
const RANGE_M = 3000;

const node = (name: string, type: NodeDescription['type'], more: Partial<NodeDescription>) => ({
  ...{ nodeId: uuidOf(name), type, name, statusIntervalS: 5, classes: ['Human'] },
  ...more,
});
const RADAR = node('Hill radar', 'NODE_TYPE_RADAR', { polar: true });
const CAMERA = node('Ridge camera', 'NODE_TYPE_CAMERA', { canLookAt: true });
const FAR_CAMERA = node('Valley camera', 'NODE_TYPE_CAMERA', { canLookAt: true });
const GROUP = /^Group of people \d+$/;

describeInBrowser('the land border', () => {
  const nodes: LandNode[] = [];
  let camera: LandNode;
  let visit: Visit;
  let watch: Watch;

  beforeAll(async () => {
    const port = await freePort();
    visit = await startVisitWith(
      [{ url: `tcp-listen://127.0.0.1:${port}?format=sapient`, name: 'border' }],
      HERE,
    );
    watch = visit.watch;
    const allRound = (at: { lat: number; lon: number }) => ({
      ...({ system: 'SYSTEM_OK', at } as const),
      coverage: [{ azimuthDeg: 180, widthDeg: 360, rangeM: RANGE_M }],
    });
    const start = async (...said: Parameters<typeof LandNode.start>): Promise<LandNode> => {
      const one = await LandNode.start(...said);
      nodes.push(one);
      return one;
    };
    const radar = await start(port, RADAR, allRound(HILL));
    camera = await start(port, CAMERA, allRound(RIDGE));
    await start(port, FAR_CAMERA, allRound(geodesicDirect(HILL, 180, 9000)));
    let rangeM = 400;
    radar.sees(() => {
      rangeM += 1.3;
      const place = { azimuthDeg: 40, rangeM, sigmaAzimuthDeg: 0.3, sigmaRangeM: 3 };
      return {
        objectKey: 'group',
        place: { kind: 'polar', ...place },
        confidence: 0.9,
        classes: [[['Human', 0.9]]],
        count: PEOPLE,
      };
    });
  });
  afterAll(async () => {
    for (const one of nodes) one.stop();
    await visit?.close();
  });

  const look = () => watch.card.getByRole('region', { name: en['look.label'], exact: true });
  const choice = ({ name }: NodeDescription) =>
    look()
      .getByRole('group')
      .getByRole('button', { name: new RegExp(`^${name}`) });
  const task = () => look().getByRole('listitem').first();

  it('shows a group that its radar counts, in the list and on the map', async () => {
    await soon(() => shown(watch.rows.first())).toMatch(/Group of people \d+/);
    const pixelOf = await survey(watch);
    await soon(() => pointAt(watch, pixelOf(geodesicDirect(HILL, 40, 410)))).toMatch(
      /^Group of people \d+\s+People/,
    );
  });

  it('says on its card how many they are and who sees them, and has no field for who they are', async () => {
    await watch.rows.first().click();
    await watch.card.getByRole('heading', { name: GROUP }).waitFor();
    await soon(() => shown(watch.field(en['card.count']))).toBe(String(PEOPLE));
    await soon(() => shown(watch.card.getByRole('region', { name: en['card.evidence'] }))).toContain(
      RADAR.name,
    );
    const terms = await watch.card.getByRole('term').allInnerTexts();
    for (const identity of ['card.flag', 'card.mmsi', 'card.callSign', 'card.type', 'card.imo'] as const)
      expect(terms).not.toContain(en[identity]);
    expect(await watch.card.getByRole('region', { name: en['card.identity'] }).count()).toBe(0);
    expect(await findingsByNightAndDay(watch)).toEqual([]);
  });

  it('tells a camera to look there, and says what becomes of it: sent, accepted, completed', async () => {
    await soon(() => shown(look())).toContain('1 sensor can look there');
    await look().getByRole('button', { name: en['look.label'] }).click();
    expect(await choice(FAR_CAMERA).isDisabled()).toBe(true);
    expect(await shown(choice(FAR_CAMERA))).toContain('too far');
    await choice(CAMERA).click();
    await soon(() => camera.tasks.length).toBe(1);
    await soon(() => shown(task())).toMatch(/Ridge camera\s+Sent/);
    camera.acknowledge(camera.tasks[0]!, 'TASK_STATUS_ACCEPTED');
    await soon(() => shown(task())).toMatch(/Ridge camera\s+Accepted/);
    camera.acknowledge(camera.tasks[0]!, 'TASK_STATUS_COMPLETED');
    await soon(() => shown(task())).toMatch(/Ridge camera\s+Completed/);
  });

  it('says why a camera would not', async () => {
    // The menu is still open.
    await choice(CAMERA).click();
    await soon(() => camera.tasks.length).toBe(2);
    camera.acknowledge(camera.tasks[1]!, 'TASK_STATUS_REJECTED', 'the mast is down');
    await soon(() => shown(task())).toMatch(/Ridge camera\s+Rejected · the mast is down/);
    await soon(() => look().getByRole('listitem').count()).toBe(2);
  });

  it('had no error, no breach of the content policy and no request to elsewhere', () => {
    expect(watch.complaints()).toEqual([]);
  });
});
