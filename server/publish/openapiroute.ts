/** One route of the OpenAPI document. */
import { z } from 'zod';

export type Json = Readonly<Record<string, unknown>>;

export function parameters(schema: z.ZodType): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: of,
  }));
}

export const json = (description: string): Json => ({ description, content: { 'application/json': {} } });
const refused = {
  description: 'What is wrong, where, and the remedy.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
};

interface Route {
  readonly summary: string;
  readonly answer: Json;
  readonly status?: number;
  readonly query?: readonly Json[];
  readonly body?: z.ZodType;
  readonly refusals?: readonly number[];
  /** Answers whoever asks. */
  readonly forNobody?: true;
}

/** What every route for somebody may be refused with: who asks is nobody, may not, or asks too often. */
const REFUSALS = [401, 403, 429];
/** What every change may be refused with besides: badly sent, too long, not as JSON. */
const CHANGE_REFUSALS = [400, 413, 415];

function schemaOf(body: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' });
  return schema;
}

const operation = ({
  summary,
  answer,
  status = 200,
  query = [],
  body,
  refusals = [],
  forNobody,
}: Route): Json => ({
  summary,
  parameters: query,
  ...(body && {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } },
  }),
  ...(forNobody && { security: [] }),
  responses: {
    [status]: answer,
    ...Object.fromEntries(
      [...(forNobody ? [429] : REFUSALS), ...refusals].map((refusal) => [refusal, refused]),
    ),
  },
});

export const get = (route: Route): Json => ({ get: operation(route) });

export const change = (route: Route): Json =>
  operation({ ...route, refusals: [...CHANGE_REFUSALS, ...(route.refusals ?? [])] });

export const idParameter = (description: string): Json => ({
  name: 'id',
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
