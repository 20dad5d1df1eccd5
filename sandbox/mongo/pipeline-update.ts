import { CommandError } from './errors.ts';
import { pipelineOf } from './pipeline.ts';
import { type Doc, isDocument } from './values.ts';

const ALLOWED = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** An update written as an aggregation pipeline: each document runs through it alone. */
export function pipelineUpdate(stages: unknown[]): (doc: Doc) => Doc {
  for (const stage of stages) {
    const name = isDocument(stage) ? Object.keys(stage)[0] : undefined;
    if (name === undefined || !ALLOWED.has(name)) {
      throw new CommandError(72, `${name} is not allowed to be used within an update`);
    }
  }
  const run = pipelineOf(stages, { collection: () => [], variables: {} });
  return (doc) => run([doc])[0] as Doc;
}
