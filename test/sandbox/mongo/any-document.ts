/** Documents and operators of any shape: tests of the protocol are not typed by a schema. */
// biome-ignore lint/suspicious/noExplicitAny: the driver's types for operators and _ids know no weaker one
export type AnyDocument = any;
