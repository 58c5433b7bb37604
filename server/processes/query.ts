/** The query process: `query.ts <settings as JSON>`, started by server/record/query/link.ts. */
import path from 'node:path';
import { exporting } from '../exports/exporting.ts';
import { runQuery } from '../record/query/process.ts';
import { queryOptions, SERVER_ENGINE } from '../record/query/settings.ts';

const options = queryOptions.parse(JSON.parse(process.argv[2] ?? '{}'));
const folder = path.join(options.record, 'query', SERVER_ENGINE);
await runQuery(options, { export: exporting({ record: options.record, folder }) });
