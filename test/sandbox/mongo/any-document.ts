/** Documents of any shape and any _id: tests of the protocol are not typed by a schema. */
export interface AnyDocument {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's own types for operators know no weaker one
  _id?: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  [field: string]: any;
}
