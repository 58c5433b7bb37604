/** Answers taken away as files: by the same policy as the answer, with a purpose, in the log before the first byte goes. */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Request, Response, Router } from 'express';
import type { Answer, Question } from '../../../proto/domain/record/questions.ts';
import type { Asker } from '../../access/asker.ts';
import type { ExportParams, ExportReply, Picture } from '../../record/export/exportasked.ts';
import { QueryFault } from '../../record/query/fault.ts';
import type { AskOptions } from '../../record/query/link.ts';
import type { Sights } from '../../record/query/sights.ts';
import type { Asking } from '../asking.ts';
import { checkedBody } from '../changes.ts';
import { checkedQuery, refuse } from '../errors.ts';
import type { Looked } from '../looked.ts';
import type { ArchiveRoom } from './archiveroom.ts';
import { fileBody, fileQuery } from './questionbodies.ts';
import type { QuestionDesk, Whose } from './questiondesk.ts';
import { refuseQuery } from './remedies.ts';

/** Ten million points take their time. */
const FILE_MS = 600_000;

export interface FileRoutes {
  readonly archive: ArchiveRoom;
  readonly asking: Asking;
  readonly looked: Looked;
  readonly desk: QuestionDesk;
  readonly whose: (asker: Asker) => Whose;
  /** What of the time of a question its asker may see, as it is decided now. Throws a `QueryFault`. */
  readonly sightsOf: (asker: Asker, question: Question, how: AskOptions) => Promise<Sights>;
}

export function fileRoutes(router: Router, room: FileRoutes): void {
  const path = '/api/archive/questions/:id/file';

  router.get(path, (request, response) => take(room, request, response, []));

  router.post(path, async (request, response) => {
    const body = checkedBody(fileBody, request, response);
    if (body) await take(room, request, response, body.pictures ?? []);
  });
}

async function take(
  room: FileRoutes,
  request: Request<{ id: string }>,
  response: Response,
  pictures: readonly Picture[],
): Promise<void> {
  const { archive, asking, desk, whose } = room;
  for (const action of ['askArchive', 'export'] as const) if (!asking.may(request, response, action)) return;
  const query = checkedQuery(fileQuery, request, response);
  if (!query) return;
  const { id } = request.params;
  const asker = asking.of(request);
  const held = desk.answer(id, whose(asker));
  if (!held)
    return refuse(response, 404, {
      what: 'no such answer of yours',
      where: id,
      remedy:
        'answers are held for 15 minutes: ask again with POST /api/archive/questions, and wait until it is done',
    });
  const left = new AbortController();
  response.once('close', () => left.abort());
  const how: AskOptions = { timeoutMs: FILE_MS, signal: left.signal };
  const { format, purpose, content } = query;
  const { question, purpose: askedFor } = held;
  const { name: by, agency } = asking.actor(request);
  const { site = '', serverVersion: version = '', demonstration = false } = archive.from ?? {};
  let made: ExportReply;
  try {
    const sights = await room.sightsOf(asker, question, how);
    const params: ExportParams = {
      ...{ question, askedFor, answer: JSON.parse(held.text) as Answer, format, sights },
      ...(content !== undefined && { content }),
      about: {
        ...{ site, version, by, purpose, madeMs: archive.machine.nowMs() },
        ...(agency !== undefined && { agency }),
      },
      isExercise: demonstration,
      ...(pictures.length > 0 && { pictures }),
    };
    const result = await archive.ask('export', params, how);
    if (!result.ok) throw result.fault;
    made = JSON.parse(result.value.json) as ExportReply;
  } catch (error) {
    if (!(error instanceof QueryFault)) throw error;
    return refuseQuery(response, request.path, error);
  }
  // Removed at once: what is open is read to its end.
  const file = await open(made.file);
  try {
    await rm(made.file, { force: true });
    const { rows, bytes, sha256 } = made;
    const look = {
      ...{ action: 'export', object: { kind: 'answer', id }, reason: purpose },
      details: { format, rows, bytes, sha256, question },
    };
    if (await room.looked.at(request, response, look)) await send(response, made, file);
  } finally {
    await file.close();
  }
}

/** Whoever leaves in the middle has what they have. */
async function send(
  response: Response,
  { name, mediaType, bytes }: ExportReply,
  file: FileHandle,
): Promise<void> {
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.setHeader('Content-Length', bytes);
  const stream = file.createReadStream({ autoClose: false });
  await pipeline(stream, response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}
