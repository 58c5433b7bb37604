/** The archive over REST: what it holds, what was there over time, one track's past, and questions. */
import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import type { ArchiveSummary, Histogram, Question } from '../../../proto/domain/record/questions.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Access } from '../../access/access.ts';
import type { Asker } from '../../access/asker.ts';
import { QueryFault } from '../../record/query/fault.ts';
import type { AskOptions } from '../../record/query/link.ts';
import type { Fact, Sights } from '../../record/query/sights.ts';
import type { SummaryReply } from '../../record/query/summary.ts';
import type { ToldParams, ToldReply } from '../../record/query/told.ts';
import { AlertViews } from '../alertviews.ts';
import type { Asking } from '../asking.ts';
import { checkedBody } from '../changes.ts';
import { checkedQuery, refuse } from '../errors.ts';
import type { Looked } from '../looked.ts';
import type { RouteOptions } from '../routeoptions.ts';
import { type AlertsAsked, alertsAnswer } from './alertsanswer.ts';
import { fileRoutes } from './fileroutes.ts';
import { ARCHIVE, keepRoutes } from './keeproutes.ts';
import { pastSights, releasedTracks } from './pastsights.ts';
import { askBody, histogramQuery, trackPointsQuery } from './questionbodies.ts';
import { type AnswerText, QuestionDesk, type Whose } from './questiondesk.ts';
import { refuseQuery } from './remedies.ts';
import { jsonWithRows, seenAlerts } from './seenalerts.ts';

/** Of a question; of what the page asks while one waits. */
const QUESTION_MS = 180_000;
const GLANCE_MS = 20_000;
/** Observations of a range come to be known later: their feeds count too. */
const LATE_MS = 3_600_000;

const NOT_COUNTED: Pick<SummaryReply, 'classes' | 'days' | 'damaged'> = {
  classes: [],
  days: [],
  damaged: [],
};

interface Asked {
  readonly fromMs: number;
  readonly untilMs: number;
}

