/** The query process: `query.ts <settings as JSON>`, started by server/record/query/link.ts. */
import { runQuery } from '../record/query/process.ts';
import { queryOptions } from '../record/query/settings.ts';

await runQuery(queryOptions.parse(JSON.parse(process.argv[2] ?? '{}')));
