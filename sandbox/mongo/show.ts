import { isDocument } from './values.ts';

/** A value as MongoDB writes it in error messages. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isDocument(value)) {
    const fields = Object.entries(value).map(([name, field]) => `${name}: ${show(field)}`);
    return `{ ${fields.join(', ')} }`;
  }
  if (Array.isArray(value)) return `[ ${value.map(show).join(', ')} ]`;
  if (value !== null && typeof value === 'object' && 'toHexString' in value) return `ObjectId('${value}')`;
  return String(value);
}