export function archiveRoutes(options: RouteOptions, asking: Asking, looked: Looked): Router {
  const router = Router();
  const { archive, decisions, alerts, source, access } = options;
  if (!archive || !decisions) return router;
  const { machine } = archive;
  const { records } = decisions;
  /** Of each way to decide: it is the same object as long as the same held. */
  const views = new WeakMap<Access, AlertViews>();
  const viewsAt = (atMs: number): AlertViews | undefined => {
    const by = archive.past.at(atMs);
    const known =
      views.get(by) ?? (alerts && new AlertViews({ access: by, book: alerts.book, records, source }));
    if (known) views.set(by, known);
    return known;
  };
  const desk = new QuestionDesk(machine, () => randomBytes(12).toString('base64url'), archive.onDefect);

  const whose = (asker: Asker): Whose => ({
    asker: `${asker.personId ?? asker.credential} ${asker.seesAs ?? ''}`,
    sees: access.audience(asker)?.key ?? '',
  });

  /** Throws a `QueryFault`. */
  async function asked<T>(kind: string, params: unknown, how: AskOptions): Promise<T> {
    const result = await archive!.ask(kind, params, how);
    if (!result.ok) throw result.fault;
    return JSON.parse(result.value.json) as T;
  }

  async function sightsOf(asker: Asker, { fromMs, untilMs }: Asked, how: AskOptions): Promise<Sights> {
    const facts = await asked<Fact[]>('facts', { fromMs, untilMs: untilMs + LATE_MS }, how);
    const released = releasedTracks(records);
    const range = { fromMs, untilMs: untilMs + LATE_MS };
    const nowMs = machine.nowMs();
    const sights = await pastSights(archive!.past, { asker, facts, released, ...range, nowMs });
    if (sights) return sights;
    throw new QueryFault('refused', 'what may be seen changed too often in that time: ask for a shorter one');
  }

  /** Throws a `QueryFault`. */
  async function toldTo(
    asker: Asker,
    params: ToldParams,
    how: AskOptions,
  ): Promise<{ readonly alerts: readonly Alert[]; readonly told: ToldReply }> {
    const result = await archive!.ask('told', { ...params, apart: true } satisfies ToldParams, how);
    if (!result.ok) throw result.fault;
    const { json, columns = [] } = result.value;
    return { alerts: await seenAlerts(asker, columns, viewsAt), told: JSON.parse(json) as ToldReply };
  }

  async function answered(asker: Asker, question: Question, how: AskOptions): Promise<AnswerText> {
    const beganMs = machine.monotonicMs();
    const took = (): number => Math.round(machine.monotonicMs() - beganMs);
    try {
      if (question.ask === 'alerts') {
        const { alerts: seen, told } = await toldTo(asker, question satisfies AlertsAsked, how);
        const { rows, ...answer } = alertsAnswer(seen, told, took());
        return { ok: true, text: await jsonWithRows(answer, 'rows', rows) };
      }
      const sights = await sightsOf(asker, question, how);
      const result = await archive!.ask('question', { question, sights }, how);
      if (!result.ok) return result;
      return { ok: true, text: `${result.value.json.slice(0, -1)},"tookMs":${took()}}` };
    } catch (error) {
      if (error instanceof QueryFault) return { ok: false, fault: error };
      throw error;
    }
  }

  /** Tells whoever asked why there is no answer. */
  async function glance(request: Request, response: Response, work: () => Promise<unknown>): Promise<void> {
    try {
      response.json(await work());
    } catch (error) {
      if (!(error instanceof QueryFault)) throw error;
      refuseQuery(response, request.path, error);
    }
  }
  const soon: AskOptions = { timeoutMs: GLANCE_MS };

  /** How much there is, and of what: also for those who keep it and see none of it. */
  const mayKnowSize = (request: Request, response: Response): boolean =>
    asking.decide(request, 'keepArchive', ARCHIVE).verdict === 'yes' || asking.may(request, response, 'see');

  router.get('/api/archive', async (request, response) => {
    if (!mayKnowSize(request, response)) return;
    // How much there is of people on land, and when, is not for everybody: of whose it is nobody asks here.
    const isCounted =
      asking.of(request).seesAs === undefined &&
      (asking.decide(request, 'keepArchive', ARCHIVE).verdict === 'yes' ||
        asking.decide(request, 'askArchive').verdict === 'yes');
    await glance(request, response, async (): Promise<ArchiveSummary> => {
      const reply = await asked<SummaryReply>('summary', {}, soon);
      const { fromMs, untilMs } = reply;
      const { classes, days, damaged } = isCounted ? reply : NOT_COUNTED;
      return {
        ...(fromMs !== undefined &&
          untilMs !== undefined && { fromMs: epochMs(fromMs), untilMs: epochMs(untilMs) }),
        classes: classes.map(({ fromMs: first, untilMs: last, log, ...one }) => ({
          ...one,
          keepDays: archive.keepDays[one.class],
          ...(first !== undefined &&
            last !== undefined && { fromMs: epochMs(first), untilMs: epochMs(last) }),
          ...(log && { log: { bytes: log.bytes, fromMs: epochMs(log.fromMs) } }),
        })),
        days,
        damaged,
      };
    });
  });

  router.get('/api/archive/histogram', async (request, response) => {
    if (!asking.may(request, response, 'see')) return;
    const query = checkedQuery(histogramQuery, request, response);
    if (!query) return;
    const asker = asking.of(request);
    const stepMs = Math.max(1, Math.ceil((query.until - query.from) / query.steps));
    const steps = Math.ceil((query.until - query.from) / stepMs);
    await glance(request, response, async (): Promise<Histogram> => {
      const range = { fromMs: query.from, untilMs: query.from + steps * stepMs };
      const sights = await sightsOf(asker, range, soon);
      const audience = asking.audience(request);
      const [{ tracks }, told, feeds] = await Promise.all([
        asked<{ tracks: number[] }>('histogram', { fromMs: query.from, stepMs, steps, sights }, soon),
        toldTo(asker, range, soon),
        asked<{ feeds: { feed: string; up: number[] }[] }>(
          'feedsUp',
          { fromMs: query.from, stepMs, steps },
          soon,
        ),
      ]);
      const raised = Array.from({ length: steps }, () => ({ urgent: 0, others: 0 }));
      for (const { priority, raisedMs } of told.alerts) {
        const step = raised[Math.floor((raisedMs - query.from) / stepMs)];
        if (step) step[priority === 'emergency' || priority === 'alarm' ? 'urgent' : 'others'] += 1;
      }
      const seen = feeds.feeds.filter(({ feed }) => audience.seesFeed(feed as never));
      const feedsUp = tracks.map((_, i) => seen.reduce((sum, { up }) => sum + (up[i] ?? 0), 0));
      return { fromMs: query.from, stepMs, tracks, alerts: raised, feedsUp, feeds: seen.length };
    });
  });

  router.get('/api/archive/tracks/:id', async (request, response) => {
    if (!asking.may(request, response, 'see')) return;
    const query = checkedQuery(trackPointsQuery, request, response);
    if (!query) return;
    const { id } = request.params;
    const { from: fromMs, until: untilMs } = query;
    const look = { action: 'see', object: { kind: 'track', id }, details: { fromMs, untilMs } };
    if (!(await looked.at(request, response, look))) return;
    await glance(request, response, async () => {
      const sights = await sightsOf(asking.of(request), { fromMs, untilMs }, soon);
      return asked('trackPoints', { track: id, fromMs, untilMs, sights }, soon);
    });
  });

  router.post('/api/archive/questions', async (request, response) => {
    if (!asking.may(request, response, 'askArchive')) return;
    const body = checkedBody(askBody, request, response);
    if (!body) return;
    const { purpose } = body;
    const question = body.question as Question;
    const look = { action: 'askArchive', reason: purpose, details: { question } };
    if (!(await looked.at(request, response, look))) return;
    const asker = asking.of(request);
    const id = desk.begin(whose(asker), question, purpose, (signal, onProgress) =>
      answered(asker, question, { timeoutMs: QUESTION_MS, signal, onProgress }),
    );
    if (id === undefined)
      refuseQuery(response, 'questions', new QueryFault('busy', 'so many questions of yours run already'));
    else response.status(202).json({ id });
  });

  const refuseUnknown = (response: Response, id: string): void =>
    refuse(response, 404, {
      what: 'no such question of yours',
      where: id,
      remedy: 'answers are held for 15 minutes: ask again with POST /api/archive/questions',
    });

  router.get('/api/archive/questions/:id', (request, response) => {
    if (!asking.may(request, response, 'askArchive')) return;
    const { id } = request.params;
    const state = desk.state(id, whose(asking.of(request)));
    if (state === undefined) refuseUnknown(response, id);
    else response.type('application/json').send(state);
  });

  router.delete('/api/archive/questions/:id', (request, response) => {
    if (!asking.may(request, response, 'askArchive')) return;
    const { id } = request.params;
    if (desk.drop(id, whose(asking.of(request)))) response.json({ id });
    else refuseUnknown(response, id);
  });

  keepRoutes(router, { archive, asking, looked, audit: decisions.audit });
  fileRoutes(router, { archive, asking, looked, desk, whose, sightsOf });
  return router;
}
