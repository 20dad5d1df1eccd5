import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import {
  $addFields,
  $project,
  $replaceRoot,
  $replaceWith,
  $set,
  $unset,
  $unwind,
} from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { CommandError } from './errors.ts';
import { checkExpression, expressionOf, forMingo, mingoContext, translateErrors } from './expression.ts';
import { groupDocuments } from './group.ts';
import { matcherOf } from './match.ts';
import { keyOf } from './order.ts';
import { someValueAt, splitPath } from './path.ts';
import { sortDocuments, sortFields } from './sort.ts';
import { type Doc, isDocument, setField, wholeNumber } from './values.ts';

/** Where `$lookup` and `$unionWith` find the documents of another collection of the same database. */
export interface Sources {
  collection(name: string): Doc[];
  /** The variables of `let` around this pipeline. */
  variables?: Doc;
}

type Stage = (docs: Doc[], argument: unknown, sources: Sources) => Doc[];

/** Stages whose semantics depend on MongoDB's order and types are ours; mingo runs the others. */
const STAGES: Record<string, Stage> = {
  $match: (docs, query, { variables }) => docs.filter(matcherOf(query, variables).test),
  $sort: (docs, spec) => sortDocuments(docs, sortFields(spec), (doc) => doc),
  $limit: (docs, count) => docs.slice(0, amount('$limit', count, 1)),
  $skip: (docs, count) => docs.slice(amount('$skip', count, 0)),
  $count: (docs, name) => (docs.length === 0 ? [] : [{ [countField(name)]: docs.length }]),
  $group: (docs, spec, { variables }) => groupDocuments(docs, spec, variables),
  $lookup: lookup,
  $addFields: byMingo({ $addFields }),
  $set: byMingo({ $set }),
  $unset: byMingo({ $unset }),
  $project: byMingo({ $project }),
  $replaceRoot: byMingo({ $replaceRoot }),
  $replaceWith: byMingo({ $replaceWith }),
  $unwind: byMingo({ $unwind }),
  $sortByCount: (docs, expression, sources) =>
    runStages([{ $group: { _id: expression, count: { $sum: 1 } } }, { $sort: { count: -1 } }], docs, sources),
  $facet: (docs, facets, sources) => [facet(docs, facets, sources)],
  $unionWith: (docs, argument, sources) => [...docs, ...unionDocs(argument, sources)],
};

