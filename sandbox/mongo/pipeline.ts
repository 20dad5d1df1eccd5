import { addFieldsOf } from './add-fields.ts';
import { CommandError } from './errors.ts';
import { expressionOf } from './expression.ts';
import { groupOf } from './group.ts';
import { lookupOf, type Sources } from './lookup.ts';
import { matcherOf } from './match.ts';
import { stageProjection, unsetProjection } from './projection.ts';
import { sortDocuments, sortFields } from './sort.ts';
import { unwindOf } from './unwind.ts';
import { type Doc, isDocument, setField, wholeNumber } from './values.ts';

/** Runs documents through stages. The documents given are never changed. */
export type Pipeline = (docs: Doc[]) => Doc[];

/** Each stage checks its argument once, before any document is seen. */
type Stage = (argument: unknown, sources: Sources) => Pipeline;

const addFields: Stage = (spec, { variables }) => each(addFieldsOf(spec, variables));

const STAGES: Record<string, Stage> = {
  $match: (query, { variables }) => {
    const { test } = matcherOf(query, variables);
    return (docs) => docs.filter(test);
  },
  $sort: sort,
  $limit: (argument) => {
    const count = amount('$limit', argument, 1);
    return (docs) => docs.slice(0, count);
  },
  $skip: (argument) => {
    const count = amount('$skip', argument, 0);
    return (docs) => docs.slice(count);
  },
  $count: (argument) => {
    const name = countField(argument);
    return (docs) => (docs.length === 0 ? [] : [{ [name]: docs.length }]);
  },
  $group: (spec, { variables }) => groupOf(spec, variables),
  $project: (spec, { variables }) => each(stageProjection(spec, variables)),
  $addFields: addFields,
  $set: addFields,
  $unset: (names) => each(unsetProjection(names)),
  $replaceRoot: (spec, { variables }) =>
    each(replaceRoot(isDocument(spec) ? spec.newRoot : undefined, variables)),
  $replaceWith: (root, { variables }) => each(replaceRoot(root, variables)),
  $unwind: unwindOf,
  $lookup: (spec, sources) => lookupOf(spec, sources, pipelineOf),
  $sortByCount: (expression, sources) =>
    pipelineOf([{ $group: { _id: expression, count: { $sum: 1 } } }, { $sort: { count: -1 } }], sources),
  $facet: facet,
  $unionWith: unionWith,
};

/** Compiles a pipeline; refuses stages that MongoDB or this server does not know. */
export function pipelineOf(pipeline: unknown, sources: Sources): Pipeline {
  if (!Array.isArray(pipeline)) throw new CommandError(14, 'A pipeline must be an array of objects');
  const stages = pipeline.map((stage) => {
    if (!isDocument(stage)) throw new CommandError(14, 'Each element of the pipeline must be an object');
    const [name, ...others] = Object.keys(stage);
    if (name === undefined || others.length > 0) {
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    if (name === '$changeStream') {
      throw new CommandError(40573, 'The $changeStream stage is only supported on replica sets');
    }
    const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
    if (!compile) throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
    return compile(stage[name], sources);
  });
  return (docs) => stages.reduce((current, run) => run(current), docs);
}

function each(change: (doc: Doc) => Doc): Pipeline {
  return (docs) => docs.map(change);
}

function sort(spec: unknown): Pipeline {
  const fields = sortFields(spec);
  if (fields.length === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
  return (docs) => sortDocuments(docs, fields, (doc) => doc);
}

function amount(name: string, value: unknown, least: number): number {
  const number = wholeNumber(value);
  if (number !== undefined && number >= least) return number;
  throw new CommandError(
    2,
    `invalid argument to ${name} stage: expected a whole number of at least ${least}`,
  );
}

function countField(name: unknown): string {
  if (typeof name === 'string' && name !== '' && !name.startsWith('$') && !name.includes('.')) return name;
  throw new CommandError(2, 'the count field must be a non-empty string without $ and dots');
}

function replaceRoot(expression: unknown, variables: Doc): (doc: Doc) => Doc {
  const evaluate = expressionOf(expression, variables);
  return (doc) => {
    const root = evaluate(doc);
    if (isDocument(root)) return root;
    throw new CommandError(40228, "'newRoot' expression must evaluate to an object");
  };
}

function facet(facets: unknown, sources: Sources): Pipeline {
  if (!isDocument(facets))
    throw new CommandError(40169, 'the $facet specification must be a non-empty object');
  const pipelines = Object.entries(facets).map(
    ([name, stages]) => [name, pipelineOf(stages, sources)] as const,
  );
  return (docs) => {
    const result: Doc = {};
    for (const [name, run] of pipelines) setField(result, name, run(docs));
    return [result];
  };
}

function unionWith(argument: unknown, sources: Sources): Pipeline {
  const { coll, pipeline = [] } = isDocument(argument) ? argument : { coll: argument };
  if (typeof coll !== 'string') throw new CommandError(9, '$unionWith needs the name of a collection');
  const run = pipelineOf(pipeline, sources);
  return (docs) => [...docs, ...run(sources.collection(coll))];
}