/** Refuses a pipeline with stages that MongoDB or this server does not know, before any document is seen. */
export function checkPipeline(pipeline: unknown): Doc[] {
  if (!Array.isArray(pipeline)) throw new CommandError(14, 'A pipeline must be an array of objects');
  for (const stage of pipeline) {
    if (!isDocument(stage)) throw new CommandError(14, 'Each element of the pipeline must be an object');
    const names = Object.keys(stage);
    if (names.length !== 1) {
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    const name = names[0] as string;
    if (name === '$changeStream') {
      throw new CommandError(40573, 'The $changeStream stage is only supported on replica sets');
    }
    if (!Object.hasOwn(STAGES, name))
      throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
    checkArgument(name, stage[name]);
  }
  return pipeline;
}

/** What can be refused without a document is refused even when there is none. */
function checkArgument(name: string, argument: unknown): void {
  switch (name) {
    case '$match':
      matcherOf(argument);
      return;
    case '$group':
      groupDocuments([], argument);
      return;
    case '$sort':
      if (sortFields(argument).length === 0)
        throw new CommandError(2, '$sort stage must have at least one sort key');
      return;
    case '$limit':
      amount(name, argument, 1);
      return;
    case '$skip':
      amount(name, argument, 0);
      return;
    case '$addFields':
    case '$set':
    case '$replaceRoot':
    case '$replaceWith':
    case '$sortByCount':
      checkExpression(argument);
      return;
    case '$project':
      if (isDocument(argument)) Object.values(argument).forEach(checkExpression);
      return;
    case '$lookup':
    case '$unionWith':
      if (isDocument(argument) && argument.pipeline !== undefined) checkPipeline(argument.pipeline);
      return;
    case '$facet':
      if (isDocument(argument)) Object.values(argument).forEach(checkPipeline);
      return;
  }
}

/** Runs documents through the stages of a checked pipeline. The documents given are never changed. */
export function runStages(stages: Doc[], docs: Doc[], sources: Sources): Doc[] {
  let current = docs;
  for (const stage of stages) {
    const [name, argument] = Object.entries(stage)[0] as [string, unknown];
    current = (STAGES[name] as Stage)(current, argument, sources);
  }
  return current;
}

/** A stage of mingo's. It gets copies, so it may change what it is given. */
function byMingo(operator: Record<string, unknown>): Stage {
  const [name] = Object.keys(operator) as [string];
  const context = Context.from(Context.init({ pipeline: operator as never }), mingoContext);
  return (docs, argument, { variables = {} }) =>
    translateErrors(() => {
      const options = { context, scriptEnabled: false, variables: forMingo(variables) } as Options;
      return new Aggregator([{ [name]: forMingo(argument) }], options).run(docs.map(forMingo)) as Doc[];
    });
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

function facet(docs: Doc[], facets: unknown, sources: Sources): Doc {
  if (!isDocument(facets)) throw new CommandError(2, 'the $facet specification must be a non-empty object');
  const result: Doc = {};
  for (const [name, stages] of Object.entries(facets)) {
    setField(result, name, runStages(checkPipeline(stages), docs, sources));
  }
  return result;
}

function unionDocs(argument: unknown, sources: Sources): Doc[] {
  const { coll, pipeline = [] } = isDocument(argument) ? argument : { coll: argument };
  if (typeof coll !== 'string') throw new CommandError(9, '$unionWith needs the name of a collection');
  return runStages(checkPipeline(pipeline), sources.collection(coll), sources);
}

/** `$lookup` by equal fields, by a pipeline with `let`, or by both. */
function lookup(docs: Doc[], argument: unknown, sources: Sources): Doc[] {
  if (!isDocument(argument)) throw new CommandError(9, 'the $lookup specification must be an Object');
  const { from, as, localField, foreignField, let: bindings = {}, pipeline, ...others } = argument;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw new CommandError(9, `unknown argument to $lookup: ${unknown}`);
  if (typeof from !== 'string' || typeof as !== 'string')
    throw new CommandError(9, "$lookup needs 'from' and 'as'");
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw new CommandError(9, "$lookup requires both or neither of 'localField' and 'foreignField'");
  }
  const joined = sources.collection(from);
  const candidates =
    localField === undefined ? () => joined : equalJoin(joined, String(localField), String(foreignField));
  const stages = pipeline === undefined ? [] : checkPipeline(pipeline);
  const evaluateLet = expressionOf(bindings);
  return docs.map((doc) => {
    const variables = { ...sources.variables, ...(evaluateLet(doc) as Doc) };
    const found = runStages(stages, candidates(doc), { ...sources, variables });
    const result = { ...doc };
    setField(result, as, found);
    return result;
  });
}

/** Matches as `{ foreignField: { $in: [local values] } }` would: null meets missing, arrays meet by element. */
function equalJoin(joined: Doc[], localField: string, foreignField: string): (doc: Doc) => Doc[] {
  const byKey = new Map<string, Set<Doc>>();
  for (const doc of joined) {
    for (const key of keysAt(doc, foreignField)) {
      const docs = byKey.get(key);
      if (docs) docs.add(doc);
      else byKey.set(key, new Set([doc]));
    }
  }
  return (doc) => {
    const found = new Set<Doc>();
    for (const key of keysAt(doc, localField)) for (const match of byKey.get(key) ?? []) found.add(match);
    // Several local values may find documents out of their natural order.
    return found.size < 2 ? [...found] : joined.filter((other) => found.has(other));
  };
}

function keysAt(doc: Doc, field: string): Set<string> {
  const keys = new Set<string>();
  someValueAt(doc, splitPath(field), true, (value) => {
    keys.add(keyOf(value ?? null));
    return false;
  });
  return keys;
}
